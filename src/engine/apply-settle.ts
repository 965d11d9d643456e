/** From changes that someone would like to make to those that go together, build, and have their packages. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findGoodSubset } from '../editing/bisect.js';
import { mergeChanges } from '../editing/merge-changes.js';
import type { Verification } from '../model/apply-report.js';
import type { Change, ChangeStatus, FileChange, Skip } from '../model/change.js';
import type { ApplyScene } from './apply-scene.js';
import { skipChange } from './apply-skips.js';
import type { Ecosystem, LeftOut, Session, Verdict, Verifier } from './ecosystem.js';

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
  /** Sources, and the files that name packages. */
  files: FileChange[];
  verification: Verification;
}

export interface SettleOptions {
  scene: ApplyScene;
  ecosystems: readonly Ecosystem[];
  verify: boolean;
  /** Empty, for what is temporary. */
  directory: string;
  onPhase(phase: string, done?: number, total?: number): void;
}

const NOT_VERIFIED: Verification = { ran: false, ok: true, baselineErrors: 0, steps: [], unchecked: [] };

/** Merges, resolves packages and verifies. Each change goes through whole or is told apart. */
export async function settle(changes: readonly Change[], options: SettleOptions): Promise<Settlement> {
  const { scene, ecosystems } = options;
  const merged = mergeChanges(changes, { read: scene.read, bases: scene.bases });
  const ledger = openLedger(merged.outcomes, scene);
  const parts: Part[] = [];
  for (const [index, ecosystem] of ecosystems.entries()) {
    const directory = join(options.directory, `${index}`);
    mkdirSync(directory, { recursive: true });
    parts.push(await settlePart(ledger, ecosystem, { ...options, directory }));
  }
  const rest = ledger.planned().filter((change) => !ecosystems.some((one) => one.owns(change)));
  const others = mergeChanges(rest, { read: scene.read, bases: scene.bases }).files;
  return ledger.settlement(
    [...parts.flatMap(({ files }) => files), ...others],
    togetherOf(parts.map(({ verification }) => verification)),
  );
}

/** What one language's packages make of their changes. */
interface Part {
  files: FileChange[];
  verification: Verification;
}

async function settlePart(ledger: Ledger, ecosystem: Ecosystem, options: SettleOptions): Promise<Part> {
  const { scene } = options;
  const planned = () => ledger.planned().filter((change) => ecosystem.owns(change));
  if (planned().length === 0) return { files: [], verification: NOT_VERIFIED };
  const filesOf = (subset: readonly Change[]) =>
    mergeChanges(subset, { read: scene.read, bases: scene.bases }).files;
  const session = await ecosystem.open(options, planned(), filesOf(planned()));
  const sources = () => filesOf(planned());
  for (const left of await session.unmet(planned())) ledger.skip(left);
  ledger.dropIdle();
  let packageFiles = await resolvePlanned(ledger, session, planned, sources);
  if (planned().length === 0) return { files: [], verification: NOT_VERIFIED };
  const verifier = options.verify ? await session.openVerifier(overlaid(sources(), packageFiles)) : null;
  if (verifier === null) return { files: overlaid(sources(), packageFiles), verification: NOT_VERIFIED };

  try {
    const passed = await dropBreaking(ledger, verifier, planned(), (subset) =>
      overlaid(filesOf(subset), packageFiles),
    );
    if (planned().length === 0) {
      const none = { ran: true, ok: true, baselineErrors: verifier.baselineErrors(), steps: [] };
      return { files: [], verification: { ...none, unchecked: verifier.unchecked() } };
    }
    // The packages of what was dropped go too, and that has to be looked at again.
    if (!passed) packageFiles = await resolvePlanned(ledger, session, planned, sources);
    const files = overlaid(sources(), packageFiles);
    const { ok, steps } = passed ?? (await verifier.check(files));
    const verification = {
      ran: true,
      ok,
      baselineErrors: verifier.baselineErrors(),
      steps,
      unchecked: verifier.unchecked(),
    };
    if (ok) return { files: [...files, ...verifier.moreFiles()], verification };
    for (const change of planned()) ledger.fail(change, brokenBuild(null, 'what is left does not build'));
    return { files: [], verification };
  } finally {
    await verifier.close();
  }
}

/** Files that name packages may be edited by changes too: what the ecosystem made of them holds both. */
function overlaid(sources: readonly FileChange[], packageFiles: readonly FileChange[]): FileChange[] {
  const made = new Set(packageFiles.map(({ file }) => file));
  return [...sources.filter(({ file }) => !made.has(file)), ...packageFiles];
}

/** The package files of what is planned; changes that turn out to be impossible are left out. */
async function resolvePlanned(
  ledger: Ledger,
  session: Session,
  planned: () => Change[],
  sources: () => FileChange[],
): Promise<FileChange[]> {
  for (;;) {
    if (planned().length === 0) return [];
    const resolved = await session.packageFiles(planned(), sources());
    if ('files' in resolved) return resolved.files;
    for (const left of resolved.leftOut) ledger.skip(left);
    ledger.dropIdle();
  }
}

function togetherOf(parts: readonly Verification[]): Verification {
  return {
    ran: parts.some(({ ran }) => ran),
    ok: parts.every(({ ok }) => ok),
    baselineErrors: parts.reduce((sum, { baselineErrors }) => sum + baselineErrors, 0),
    steps: parts.flatMap(({ steps }) => steps),
    unchecked: parts.flatMap(({ unchecked }) => unchecked),
  };
}

type Ledger = ReturnType<typeof openLedger>;

/** Keeps what became of each change. */
function openLedger(outcomes: readonly Settled[], scene: ApplyScene) {
  const settled = new Map(outcomes.map((outcome) => [outcome.change, outcome]));
  const skips: Skip[] = [];
  const planned = () =>
    [...settled.values()].filter((one) => one.status === 'planned').map((one) => one.change);
  const skip = ({ change, code, message }: LeftOut) => {
    settled.delete(change);
    skips.push(...skipChange(scene, change, code, message));
  };
  return {
    planned,
    isPlanned: (change: Change) => settled.get(change)?.status === 'planned',
    fail(change: Change, problem: NonNullable<Settled['problem']>) {
      settled.set(change, { change, status: 'failed', problem });
    },
    skip,
    /** Leaves out what rests on changes of which none is left. */
    dropIdle() {
      const ids = new Set(planned().map(({ id }) => id));
      for (const change of planned()) {
        if (!change.restsOn || change.restsOn.some((id) => ids.has(id))) continue;
        skip({ change, code: 'not-instrumented', message: 'what it is for is not instrumented.' });
      }
    },
    settlement: (files: FileChange[], verification: Verification): Settlement => ({
      outcomes: [...settled.values()],
      skips,
      files: files.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
      verification,
    }),
  };
}

/** @returns the verdict when every change passed */
async function dropBreaking(
  ledger: Ledger,
  verifier: Verifier,
  before: readonly Change[],
  filesOf: (subset: readonly Change[]) => FileChange[],
): Promise<Verdict | null> {
  let whole: Verdict | null = null;
  const { kept, dropped } = await findGoodSubset(before, async (subset) => {
    if (subset.length === 0) return { ok: true };
    const verdict = await verifier.check(filesOf(subset));
    if (subset.length === before.length) whole = verdict;
    return verdict;
  });
  let isWhole = kept.length === before.length;
  for (const change of before) {
    const message = verifier.unverifiable(change);
    if (message === null) continue;
    const file = change.edits[0]?.file ?? change.creates[0]?.file ?? '.';
    ledger.fail(change, { code: 'not-verifiable', file, message });
    isWhole = false;
  }
  for (const { change, error } of dropped)
    if (ledger.isPlanned(change)) ledger.fail(change, brokenBuild(change.edits[0]?.file ?? null, error));
  ledger.dropIdle();
  return isWhole ? whole : null;
}

function brokenBuild(file: string | null, message: string): NonNullable<Settled['problem']> {
  return { code: 'breaks-build', file, message };
}
