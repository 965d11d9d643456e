/** Where an import leads, by Node's and TypeScript's rules, over the listed files; nothing installed is needed. */

import { isBuiltin } from 'node:module';
import { directoryOf, joinPath } from '../../../model/relative-path.js';
import { packageOf } from '../outline/interest.js';
import { ancestors, type FileIndex } from './file-index.js';
import { asObject, type Json } from './json.js';
import type { PackageManifest } from './package-manifest.js';
import { findModule, sourceOf } from './source-of-built.js';
import type { TsConfigs } from './tsconfig.js';

export type Resolution = { file: string } | { external: string } | null;

export interface Resolver {
  resolve(specifier: string, from: string): Resolution;
  /** The file that a start command in `directory` names. */
  entry(path: string, directory: string): string | null;
  /** The package that a file belongs to. */
  packageAt(path: string): PackageManifest | null;
  packageNamed(name: string): PackageManifest | null;
}

/** Targets of an `exports` or `imports` entry in the order in which they lead to source. */
function targetsOf(entry: Json | undefined): string[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return entry.flatMap((item) => targetsOf(item));
  const conditions = Object.entries(asObject(entry));
  const preferred = (key: string) =>
    key === 'source' || key === 'development' || /source|src/.test(key) ? 0 : 1;
  return conditions
    .sort((a, b) => preferred(a[0]) - preferred(b[0]))
    .flatMap(([, target]) => targetsOf(target));
}

function lookUp(map: Json | undefined, key: string): string[] {
  const entries = asObject(map);
  if (entries[key] !== undefined) return targetsOf(entries[key]);
  for (const [pattern, target] of Object.entries(entries)) {
    const star = pattern.indexOf('*');
    if (star < 0) continue;
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (!key.startsWith(before) || !key.endsWith(after) || key.length < pattern.length - 1) continue;
    const matched = key.slice(before.length, key.length - after.length);
    return targetsOf(target).map((path) => path.replaceAll('*', matched));
  }
  return [];
}

function exportTargets(manifest: PackageManifest, subpath: string): string[] {
  const { exports } = manifest;
  if (exports === undefined) return [];
  const isMap = Object.keys(asObject(exports)).some((key) => key.startsWith('.'));
  if (!isMap) return subpath === '.' ? targetsOf(exports) : [];
  return lookUp(exports, subpath);
}

/**
 * A resolver over the packages and files of the workspace.
 * @param beside directories that end up in the same place as a directory when the program is built
 */
export function createResolver(
  manifests: readonly PackageManifest[],
  configs: TsConfigs,
  index: FileIndex,
  beside: (directory: string) => readonly string[] = () => [],
): Resolver {
  const byName = new Map(
    manifests.flatMap((manifest) => (manifest.name === null ? [] : [[manifest.name, manifest]])),
  );
  const byDirectory = new Map(manifests.map((manifest) => [manifest.directory, manifest]));
  const cache = new Map<string, Map<string, Resolution>>();

  const packageAt = (path: string): PackageManifest | null => {
    for (const directory of ancestors(directoryOf(path))) {
      const found = byDirectory.get(directory);
      if (found !== undefined) return found;
    }
    return null;
  };
  const source = (path: string, directory: string) =>
    sourceOf(path, directory, configs.nearest(directory), index);

  const inPackage = (manifest: PackageManifest, subpath: string): string | null => {
    const { directory } = manifest;
    const named = exportTargets(manifest, subpath);
    const own =
      subpath === '.'
        ? [
            manifest.source,
            ...named,
            manifest.module,
            manifest.main,
            manifest.types,
            './src/index',
            './index',
            './lib/index',
          ]
        : [...named, subpath, `./src/${subpath.slice(2)}`];
    for (const target of own) {
      const found = target === null ? null : source(joinPath(directory, target), directory);
      if (found !== null) return found;
    }
    return null;
  };

  const byPath = (path: string, from: string): string | null => {
    const found = findModule(path, index);
    if (found !== null) return found;
    const nested = byDirectory.get(path);
    if (nested !== undefined) return inPackage(nested, '.');
    return source(path, packageAt(from)?.directory ?? '.');
  };

  const byAlias = (specifier: string, from: string): string | null => {
    const config = configs.nearest(directoryOf(from));
    if (config === null) return null;
    const matching = config.paths
      .filter(({ pattern }) => {
        const [before = '', after] = pattern.split('*');
        return after === undefined
          ? pattern === specifier
          : specifier.startsWith(before) && specifier.endsWith(after);
      })
      .sort((a, b) => b.pattern.length - a.pattern.length);
    for (const { pattern, targets } of matching) {
      const [before = '', after = ''] = pattern.split('*');
      const rest = pattern.includes('*')
        ? specifier.slice(before.length, specifier.length - after.length)
        : '';
      for (const target of targets) {
        const found = byPath(target.replace('*', rest), from);
        if (found !== null) return found;
      }
    }
    return config.baseUrl === null ? null : findModule(joinPath(config.baseUrl, specifier), index);
  };

  /** A start file that the build copies names built files: `./hono/server/router.js` is `server/router.ts`. */
  const asCopied = (specifier: string, from: string): string | null => {
    if (!/\.[cm]?js$/.test(specifier)) return null;
    const parts = specifier.split('/').filter((part) => !/^\.{0,2}$/.test(part));
    const directory = packageAt(from)?.directory ?? '.';
    const tails = parts.slice(0, -1).map((_, i) => joinPath(directory, ...parts.slice(i)));
    return (
      tails.map((tail) => source(tail, directory)).find((path) => path !== null && path !== from) ?? null
    );
  };

  const decide = (specifier: string, from: string): Resolution => {
    const file = (path: string | null): Resolution => (path === null ? null : { file: path });
    if (specifier.startsWith('.')) {
      const directory = directoryOf(from);
      const found = byPath(joinPath(directory, specifier), from);
      if (found !== null) return file(found);
      const elsewhere = beside(directory).map((other) => byPath(joinPath(other, specifier), from));
      return file(elsewhere.find((path) => path !== null) ?? asCopied(specifier, from));
    }
    if (specifier.startsWith('/')) return null;
    if (specifier.startsWith('#')) {
      const manifest = packageAt(from);
      for (const target of lookUp(manifest?.imports, specifier)) {
        const found = target.startsWith('.')
          ? source(joinPath(manifest?.directory ?? '.', target), manifest?.directory ?? '.')
          : null;
        if (found !== null) return { file: found };
      }
    }
    if (specifier.startsWith('node:') || isBuiltin(specifier))
      return { external: specifier.replace(/^node:/, '') };
    const aliased = byAlias(specifier, from);
    if (aliased !== null) return { file: aliased };
    const manifest = byName.get(packageOf(specifier));
    if (manifest !== undefined) {
      const rest = specifier.slice(manifest.name!.length);
      const found = inPackage(manifest, rest === '' ? '.' : `.${rest}`);
      if (found !== null) return { file: found };
    }
    return { external: specifier.replace(/^((?:@[^/]+\/)?[^/]+)\/index(?:\.[cm]?js)?$/, '$1') };
  };

  return {
    packageAt,
    packageNamed: (name) => byName.get(name) ?? null,
    entry(path, directory) {
      const target = path.startsWith('/') ? path.slice(1) : joinPath(directory, path);
      const nested = byDirectory.get(target);
      const owner =
        packageAt(joinPath(target, 'x'))?.directory ??
        packageAt(joinPath(directory, 'x'))?.directory ??
        directory;
      if (nested !== undefined && nested.directory !== directory) return inPackage(nested, '.');
      return source(target, owner) ?? (owner === directory ? null : source(target, directory));
    },
    resolve(specifier, from) {
      const directory = directoryOf(from);
      let known = cache.get(directory);
      if (known === undefined) {
        known = new Map();
        cache.set(directory, known);
      }
      const cached = known.get(specifier);
      if (cached !== undefined) return cached;
      const resolution = decide(specifier, from);
      known.set(specifier, resolution);
      return resolution;
    },
  };
}
