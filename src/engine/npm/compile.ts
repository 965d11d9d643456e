/** What the TypeScript compiler says of a project. */
import { existsSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { CheckFailure } from '../../editing/bisect.js';
import { runTool } from './run-tool.js';
import type { CompiledProject } from './typescript-projects.js';

export interface Compilation {
  /** The tsconfig.json that the files belong to; null when none of the project's has them. */
  config: string | null;
  failures: CheckFailure[];
}

/** Nothing is written, also of projects that are built step by step. */
const FLAGS = '--noEmit --pretty false --listFiles --composite false --incremental false'.split(' ');

/** @param root absolute path of the tree to look at, without symbolic links */
export async function compile(
  { configs, files, compiler }: CompiledProject,
  root: string,
): Promise<Compilation> {
  for (const config of configs) {
    if (!existsSync(join(root, config))) continue;
    const run = await runTool(root, ['node', compiler, '-p', config, ...FLAGS]);
    const lines = run.stdout.split('\n');
    const listed = new Set(lines.map((line) => line.trim()));
    const wanted = files.filter((file) => existsSync(join(root, file)));
    const isIn = wanted.some((file) => listed.has(join(root, file).split(sep).join('/')));
    if (wanted.length > 0 && !isIn && !run.stdout.includes('error TS')) continue;
    return { config, failures: failuresIn(lines, root) };
  }
  return { config: null, failures: [] };
}

function failuresIn(lines: readonly string[], root: string): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const line of lines) {
    const [, path, , message] = /^(.+?)\((\d+,\d+)\): (error TS\d+: .*)$/.exec(line) ?? [];
    if (path !== undefined && message !== undefined)
      failures.push({ file: inRoot(path, root), text: message });
    else if (/^error TS\d+:/.test(line)) failures.push({ file: null, text: line });
  }
  return failures;
}

function inRoot(path: string, root: string): string | null {
  const absolute = resolve(root, path);
  const real = existsSync(absolute) ? realpathSync(absolute) : absolute;
  const inner = relative(root, real);
  return inner.startsWith('..') ? null : inner.split(sep).join('/');
}
