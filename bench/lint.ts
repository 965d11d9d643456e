/**
 * Measures `instrument lint` on a repository, cold and warm, against the linters of the field that are on the PATH:
 * `spancheck` (go-spancheck) for Go, and for TypeScript ESLint with the configuration that ESLINT_CONFIG names.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { listFiles } from '#src/workspace/list-files.js';
import { CLI, inTurn, type Measure, once, row } from './measure.js';

interface Peer {
  name: string;
  command: readonly string[];
}

/** @param root of a repository; nothing in it is changed */
export function measureLint(root: string): void {
  const paths = listFiles(root).files.map(({ path }) => path);
  const go = paths.filter((path) => path.endsWith('.go')).length;
  const scripts = paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path)).length;
  console.log(`\nlint ${basename(root)}: ${go} Go files, ${scripts} of JavaScript and TypeScript`);
  const cache = mkdtempSync(join(tmpdir(), 'instrument-bench-'));
  const lint =
    (...flags: string[]) =>
    () =>
      once([CLI, 'lint', root, '--format', 'json', ...flags], cache, { mayFind: true });
  const [cold, warm] = inTurn(lint('--no-cache'), lint());
  row('lint, cold', cold, cold);
  row('lint, warm', warm, cold);
  for (const { name, command } of peers(go > 0, scripts > 0)) row(name, runPeer(command, root), cold);
  rmSync(cache, { recursive: true });
}

function peers(hasGo: boolean, hasScripts: boolean): Peer[] {
  const config = process.env.ESLINT_CONFIG;
  const all: Peer[] = [
    ...(hasGo && isThere('spancheck')
      ? [{ name: 'spancheck ./..., once', command: ['spancheck', '-checks', 'end', './...'] }]
      : []),
    ...(hasScripts && config !== undefined && isThere('eslint')
      ? [{ name: 'eslint, once', command: ['eslint', '--config', config, '--no-config-lookup', '.'] }]
      : []),
  ];
  return all;
}

function isThere(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/** Findings end a linter with a status of their own, so only a program that does not start counts as failed. */
function runPeer([program = '', ...args]: readonly string[], cwd: string): Measure {
  const start = performance.now();
  const { error } = spawnSync(program, args, { cwd, stdio: 'ignore' });
  if (error) throw error;
  return { ms: performance.now() - start, cpu: 0, peak: 0 };
}
