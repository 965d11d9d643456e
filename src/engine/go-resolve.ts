/** go.mod and go.sum as the changes need them, by the repository's own toolchain, without touching its files. */
import { join } from 'node:path';
import { findGoodSubset } from '../editing/bisect.js';
import { withStagedTree } from '../editing/staged-tree.js';
import type { Change, FileChange, Requirement } from '../model/change.js';
import {
  draftModule,
  type GoModuleDraft,
  goLines,
  moduleChanges,
  readModuleFiles,
} from './go-module-draft.js';
import { type GoModule, type GoModuleSet, inModule } from './go-module-set.js';
import { missingRequirements } from './go-requirements.js';
import type { GoToolchain } from './go-toolchain.js';

export interface ResolveScene {
  go: GoToolchain;
  /** Absolute, without symbolic links. */
  root: string;
  modules: GoModuleSet;
  /** See `DraftOrigin`. */
  siblings: ReadonlyMap<string, string>;
  /** For what is temporary. */
  directory: string;
}

/** A change whose modules cannot be had. */
export interface Unresolved {
  change: Change;
  /** `go-version`: they would raise the go or toolchain line. `module-unavailable`: Go cannot get them. */
  code: 'go-version' | 'module-unavailable';
  module: GoModule;
  message: string;
}

/** The changes whose modules go together with the module as it is; the others with the reason. */
export async function checkRequirements(
  scene: ResolveScene,
  changes: readonly Change[],
): Promise<Unresolved[]> {
  const unresolved: Unresolved[] = [];
  for (const [index, module] of scene.modules.modules.entries()) {
    const groups = groupByNeed(module, changes);
    if (groups.size === 0) continue;
    let attempt = 0;
    const reasons = new Map<Change, readonly Change[]>([...groups.values()].map((same) => [same[0]!, same]));
    const result = await findGoodSubset([...reasons.keys()], async (subset) => {
      const wanted = missingRequirements(module, subset);
      if (wanted.length === 0) return { ok: true };
      const draft = await draftModule(
        { ...scene, module },
        join(scene.directory, `check-${index}-${attempt++}`),
      );
      const problem = await get(draft, wanted, readModuleFiles(scene.root, module).mod);
      return problem === null ? { ok: true } : { ok: false, failures: [{ file: null, text: problem }] };
    });
    for (const { change, error } of result.dropped) {
      const code = error.startsWith(GO_LINE) ? 'go-version' : 'module-unavailable';
      for (const one of reasons.get(change) ?? [])
        unresolved.push({ change: one, code, module, message: error });
    }
  }
  return unresolved;
}

/**
 * The module files for changes that `checkRequirements` let through, also of the modules that use a changed one from disk.
 * @param sources the other files as they will be
 */
export async function resolveModules(
  scene: ResolveScene,
  changes: readonly Change[],
  sources: readonly FileChange[],
): Promise<FileChange[]> {
  const { modules, root } = scene;
  const direct = modules.modules.filter((module) => missingRequirements(module, changes).length > 0);
  const resolved: FileChange[] = [];
  for (const [index, module] of modules.withDependents(direct).entries()) {
    if (modules.isVendored(module)) continue;
    const visible = [...sources, ...resolved];
    const after = await withStagedTree(root, visible, async (tree) =>
      resolveOne(scene, module, missingRequirements(module, changes), {
        overlay: await tree.goOverlay(),
        packages: packagesOf(module, sources, modules),
        directory: join(scene.directory, `module-${index}`),
      }),
    );
    resolved.push(...moduleChanges(root, module, after));
  }
  return resolved;
}

const GO_LINE = 'the go line';

function groupByNeed(module: GoModule, changes: readonly Change[]): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const need = missingRequirements(module, [change]).map(({ name, version }) => `${name}@${version}`);
    if (need.length === 0) continue;
    groups.set(need.join(' '), [...(groups.get(need.join(' ')) ?? []), change]);
  }
  return groups;
}

/** @returns null, or why it cannot be had */
async function get(
  draft: GoModuleDraft,
  wanted: readonly Requirement[],
  before: string,
): Promise<string | null> {
  const run = await draft.run(
    ['get'],
    [],
    wanted.map(({ name, version }) => `${name}@${version}`),
  );
  if (!run.ok && /requires go >= /.test(run.stderr))
    return `${GO_LINE} would have to be raised: ${lastLine(run.stderr)}`;
  if (!run.ok) return lastLine(run.stderr);
  const [was, is] = [goLines(before), goLines((await draft.texts()).mod)];
  return was === is ? null : `${GO_LINE} of go.mod would be raised from ${was || 'none'} to ${is}`;
}

interface ResolveInput {
  overlay: string;
  /** Patterns of the packages that are changed. */
  packages: readonly string[];
  directory: string;
}

async function resolveOne(
  scene: ResolveScene,
  module: GoModule,
  wanted: readonly Requirement[],
  { overlay, packages, directory }: ResolveInput,
): Promise<{ mod: string; sum: string | null }> {
  const origin = { ...scene, module };
  const before = readModuleFiles(scene.root, module);
  const baseline = await draftModule(origin, join(directory, 'baseline'));
  const loads = (await baseline.run(['list'], ['-deps', '-test'], ['./...'])).ok;
  const draft = await draftModule(origin, join(directory, 'staged'));
  if (wanted.length > 0) await get(draft, wanted, before.mod);
  // Everything only when it loads as it is: `-mod=mod` would otherwise add what others have forgotten.
  const scope = loads ? ['-deps', '-test', './...'] : ['-deps', ...packages];
  if (loads || packages.length > 0)
    await draft.run(['list'], ['-e', '-mod=mod', `-overlay=${overlay}`], scope);
  const filled = await draft.texts();
  if (!(await isTidy(baseline, before))) return filled;
  const tidied = await draft.run(['mod', 'tidy'], [`-overlay=${overlay}`]);
  const tidy = await draft.texts();
  return tidied.ok && goLines(tidy.mod) === goLines(before.mod) ? tidy : filled;
}

async function isTidy(
  baseline: GoModuleDraft,
  before: { mod: string; sum: string | null },
): Promise<boolean> {
  if (!(await baseline.run(['mod', 'tidy'])).ok) return false;
  const after = await baseline.texts();
  return after.mod === before.mod && after.sum === before.sum;
}

function packagesOf(module: GoModule, sources: readonly FileChange[], modules: GoModuleSet): string[] {
  const prefix = inModule(module, '.').replace(/\/?\.?$/, '');
  const directories = sources
    .filter(({ file }) => file.endsWith('.go') && modules.moduleOf(file) === module)
    .map(({ file }) => file.slice(0, Math.max(0, file.lastIndexOf('/'))))
    .map((directory) => (prefix === '' ? directory : directory.slice(prefix.length + 1)));
  return [...new Set(directories)].sort().map((directory) => (directory === '' ? '.' : `./${directory}`));
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
