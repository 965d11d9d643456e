/** The packages that an apply adds, installed apart: the compiler wants their types, and node_modules is the user's. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { lstat, mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asObject, asTextRecord, parseJson } from '../../languages/node/modules/json.js';
import type { FileChange } from '../../model/change.js';
import { directoryOf } from '../../model/relative-path.js';
import { runTool } from './run-tool.js';

export interface InstalledPackages {
  /** Makes them visible below a copy of the root; gives back how to undo that. */
  linkInto(root: string): Promise<() => Promise<void>>;
}

/** @returns null when they cannot be fetched */
export async function installPackages(
  files: readonly FileChange[],
  settings: string,
  directory: string,
): Promise<InstalledPackages | null> {
  const added = addedPackages(files);
  const all = new Map([...added.values()].flatMap((own) => [...own]));
  const key = createHash('sha256')
    .update(JSON.stringify([...all]))
    .digest('hex')
    .slice(0, 12);
  const at = join(directory, `types-${key}`);
  if (all.size > 0 && !existsSync(join(at, 'node_modules'))) {
    mkdirSync(at, { recursive: true });
    const manifest = {
      name: 'types',
      version: '0.0.0',
      private: true,
      dependencies: Object.fromEntries(all),
    };
    writeFileSync(join(at, 'package.json'), JSON.stringify(manifest));
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps'];
    const userconfig = existsSync(join(settings, '.npmrc'))
      ? [`--userconfig=${join(settings, '.npmrc')}`]
      : [];
    const run = await runTool(at, ['npm', 'install', ...flags, ...userconfig]);
    if (!run.ok) return null;
  }
  return {
    async linkInto(root) {
      const links: string[] = [];
      for (const [where, own] of added)
        for (const name of namesBelow(join(at, 'node_modules')).filter((one) => own.has(one))) {
          const target = join(root, where, 'node_modules', name);
          if (await isThere(target)) continue;
          await mkdir(dirname(target), { recursive: true });
          await symlink(join(at, 'node_modules', name), target);
          links.push(target);
        }
      return async () => {
        for (const link of links) await rm(link, { force: true });
      };
    },
  };
}

/** By the directory of the package.json: what its dependencies have now and had not before. */
function addedPackages(files: readonly FileChange[]): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { file, before, after } of files) {
    if (!/(?:^|\/)package\.json$/.test(file) || after === null) continue;
    const was = dependenciesOf(before);
    const own = Object.entries(dependenciesOf(after)).filter(([name]) => was[name] === undefined);
    found.set(directoryOf(file), new Map(own));
  }
  return found;
}

function dependenciesOf(text: string | null): Record<string, string> {
  try {
    return asTextRecord(asObject(parseJson(text ?? '{}')).dependencies);
  } catch {
    return {};
  }
}

function namesBelow(modules: string): string[] {
  if (!existsSync(modules)) return [];
  return readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
