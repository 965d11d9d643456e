/** From changes that someone would like to make to those that go together, build, and have their modules. */
import { join } from 'node:path';
import { findGoodSubset } from '../editing/bisect.js';
import { isGitIgnored } from '../editing/git-ignored.js';
import { mergeChanges } from '../editing/merge-changes.js';
import type { Verification } from '../model/apply-report.js';
import type { Change, ChangeStatus, FileChange, Skip } from '../model/change.js';
import type { ApplyScene } from './apply-scene.js';
import { type EngineSkipCode, skipChange } from './apply-skips.js';
import { type GoModule, type GoModuleSet, readModules } from './go-module-set.js';
import { missingRequirements } from './go-requirements.js';
import { checkRequirements, type ResolveScene, resolveModules } from './go-resolve.js';
import type { GoToolchain } from './go-toolchain.js';
import { VendorError } from './go-vendor.js';
import { type GoVerdict, type GoVerifier, openVerifier } from './go-verify.js';
import { openGoWork } from './go-work.js';

/** A change and what became of it; unlike `ChangeOutcome` its problem may lie outside the edits. */
export interface Settled {
  change: Change;
  status: ChangeStatus;
  problem?: { code: string; file: string | null; message: string };
}

export interface Settlement {
  outcomes: Settled[];
  /** Instead of an outcome: changes that are left out for a reason that is no failure. */
  skips: Skip[];
  /** Sources, go.mod and go.sum. */
  files: FileChange[];
  verification: Verification;
}

export interface SettleOptions {
  scene: ApplyScene;
  go: GoToolchain | null;
  verify: boolean;
  /** Empty, for what is temporary. */
  directory: string;
  onPhase(phase: string, done?: number, total?: number): void;
}

export const NOT_VERIFIED: Verification = { ran: false, ok: true, baselineErrors: 0, steps: [] };

/** Merges, resolves modules and verifies. Each change goes through whole or is told apart. */
export async function settle(changes: readonly Change[], options: SettleOptions): Promise<Settlement> {
  const { scene, go, verify } = options;
  const input = { read: scene.read, bases: scene.bases };
  const merged = mergeChanges(changes, input);
  const ledger = openLedger(merged.outcomes, scene);
  const modules = readModules(scene.workspace);
  leaveOutUnfetchable(ledger, modules, go);
  const sources = () => mergeChanges(ledger.planned(), input).files;
  if (go === null) return ledger.settlement(sources(), NOT_VERIFIED);

  const resolving = await openResolving(go, modules, touchedModules(modules, sources()), options);
  options.onPhase('resolving modules');
  for (const { change, code, message } of await checkRequirements(resolving, ledger.planned()))
    ledger.skip(change, code, message);
  let moduleFiles = await resolvePlanned(ledger, resolving, sources);
  if (ledger.planned().length === 0) return ledger.settlement([], NOT_VERIFIED);
  if (!verify) return ledger.settlement([...sources(), ...moduleFiles], NOT_VERIFIED);

  const verifier = await openVerifier({
    go,
    root: scene.root,
    modules: modules.withDependents(touchedModules(modules, [...sources(), ...moduleFiles])),
    isVendored: modules.isVendored,
    directory: join(options.directory, 'verify'),
    onStep: (done, total) => options.onPhase('building', done, total),
  });
  const passed = await dropBreaking(ledger, verifier, modules, (subset) => [
    ...mergeChanges(subset, input).files,
    ...moduleFiles,
  ]);
  // The modules of what was dropped go too, and that has to be looked at again.
  if (!passed) moduleFiles = await resolvePlanned(ledger, resolving, sources);
  const files = [...sources(), ...moduleFiles];
  const { ok, steps } = passed ?? (await verifier.check(files));
  const verification = { ran: true, ok, baselineErrors: verifier.baselineErrors(), steps };
  const workSums = () => verifier.workSums().filter(({ file }) => !isGitIgnored(scene.root, file));
  if (ok) return ledger.settlement([...files, ...workSums()], verification);
  for (const change of ledger.planned())
    ledger.fail(change, brokenBuild(null, 'what is left does not build'));
  return ledger.settlement([], verification);
}

/** The module files of what is planned; changes of a module that cannot be vendored are left out. */
async function resolvePlanned(
  ledger: Ledger,
  resolving: ResolveScene,
  sources: () => FileChange[],
): Promise<FileChange[]> {
  for (;;) {
    const planned = ledger.planned();
    if (planned.length === 0) return [];
    try {
      return await resolveModules(resolving, planned, sources());
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      const needing = planned.filter((change) => missingRequirements(error.module, [change]).length > 0);
      if (needing.length === 0) throw error;
      for (const change of needing)
        ledger.skip(change, 'vendored-module', `\`go mod vendor\` does not go through: ${error.message}`);
    }
  }
}

type Ledger = ReturnType<typeof openLedger>;

/** Keeps what became of each change. */
function openLedger(outcomes: readonly Settled[], scene: ApplyScene) {
  const settled = new Map(outcomes.map((outcome) => [outcome.change, outcome]));
  const skips: Skip[] = [];
  return {
    planned: () => [...settled.values()].filter((one) => one.status === 'planned').map((one) => one.change),
    isPlanned: (change: Change) => settled.get(change)?.status === 'planned',
    fail(change: Change, problem: NonNullable<Settled['problem']>) {
      settled.set(change, { change, status: 'failed', problem });
    },
    skip(change: Change, code: EngineSkipCode, message: string) {
      settled.delete(change);
      skips.push(...skipChange(scene, change, code, message));
    },
    settlement: (files: FileChange[], verification: Verification): Settlement => ({
      outcomes: [...settled.values()],
      skips,
      files: files.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
      verification,
    }),
  };
}

/** Changes whose modules are not there and cannot be fetched. */
function leaveOutUnfetchable(ledger: Ledger, modules: GoModuleSet, go: GoToolchain | null): void {
  for (const change of ledger.planned()) {
    const lacking = modules.modules.filter((module) => missingRequirements(module, [change]).length > 0);
    const vendored = lacking.find((module) => modules.isVendoredByWorkspace(module));
    if (go === null && lacking.length > 0)
      ledger.skip(change, 'no-go-toolchain', 'it needs modules, and there is no `go` on the PATH.');
    else if (vendored)
      ledger.skip(
        change,
        'vendored-module',
        `it needs modules, and the go.work around \`${vendored.directory}\` is vendored as a whole.`,
      );
  }
}

async function openResolving(
  go: GoToolchain,
  modules: GoModuleSet,
  touched: readonly GoModule[],
  { scene, directory }: SettleOptions,
): Promise<ResolveScene> {
  const members = new Set<string>();
  for (const module of touched) {
    const work = await openGoWork(go, join(scene.root, module.directory), directory);
    for (const member of work.members) members.add(member);
  }
  const siblings = new Map(
    modules.modules
      .map((module): [string, string] => [module.path, join(scene.root, module.directory)])
      .filter(([, absolute]) => members.has(absolute)),
  );
  return {
    go,
    root: scene.root,
    modules,
    siblings,
    directory: join(directory, 'resolve'),
    gotten: new Map(),
  };
}

function touchedModules(modules: GoModuleSet, files: readonly FileChange[]): GoModule[] {
  return [...new Set(files.flatMap(({ file }) => modules.moduleOf(file) ?? []))];
}

/** @returns the verdict when every change passed */
async function dropBreaking(
  ledger: Ledger,
  verifier: GoVerifier,
  modules: GoModuleSet,
  filesOf: (subset: readonly Change[]) => FileChange[],
): Promise<GoVerdict | null> {
  const before = ledger.planned();
  let whole: GoVerdict | null = null;
  const { dropped } = await findGoodSubset(before, async (subset) => {
    if (subset.length === 0) return { ok: true };
    const verdict = await verifier.check(filesOf(subset));
    if (subset.length === before.length) whole = verdict;
    return verdict;
  });
  for (const change of before) {
    const file = change.edits[0]?.file ?? change.creates[0]?.file ?? '.';
    const module = modules.moduleOf(file);
    const reason = module ? verifier.unreadable.get(module) : undefined;
    if (reason !== undefined)
      ledger.fail(change, {
        code: 'not-verifiable',
        file,
        message: `Go cannot list the module's packages as they are, so nothing can be checked: ${reason}`,
      });
  }
  for (const { change, error } of dropped)
    if (ledger.isPlanned(change)) ledger.fail(change, brokenBuild(change.edits[0]?.file ?? null, error));
  return ledger.planned().length === before.length ? whole : null;
}

function brokenBuild(file: string | null, message: string): NonNullable<Settled['problem']> {
  return { code: 'breaks-build', file, message };
}
