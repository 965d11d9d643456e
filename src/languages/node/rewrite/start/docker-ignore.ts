/** Whether a .dockerignore keeps a file out of the build context. */

/** @param path relative to the build context */
export function isDockerIgnored(text: string, path: string): boolean {
  let isIgnored = false;
  for (const line of text.split(/\r?\n/)) {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#')) continue;
    const isKept = pattern.startsWith('!');
    if (matches(pattern.slice(isKept ? 1 : 0).trim(), path)) isIgnored = !isKept;
  }
  return isIgnored;
}

/** A pattern of a directory holds for all that is in it. */
function matches(pattern: string, path: string): boolean {
  const clean = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
  if (clean === '' || clean === '.') return clean === '.';
  const source = clean
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?/g, '\u0000')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replaceAll('\u0000', '(?:.*/)?');
  return (
    new RegExp(`^${source}(?:/.*)?$`).test(path) ||
    (clean.endsWith('**') && new RegExp(`^${source}`).test(path))
  );
}
