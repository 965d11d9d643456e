import type { Change, Skip } from '../model/change.js';
import type { ScanReport } from '../model/scan-report.js';
import type { Workspace } from '../model/source-file.js';

export interface PlannerInput {
  workspace: Workspace;
  /** Of all services. */
  report: ScanReport;
  /** Names of those to be changed; null for all. */
  services: readonly string[] | null;
}

/** Says what to change in a tree; reads it only through the workspace. */
export type ApplyPlanner = (input: PlannerInput) => Promise<{ changes: Change[]; skips: Skip[] }>;
