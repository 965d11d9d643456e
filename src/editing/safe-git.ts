/** Git, asked without running anything that the repository names and without writing to it. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

export type GitAnswer = { ok: true; output: string } | { ok: false; message: string };

const SAFE_SETTINGS = [
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'core.untrackedCache=false'],
  ...['-c', 'protocol.allow=never'],
];

/**
 * Runs a git command that only reads.
 * @param index the index file to read, absolute, when it is not the repository's own: git gives hooks another one
 */
export function runGit(directory: string, args: readonly string[], index?: string): GitAnswer {
  const run = spawnSync('git', ['-C', directory, ...SAFE_SETTINGS, ...args], {
    // Not in the repository: Windows looks for programs in the working directory first.
    cwd: dirname(process.execPath),
    env: index === undefined ? gitEnvironment() : { ...gitEnvironment(), GIT_INDEX_FILE: index },
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (run.error) return { ok: false, message: run.error.message };
  if (run.status !== 0) return { ok: false, message: run.stderr.toString('utf8').trim() };
  return { ok: true, output: run.stdout.toString('utf8') };
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
    // A partial clone would fetch what it misses.
    GIT_NO_LAZY_FETCH: '1',
  };
}
