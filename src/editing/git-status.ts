export type DirtyState = 'modified' | 'staged' | 'deleted' | 'conflicted' | 'untracked' | 'ignored';

/**
 * Reads `git status --porcelain=v2 -z --no-renames`.
 * @param prefix of git's paths, with its slash, that is cut off
 * @param asked paths that the caller wants to know about; git names a directory when all in it is ignored
 */
export function parseStatus(
  output: string,
  prefix: string,
  asked: readonly string[],
): Map<string, DirtyState> {
  const states = new Map<string, DirtyState>();
  for (const record of output.split('\0')) {
    const entry = readRecord(record);
    if (entry === null || !entry.path.startsWith(prefix)) continue;
    const path = entry.path.slice(prefix.length);
    const meant = path.endsWith('/') ? asked.filter((file) => file.startsWith(path)) : [path];
    for (const file of meant) states.set(file, entry.state);
  }
  return states;
}

/** How many fields stand before the path, by kind of record. */
const FIELDS: Readonly<Record<string, number>> = { '1': 8, u: 10, '?': 1, '!': 1 };

function readRecord(record: string): { path: string; state: DirtyState } | null {
  const kind = record[0] ?? '';
  const fields = FIELDS[kind];
  if (fields === undefined) return null;
  const parts = record.split(' ');
  const path = parts.slice(fields).join(' ');
  if (kind === '?') return { path, state: 'untracked' };
  if (kind === '!') return { path, state: 'ignored' };
  if (kind === 'u') return { path, state: 'conflicted' };
  const [staged = '.', worktree = '.'] = parts[1] ?? '';
  if (worktree === 'D' || staged === 'D') return { path, state: 'deleted' };
  return { path, state: worktree === '.' ? 'staged' : 'modified' };
}
