/** The Go modules of a tree and how they see each other. */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type GoModule, parseGoMod } from '../../languages/go/modules.js';
import type { Workspace } from '../../model/source-file.js';

export type { GoModule };

export interface GoModuleSet {
  modules: readonly GoModule[];
  /** The module that a file belongs to. */
  moduleOf(file: string): GoModule | null;
  /** These modules and all that use them from disk, those that are used first. */
  withDependents(changed: Iterable<GoModule>): GoModule[];
  /** True when the module keeps its dependencies in a vendor directory. */
  isVendored(module: GoModule): boolean;
  /** True when a go.work above it keeps the dependencies of all its modules in one vendor directory. */
  isVendoredByWorkspace(module: GoModule): boolean;
}

export function readModules(workspace: Workspace): GoModuleSet {
  const modules = workspace.files
    .filter((file) => posix.basename(file.path) === 'go.mod')
    .flatMap((file) => parseGoMod(file.path, workspace.read(file.path) ?? '', () => {}) ?? []);
  const byDirectory = new Map(modules.map((module) => [module.directory, module]));
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const usedBy = (module: GoModule): GoModule[] =>
    [...module.requires.keys()].flatMap((path) => {
      const replaced = module.replacements.get(path);
      const used = replaced === undefined ? byPath.get(path) : byDirectory.get(replaced);
      return used && used !== module ? [used] : [];
    });
  return {
    modules,
    moduleOf: (file) => innermost(posix.dirname(file), byDirectory),
    withDependents: (changed) => usersFirstLast(new Set(changed), modules, usedBy),
    isVendored: (module) => existsSync(join(workspace.root, module.directory, 'vendor', 'modules.txt')),
    isVendoredByWorkspace: (module) => {
      for (let at = module.directory; ; at = posix.dirname(at)) {
        const has = (name: string) => existsSync(join(workspace.root, at, name));
        if (has('go.work')) return has('vendor/modules.txt');
        if (at === '.') return false;
      }
    },
  };
}

/** Where go.mod or a file beside it stands, relative to the root. */
export function inModule(module: GoModule, name: string): string {
  return posix.join(module.directory, name);
}

function innermost(directory: string, byDirectory: ReadonlyMap<string, GoModule>): GoModule | null {
  for (let at = directory; ; at = posix.dirname(at)) {
    const module = byDirectory.get(at);
    if (module || at === '.') return module ?? null;
  }
}

function usersFirstLast(
  affected: Set<GoModule>,
  modules: readonly GoModule[],
  usedBy: (module: GoModule) => GoModule[],
): GoModule[] {
  for (let size = -1; size !== affected.size; ) {
    size = affected.size;
    for (const module of modules) if (usedBy(module).some((used) => affected.has(used))) affected.add(module);
  }
  const sorted = new Set<GoModule>();
  const visiting = new Set<GoModule>();
  const visit = (module: GoModule) => {
    if (visiting.has(module)) return;
    visiting.add(module);
    for (const used of usedBy(module)) visit(used);
    if (affected.has(module)) sorted.add(module);
  };
  for (const module of modules) visit(module);
  return [...sorted];
}
