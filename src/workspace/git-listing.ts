import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

export interface GitListing {
  /** Tracked and untracked, not ignored; POSIX, relative to the root; a trailing slash marks a nested repository. */
  paths: string[];
  /** Directories that git could not open. */
  unreadable: string[];
}

/** Settings with which git runs nothing that the repository names: no fsmonitor, no hooks, no fetch of missing objects. */
const SAFE_SETTINGS = [
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'core.untrackedCache=false'],
  ...['-c', 'protocol.allow=never'],
];

/**
 * Git's own listing of a directory inside a work tree: about four times as fast as walking.
 * @returns null when git is missing, the directory is in no work tree, or git fails in any way ("dubious ownership")
 */
export function listWithGit(root: string): GitListing | null {
  const listed = spawnSync(
    'git',
    [
      ...['-C', root, ...SAFE_SETTINGS],
      ...['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    ],
    // Not in the repository: Windows looks for programs in the working directory first.
    {
      cwd: dirname(process.execPath),
      env: gitEnvironment(),
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  if (listed.error || listed.status !== 0) return null;
  const paths = listed.stdout.toString('utf8').split('\0');
  paths.pop();
  const warnings = listed.stderr.toString('utf8').matchAll(/could not open directory '([^']+?)\/?':/g);
  return { paths, unreadable: [...warnings].map((match) => match[1] ?? '') };
}

/** Variables of an enclosing git command (a hook that runs us) would point git at another repository. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') || name === 'GIT_CEILING_DIRECTORIES',
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}
