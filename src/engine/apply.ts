/** `apply`: plan, verify, write. The tree is touched by `commitPlan` and `undoApply` alone, and by `recoverTree`. */
import type { InstrumentConfig } from '../config/instrument-config.js';
import { type DirtyReport, findDirtyFiles } from '../editing/dirty-guard.js';
import { recover } from '../editing/recover.js';
import { applyFiles } from '../editing/transaction.js';
import { type UndoResult, undoLast } from '../editing/undo.js';
import { unifiedDiff } from '../editing/unified-diff.js';
import type { ApplyReport } from '../model/apply-report.js';
import type { Change, FileChange, Skip } from '../model/change.js';
import type { ScanReport } from '../model/scan-report.js';
import type { ApplyPlanner } from './apply-planner.js';
import { reportOf } from './apply-report.js';
import { openScene } from './apply-scene.js';
import { settle } from './apply-settle.js';
import { withTemporary } from './apply-temporary.js';
import type { Ecosystem } from './ecosystem.js';
import { goEcosystem } from './go/go-ecosystem.js';
import { npmEcosystem } from './npm/npm-ecosystem.js';
import type { ScanProgress } from './scan-options.js';

export interface PlanOptions {
  /** Absolute path. */
  root: string;
  config: InstrumentConfig;
  /** Of the tree as it is. */
  report: ScanReport;
  /** Names of the services to change; null for all. */
  services: readonly string[] | null;
  planner: ApplyPlanner;
  layer: ApplyReport['layer'];
  /** Whether the staged tree is built. */
  verify: boolean;
  onProgress?(progress: ScanProgress): void;
}

/** What an apply would do. */
export interface ApplyPlan {
  root: string;
  report: ApplyReport;
  files: readonly FileChange[];
  /** The plan with only these changes, verified anew. */
  only(ids: ReadonlySet<string>): Promise<ApplyPlan>;
}

const ECOSYSTEMS: readonly Ecosystem[] = [goEcosystem, npmEcosystem];

/** Plans and verifies; nothing is written. */
export async function planApply(options: PlanOptions): Promise<ApplyPlan> {
  const progress = (phase: string, done = 0, total = 0) => options.onProgress?.({ phase, done, total });
  const scene = openScene(options.root, options.config);
  progress('planning');
  const { report, services } = options;
  const { changes, skips } = await options.planner({ workspace: scene.workspace, report, services });
  const planFor = (wanted: readonly Change[], left: readonly Skip[]): Promise<ApplyPlan> =>
    withTemporary(async (directory) => {
      const settlement = await settle(wanted, {
        scene,
        ecosystems: ECOSYSTEMS,
        verify: options.verify,
        directory,
        onPhase: progress,
      });
      return {
        root: scene.root,
        report: reportOf(options.layer, settlement, left),
        files: settlement.files,
        only: (ids) =>
          planFor(
            wanted.filter((change) => ids.has(change.id)),
            left,
          ),
      };
    });
  return planFor(changes, skips);
}

/** The plan that writes one more file, which nothing of it depends on. */
export function withFile(plan: ApplyPlan, change: FileChange): ApplyPlan {
  const shown = { path: change.file, diff: unifiedDiff(change) };
  const report = { ...plan.report, files: [...plan.report.files, shown] };
  return { ...plan, report, files: [...plan.files, change] };
}

/** Files of a plan with work in them that git could not give back. */
export function findDirty(plan: ApplyPlan): DirtyReport {
  return findDirtyFiles(
    plan.root,
    plan.files.map(({ file }) => file),
  );
}

export type CommitResult =
  | { status: 'applied' | 'stale'; report: ApplyReport; interrupted: boolean }
  | { status: 'interrupted' }
  | { status: 'locked'; pid: number; lock: string }
  | { status: 'failed'; reason: string; restored: boolean };

/** Writes the files of a plan, all or none. */
export async function commitPlan(plan: ApplyPlan): Promise<CommitResult> {
  const result = await applyFiles(plan.root, plan.files);
  switch (result.status) {
    case 'committed':
    case 'unchanged': {
      const interrupted = result.status === 'committed' && result.interrupted !== null;
      return { status: 'applied', report: withStatus(plan.report, 'applied', () => true), interrupted };
    }
    case 'stale': {
      const changed = new Set(result.problems.map(({ file }) => file));
      const isHit = (files: readonly string[]) => files.some((file) => changed.has(file));
      const report = withStatus(plan.report, 'stale', isHit);
      return { status: 'stale', report, interrupted: false };
    }
    case 'interrupted':
      return { status: 'interrupted' };
    case 'locked':
      return { status: 'locked', pid: result.holder.pid, lock: result.holder.path };
    case 'rejected':
      return { status: 'failed', reason: result.reason, restored: true };
    case 'failed':
      return { status: 'failed', reason: result.error.message, restored: result.restored };
  }
}

/** Takes back what an apply that was killed has left half done, here or in a directory above or below. */
export async function recoverTree(root: string): Promise<{ restored: string[]; left: string[] }> {
  const results = await recover(root);
  const recovered = results.flatMap((result) => (result.status === 'recovered' ? [result] : []));
  return {
    restored: recovered.flatMap((result) => result.restored),
    left: recovered.flatMap((result) => result.left.map(({ file, reason }) => `${file}: ${reason}`)),
  };
}

/** Takes the last apply back. */
export function undoApply(root: string, force: boolean): Promise<UndoResult> {
  return undoLast(root, { force });
}

function withStatus(
  report: ApplyReport,
  status: 'applied' | 'stale',
  isMeant: (files: readonly string[]) => boolean,
): ApplyReport {
  const changes = report.changes.map((change) =>
    change.status === 'planned' && isMeant(change.files) ? { ...change, status } : change,
  );
  return { ...report, changes };
}
