/** go.mod and go.sum as the changes need them, by the repository's own toolchain, without touching its files. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join, posix } from 'node:path';
import { findGoodSubset } from '../../editing/bisect.js';
import { withStagedTree } from '../../editing/staged-tree.js';
import type { Change, FileChange, Requirement } from '../../model/change.js';
import { lastProblem } from './go-problem.js';
import {
  draftModule,
  type GoModuleDraft,
  goLines,
  type ModuleFiles,
  moduleChanges,
  readModuleFiles,
} from './module-draft.js';
import type { GoModule, GoModuleSet } from './module-set.js';
import { movedPackage, releaseWithout } from './moved-package.js';
import { missingRequirements, requireLines } from './requirements.js';
import type { GoRun, GoToolchain } from './toolchain.js';
import { vendorChanges } from './vendor.js';

export interface ResolveScene {
  go: GoToolchain;
  /** Absolute, without symbolic links. */
  root: string;
  modules: GoModuleSet;
  /** See `DraftOrigin`. */
  siblings: ReadonlyMap<string, string>;
  /** For what is temporary. */
  directory: string;
  /** What `go get` made of a module, by what was asked of it. */
  gotten: Map<string, Promise<Gotten>>;
}

type Gotten = { ok: true; files: ModuleFiles } | { ok: false; problem: string };

/** A change whose modules cannot be had. */
export interface Unresolved {
  change: Change;
  /**
   * `go-version`: they would raise the go or toolchain line. `module-conflict`: they do not go together with what the
   * module requires. `module-unavailable`: Go cannot get them.
   */
  code: 'go-version' | 'module-conflict' | 'module-unavailable';
  message: string;
}

/** The changes whose modules go together with the module as it is; the others with the reason. */
export async function checkRequirements(
  scene: ResolveScene,
  changes: readonly Change[],
): Promise<Unresolved[]> {
  const unresolved: Unresolved[] = [];
  for (const module of scene.modules.modules) {
    const groups = groupByNeed(module, changes);
    if (groups.size === 0) continue;
    const reasons = new Map<Change, readonly Change[]>([...groups.values()].map((same) => [same[0]!, same]));
    const result = await findGoodSubset([...reasons.keys()], async (subset) => {
      const got = await get(scene, module, missingRequirements(module, subset));
      return got.ok ? { ok: true } : { ok: false, failures: [{ file: null, text: got.problem }] };
    });
    for (const { change, error } of result.dropped)
      for (const one of reasons.get(change) ?? [])
        unresolved.push({ change: one, code: codeOf(error), message: error });
  }
  return unresolved;
}

/**
 * The module files for changes that `checkRequirements` let through, also of the modules that use a changed one from disk,
 * and the vendor directories of those that have one.
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
  for (const module of modules.withDependents(direct)) {
    const visible = [...sources, ...resolved];
    const own = await withStagedTree(root, visible, async (tree) => {
      const input = { overlay: await tree.goOverlay(), packages: packagesOf(module, sources, modules) };
      const after = await resolveOne(scene, module, missingRequirements(module, changes), input);
      const files = moduleChanges(root, module, after);
      if (files.length === 0 || !modules.isVendored(module)) return files;
      return [...files, ...(await vendorChanges(scene, module, after, input.overlay))];
    });
    resolved.push(...own);
  }
  return resolved;
}

const GO_LINE = 'the go line';

function codeOf(problem: string): Unresolved['code'] {
  if (problem.startsWith(GO_LINE)) return 'go-version';
  return /: ambiguous import: | requires \S+, not /.test(problem) ? 'module-conflict' : 'module-unavailable';
}

function groupByNeed(module: GoModule, changes: readonly Change[]): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const need = keyOf(missingRequirements(module, [change]));
    if (need !== '') groups.set(need, [...(groups.get(need) ?? []), change]);
  }
  return groups;
}

function keyOf(wanted: readonly Requirement[]): string {
  return wanted.map(({ name, version }) => `${name}@${version}`).join(' ');
}

/** The module with these requirements; asked of Go once. */
function get(scene: ResolveScene, module: GoModule, wanted: readonly Requirement[]): Promise<Gotten> {
  const key = `${module.directory} ${keyOf(wanted)}`;
  const known = scene.gotten.get(key) ?? runGet(scene, module, wanted);
  scene.gotten.set(key, known);
  return known;
}

async function runGet(
  scene: ResolveScene,
  module: GoModule,
  wanted: readonly Requirement[],
): Promise<Gotten> {
  const before = readModuleFiles(scene.root, module);
  if (wanted.length === 0) return { ok: true, files: before };
  const { draft, run } = await getSettled(scene, module, keyOf(wanted).split(' '));
  if (!run.ok) {
    const raise = /requires go >= /.test(run.stderr) ? `${GO_LINE} would have to be raised: ` : '';
    return { ok: false, problem: raise + lastProblem(run.stderr) };
  }
  const files = await draft.texts();
  const [was, is] = [goLines(before.mod), goLines(files.mod)];
  if (was === is) return { ok: true, files };
  return { ok: false, problem: `${GO_LINE} of go.mod would be raised from ${was || 'none'} to ${is}` };
}

interface Got {
  draft: GoModuleDraft;
  run: GoRun;
}

/** Where a package was moved to a module of its own, the module around it is brought to the first release without it. */
async function getSettled(scene: ResolveScene, module: GoModule, named: readonly string[]): Promise<Got> {
  const raised = new Map<string, string>();
  for (;;) {
    const got = await getNamed(scene, module, [...named, ...raised.values()]);
    const moved = got.run.ok ? null : movedPackage(got.run.stderr);
    if (moved === null || raised.has(moved.outer.path)) return got;
    const release = await releaseWithout(got.draft, moved);
    if (release === null) return got;
    raised.set(moved.outer.path, `${moved.outer.path}@${release}`);
  }
}

async function getNamed(scene: ResolveScene, module: GoModule, named: readonly string[]): Promise<Got> {
  // Over the network `go get` also asks for retractions and deprecations of every module it adds, which takes seconds.
  const offline = await draftModule({ ...scene, module }, temporary(scene, 'get'));
  const run = await offline.runOffline(['get'], named);
  if (run.ok) return { draft: offline, run };
  const draft = await draftModule({ ...scene, module }, temporary(scene, 'get'));
  return { draft, run: await draft.run(['get'], [], named) };
}

interface ResolveInput {
  overlay: string;
  /** Patterns of the packages that are changed. */
  packages: readonly string[];
}

async function resolveOne(
  scene: ResolveScene,
  module: GoModule,
  wanted: readonly Requirement[],
  { overlay, packages }: ResolveInput,
): Promise<ModuleFiles> {
  const origin = { ...scene, module };
  const before = readModuleFiles(scene.root, module);
  const got = await get(scene, module, wanted);
  const start = got.ok ? got.files : before;

  const draft = await draftModule(origin, temporary(scene, 'tidy'), start);
  const tidied = await draft.run(['mod', 'tidy'], [`-overlay=${overlay}`]);
  const tidy = await draft.texts();
  // What it had to look for is missing in the untouched module too, and not ours to add.
  const isOurs = tidied.ok && !/finding module for package/.test(tidied.stderr);
  if (isOurs && goLines(tidy.mod) === goLines(before.mod)) {
    if (isGrowth(before.mod, tidy.mod)) return tidy;
    const baseline = await draftModule(origin, temporary(scene, 'baseline'));
    const after = (await baseline.run(['mod', 'tidy'])).ok ? await baseline.texts() : null;
    if (after?.mod === before.mod && after.sum === before.sum) return tidy;
  }

  const filled = await draftModule(origin, temporary(scene, 'filled'), start);
  const untouched = await draftModule(origin, temporary(scene, 'untouched'));
  const loads = (await untouched.run(['list'], ['-mod=readonly', '-deps', '-test'], ['./...'])).ok;
  // Everything only when it loads as it is: `-mod=mod` would otherwise add what others have forgotten.
  const scope = loads ? ['-deps', '-test', './...'] : ['-deps', ...packages];
  if (loads || packages.length > 0)
    await filled.run(['list'], ['-e', '-mod=mod', `-overlay=${overlay}`], scope);
  return filled.texts();
}

/** True when nothing that was required is gone or has become indirect. */
function isGrowth(before: string, after: string): boolean {
  const now = requireLines(after);
  return [...requireLines(before)].every(([path, { indirect }]) => {
    const line = now.get(path);
    return line !== undefined && (indirect || !line.indirect);
  });
}

function temporary({ directory }: ResolveScene, name: string): string {
  mkdirSync(directory, { recursive: true });
  return mkdtempSync(join(directory, `${name}-`));
}

function packagesOf(module: GoModule, sources: readonly FileChange[], modules: GoModuleSet): string[] {
  const directories = sources
    .filter(({ file }) => file.endsWith('.go') && modules.moduleOf(file) === module)
    .map(({ file }) => posix.relative(module.directory, posix.dirname(file)));
  return [...new Set(directories)].sort().map((directory) => (directory === '' ? '.' : `./${directory}`));
}
