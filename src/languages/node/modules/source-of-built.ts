/** Finds the source file that a path names: itself, with another extension, or what a build turns into it. */
import { isWithin, joinPath } from '../../../model/relative-path.js';
import type { FileIndex } from './file-index.js';
import type { TsConfig } from './tsconfig.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const CODE_FILE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const BUILD_FOLDER =
  /^(?:dist|build|out|lib|output|compiled|js|esm|cjs|target|\.build|\.output|\.next|_build|bin|es|dist-[\w-]+|build-[\w-]+)$/;
const SOURCE_FOLDERS = ['src', '', 'source', 'lib', 'app', 'server', 'src/server'];

const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.mjs': ['.mts', '.mjs', '.ts', '.js'],
  '.cjs': ['.cts', '.cjs', '.ts', '.js'],
  '.jsx': ['.tsx', '.jsx'],
};

/** Whether a path has the extension of JavaScript or TypeScript; declaration files do not count. */
export function isCodeFile(path: string): boolean {
  return CODE_FILE.test(path) && !/\.d\.[cm]?ts$/.test(path);
}

/** The file that a path without or with another extension means, also a directory's index. */
export function findModule(path: string, index: FileIndex): string | null {
  if (index.has(path)) return isCodeFile(path) ? path : null;
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    const source = (SOURCES_OF[extension] ?? []).map((end) => stem + end).find((file) => index.has(file));
    if (source !== undefined) return source;
  }
  const candidates = [
    ...EXTENSIONS.map((end) => path + end),
    ...EXTENSIONS.map((end) => joinPath(path, `index${end}`)),
  ];
  return candidates.find((file) => index.has(file)) ?? null;
}

function fromConfig(path: string, config: TsConfig | null, index: FileIndex): string | null {
  const outDir = config?.outDir;
  if (config === null || outDir === null || outDir === undefined || outDir === '.' || !isWithin(path, outDir))
    return null;
  const inside = path.slice(outDir.length + 1);
  const base = joinPath(config.file, '..');
  const roots = [config.rootDir, joinPath(base, 'src'), base].filter(
    (root) => root !== null && root !== undefined,
  );
  for (const root of roots) {
    const found = findModule(joinPath(root, inside), index);
    if (found !== null) return found;
  }
  return null;
}

function byCommonSense(inside: string, directory: string, index: FileIndex): string | null {
  const parts = inside.replace(/\.d(\.[cm]?ts)$/, '$1').split('/');
  for (let cut = 0; cut < parts.length - 1 && BUILD_FOLDER.test(parts[cut] ?? ''); cut++) {
    const rest = parts.slice(cut + 1);
    for (const folder of SOURCE_FOLDERS) {
      const found = findModule(joinPath(directory, folder, ...rest), index);
      if (found !== null) return found;
    }
    // dist/apps/api/main.js is built from apps/api/src/main.ts (Nest and Nx monorepos)
    const nested = findModule(joinPath(directory, ...rest.slice(0, -1), 'src', rest.at(-1) ?? ''), index);
    if (nested !== null) return nested;
  }
  return null;
}

/**
 * The source file of `path`, which may name build output that is not in the repository. `directory` is the package's:
 * build folders are looked for below it.
 */
export function sourceOf(
  path: string,
  directory: string,
  config: TsConfig | null,
  index: FileIndex,
): string | null {
  const direct = findModule(path, index);
  if (direct !== null) return direct;
  const configured = fromConfig(path, config, index);
  if (configured !== null) return configured;
  if (!isWithin(path, directory)) return null;
  const inside = directory === '.' ? path : path.slice(directory.length + 1);
  return byCommonSense(inside, directory, index);
}
