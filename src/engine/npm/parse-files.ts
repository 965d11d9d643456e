/** `node --check` over changed JavaScript. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { CheckFailure } from '../../editing/bisect.js';
import type { FileChange } from '../../model/change.js';
import { directoryOf } from '../../model/relative-path.js';
import { runTool } from './run-tool.js';

/**
 * A file that did not parse before is not held against a change.
 * @param root absolute; package.json files there say whether a `.js` file is a module
 */
export async function parseFiles(
  files: readonly FileChange[],
  root: string,
  directory: string,
): Promise<{ count: number; failures: CheckFailure[] }> {
  const scripts = files.filter(({ file, after }) => after !== null && /\.[cm]?js$/.test(file));
  const failures: CheckFailure[] = [];
  for (const { file, before, after } of scripts) {
    const manifest = manifestAbove(file, files, root);
    const declared = /"type"\s*:\s*"module"/.test(manifest) ? 'module' : 'commonjs';
    // What Next.js compiles is written as a module whatever the package declares.
    const types: SourceType[] = /"next"\s*:/.test(manifest) ? [declared, 'module'] : [declared];
    const error = await parse(file, after ?? '', types, directory);
    if (error === null || (before !== null && (await parse(file, before, types, directory)) !== null))
      continue;
    failures.push({ file, text: error });
  }
  return { count: scripts.length, failures };
}

type SourceType = 'module' | 'commonjs';

/** @returns what is wrong with it as each of these types; null where one of them fits */
async function parse(
  file: string,
  text: string,
  types: readonly SourceType[],
  directory: string,
): Promise<string | null> {
  let error: string | null = null;
  for (const type of new Set(types)) {
    error = await parseAs(type, file, text, directory);
    if (error === null) return null;
  }
  return error;
}

async function parseAs(
  type: SourceType,
  file: string,
  text: string,
  directory: string,
): Promise<string | null> {
  const at = mkdtempSync(join(directory, 'parse-'));
  writeFileSync(join(at, 'package.json'), JSON.stringify({ type }));
  const name = posix.basename(file);
  writeFileSync(join(at, name), text);
  const run = await runTool(at, ['node', '--check', name]);
  return run.ok ? null : (/^\w*Error: .*$/m.exec(run.stderr)?.[0] ?? run.stderr.trim());
}

function manifestAbove(file: string, files: readonly FileChange[], root: string): string {
  for (let above = directoryOf(file); ; above = posix.dirname(above)) {
    const path = above === '.' ? 'package.json' : `${above}/package.json`;
    const changed = files.find((one) => one.file === path)?.after;
    if (changed !== undefined && changed !== null) return changed;
    if (existsSync(join(root, path))) return readFileSync(join(root, path), 'utf8');
    if (above === '.') return '';
  }
}
