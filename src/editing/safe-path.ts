/** True for a POSIX path below the root that names no part of a repository's own data. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  return (
    !path.includes('\0') &&
    !path.includes('\\') &&
    !/^[A-Za-z]:/.test(path) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
  );
}
