/** Words that say what kind of thing a name is for, not which one it is. */
const GENERIC = new Set(
  `cmd src app apps service services svc server main pkg packages internal microservice microservices ms lib libs code
  deployment deploy pod statefulset docker dockerfile image latest the node go golang python java build package dev prod
  production local examples example demo projects backend backends modules functions lambdas workspace application applications examples`.split(
    /\s+/,
  ),
);

function wordsOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.filter(Boolean).map((word) => word.replace(/^(.{3,})(service|svc)$/, '$1'));
}

function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !GENERIC.has(word) && !/^v?\d+$/.test(word));
  return telling.length > 0 ? telling : words.slice(-1);
}

/**
 * How well a name in a deployment file (a compose service, the last segment of an image, a binary) names a directory:
 * 45 the same, 40 the same up to generic words and the directory's parents (`checkout-service` ↔ `services/checkout/cmd`),
 * 20 the name has a prefix more (`shop-checkout`), 0 nothing in common.
 */
export function nameSimilarity(name: string, directory: string): number {
  const base = directory.slice(directory.lastIndexOf('/') + 1);
  if (base.toLowerCase() === name.toLowerCase()) return 45;
  const wanted = tellingWords(wordsOf(name));
  const segments = directory.split('/').slice(-4).map(wordsOf);
  const path = tellingWords(segments.flat()).join('-');
  const given = wanted.join('-');
  if (given === '' || path === '') return 0;
  if (endsWithWords(path, given) || squeezed(path).endsWith(squeezed(given))) {
    return endsWithWords(path, given) || squeezed(given).length > 5 ? 40 : 0;
  }
  const own = [...segments].reverse().find((words) => words.some((word) => !GENERIC.has(word)));
  const label = own ? tellingWords(own).join('-') : '';
  return label !== '' && endsWithWords(given, label) ? 20 : 0;
}

function endsWithWords(text: string, end: string): boolean {
  return text === end || text.endsWith(`-${end}`);
}

function squeezed(text: string): string {
  return text.replaceAll('-', '');
}
