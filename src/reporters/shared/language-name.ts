const NAMES: Record<string, string> = {
  go: 'Go',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  python: 'Python',
  java: 'Java',
  kotlin: 'Kotlin',
  scala: 'Scala',
  ruby: 'Ruby',
  php: 'PHP',
  rust: 'Rust',
  csharp: 'C#',
  dotnet: '.NET',
  elixir: 'Elixir',
  cpp: 'C++',
};

/** A language's name as people write it. */
export function languageName(language: string): string {
  return NAMES[language] ?? language;
}

/** `Go 4, TypeScript 3`: how many services are written in what, most frequent first. */
export function languageCounts(services: readonly { language: string }[]): string {
  const counts = new Map<string, number>();
  for (const { language } of services) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts]
    .sort(([nameA, a], [nameB, b]) => b - a || nameA.localeCompare(nameB, 'en'))
    .map(([language, count]) => `${languageName(language)} ${count}`)
    .join(', ');
}
