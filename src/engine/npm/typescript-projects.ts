/** Which compiler and which tsconfig judge changed TypeScript files. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { asObject, asText, parseJson } from '../../languages/node/modules/json.js';
import type { FileChange } from '../../model/change.js';
import { directoryOf, joinPath } from '../../model/relative-path.js';

export interface CompiledProject {
  /** Changed files, relative to the root. */
  files: string[];
  /** The tsconfig.json nearest to them, and those that it refers to, in the order in which they are tried. */
  configs: string[];
  /** Absolute path of the compiler's script. */
  compiler: string;
}

/** @returns besides, why changed files are not judged */
export function projectsOf(
  files: readonly FileChange[],
  root: string,
): { projects: CompiledProject[]; reasons: string[] } {
  const projects = new Map<string, CompiledProject>();
  const reasons: string[] = [];
  for (const { file, after } of files) {
    if (after === null || !/\.[cm]?tsx?$/.test(file)) continue;
    const config = nearest(directoryOf(file), (directory) => joinPath(directory, 'tsconfig.json'), root);
    if (config === null) {
      reasons.push(`${file}: there is no tsconfig.json above it`);
      continue;
    }
    const compiler = nearest(
      directoryOf(config),
      (directory) => joinPath(directory, 'node_modules/typescript/bin/tsc'),
      root,
    );
    if (compiler === null) {
      reasons.push(`${config}: TypeScript is not installed, so that types were not checked`);
      continue;
    }
    const known = projects.get(config);
    if (known) known.files.push(file);
    else {
      const configs = [config, ...referredBy(config, root)];
      projects.set(config, { files: [file], configs, compiler: join(root, compiler) });
    }
  }
  return { projects: [...projects.values()], reasons };
}

function nearest(directory: string, at: (directory: string) => string, root: string): string | null {
  for (let above = directory; ; above = posix.dirname(above)) {
    const path = at(above);
    if (existsSync(join(root, path))) return path;
    if (above === '.') return null;
  }
}

function referredBy(config: string, root: string): string[] {
  try {
    const json = asObject(parseJson(readFileSync(join(root, config), 'utf8'), { comments: true }));
    const references = Array.isArray(json.references) ? json.references : [];
    return references.flatMap((reference) => {
      const path = asText(asObject(reference).path);
      if (path === undefined) return [];
      const target = joinPath(directoryOf(config), path);
      return target.endsWith('.json') ? [target] : [joinPath(target, 'tsconfig.json')];
    });
  } catch {
    return [];
  }
}
