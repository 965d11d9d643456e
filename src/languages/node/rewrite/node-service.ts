/** What the planners of changes to Node.js services share: `planNodeChanges` hands it to each of them. */
import type { Change, Edit, NewFile, Skip } from '#src/model/change.js';
import type { Deployments } from '#src/model/deployment.js';
import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import type { Workspace } from '#src/model/source-file.js';
import type { Repository } from '../launch/expand.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { NodeProgram } from '../services/read-programs.js';

/** The tree that a plan is made for. */
export interface NodeScene {
  workspace: Workspace;
  deployments: Deployments;
  /** Manifests, module resolution, tsconfigs, and which files exist. */
  repository: Repository;
}

/** A service that is to be changed. */
export interface NodeService {
  /** As the user knows it: the report's, which `instrument.yaml` may have renamed. */
  name: string;
  report: ServiceReport;
  /** Launches, loaded files, call sites, and the telemetry that is there. */
  program: NodeProgram;
  /** The nearest package.json above the entry file: where dependencies are added. */
  manifest: PackageManifest;
  /** Source file that starts, relative to the root. */
  entry: string;
  /** How Node.js runs the entry once it is built. */
  modules: 'esm' | 'commonjs';
}

/** The file that sets the SDK up and has to be loaded before everything else. */
export interface Bootstrap {
  /** The source file, relative to the root: one that the same change creates, or one that is there and is not loaded. */
  file: string;
  /**
   * `beside-entry`: it is compiled like the entry and lies in the same folder, so that a command that starts
   * `dist/src/main.js` loads `./dist/src/instrumentation.js`, and one that starts `src/main.ts` loads
   * `./src/instrumentation.ts`. `as-is`: plain JavaScript that is loaded from where it lies, also by what is built; images
   * have to copy it.
   */
  place: 'beside-entry' | 'as-is';
  flag: '--import' | '--require';
}

/** Why something is left alone; becomes a `Skip` of the service. */
export interface NodeRefusal {
  code: string;
  /** Relative to the root. */
  file: string;
  /** 1-based. */
  line: number;
  message: string;
  help: string;
}

/** Part of the change that sets a service up: every place that starts it loads the bootstrap first. */
export interface StartPlan {
  edits: readonly Edit[];
  creates: readonly NewFile[];
  notes: readonly string[];
  /** Starts that were left alone although others were changed, for example an image that is built elsewhere. */
  skips: readonly NodeRefusal[];
}

/**
 * Makes every start of the service load the bootstrap. A refusal when none can be changed: then the service is left alone
 * as a whole. No edits when all of them do already.
 */
export type PlanStart = (
  service: NodeService,
  bootstrap: Bootstrap,
  scene: NodeScene,
) => StartPlan | NodeRefusal;

/** Changes and skips, with their final ids: `node:<integration or topic>:<file>:<line>`. */
export interface NodePlan {
  changes: Change[];
  skips: Skip[];
}

/** Code changes where hooks cannot reach; each stands for itself, also without the others. */
export type PlanCodeChanges = (
  service: NodeService,
  wanted: readonly NodeInstrumentation[],
  scene: NodeScene,
) => NodePlan;

/** What a set-up that is there should have. */
export interface Completion {
  /** Instrumentations of libraries in use that nothing registers yet. */
  missing: readonly NodeInstrumentation[];
  /** npm version range that fits the SDK which is there, or why there is none. */
  versionOf(name: string): { range: string } | { unavailable: string };
}

/**
 * Completes the SDK set-up that the service has (`program.description.telemetry`), never adds a second one. What cannot
 * be completed, such as another vendor's agent, becomes a skip that explains it.
 */
export type CompleteSetup = (service: NodeService, completion: Completion, scene: NodeScene) => NodePlan;
