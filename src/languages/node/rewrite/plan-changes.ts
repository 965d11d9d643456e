/** From a scan to changes: what each bare Node.js service needs so that its libraries give spans. */
import type { Change, NewFile, Requirement, Skip } from '#src/model/change.js';
import type { NodeIntegration } from '#src/model/integration.js';
import type { NextBootstrap, NodeBootstrap, NodeBootstrapFile } from '#src/model/node-bootstrap.js';
import {
  type ChooseNodeVersions,
  type NodeInstrumentation,
  type NodeVersions,
  packagesOf,
  registrationOf,
} from '#src/model/node-instrumentation.js';
import type { MatchDeployments } from '../launch/workload-launches.js';
import { bootstrapPlace } from './bootstrap-place.js';
import { planBundle } from './bundling.js';
import { planContextBinds } from './code/plan-context-binds.js';
import { planOptions } from './code/plan-options.js';
import type {
  CompleteSetup,
  NodePlan,
  NodeRefusal,
  NodeScene,
  NodeService,
  PlanCodeChanges,
  PlanStart,
} from './node-service.js';
import { nodeTarget } from './node-target.js';
import { type OpenInput, openServices } from './open-services.js';
import { projectStyle } from './project-style.js';
import { planNextFiles } from './setup/next-files.js';
import { type GivenOption, wantedInstrumentations } from './wanted-instrumentations.js';

/** What the code modifications bring: this layer knows no library by itself. */
export interface NodePlanKit {
  integrations: readonly NodeIntegration[];
  versions: ChooseNodeVersions;
  bootstrap: NodeBootstrap;
  nextBootstrap: NextBootstrap;
  matchDeployments: MatchDeployments;
  planStart: PlanStart;
  planCodeChanges: PlanCodeChanges;
  completeSetup: CompleteSetup;
}

export async function planNodeChanges(input: OpenInput, kit: NodePlanKit): Promise<NodePlan> {
  const { scene, services, unpackaged } = await openServices(input, kit.integrations, kit.matchDeployments);
  const planned = new Set<string>();
  const plans = services.map((service) => {
    const plan = planService(service, scene, kit, planned);
    for (const { file } of plan.changes.flatMap(({ creates }) => creates)) planned.add(file);
    return plan;
  });
  const lost = unpackaged.map((service) =>
    skipOf(service.name, {
      code: 'no-package-json',
      file: service.entrypoints[0] ?? '.',
      line: 1,
      message: 'No package.json lies above the program, so that nothing can be added to its dependencies.',
      help: 'Add a package.json with the dependencies of the program, then run again.',
    }),
  );
  return {
    changes: plans.flatMap(({ changes }) => changes),
    skips: [...lost, ...plans.flatMap(({ skips }) => skips)],
  };
}

function planService(
  service: NodeService,
  scene: NodeScene,
  kit: NodePlanKit,
  planned: ReadonlySet<string>,
): NodePlan {
  const target = nodeTarget(service, scene);
  const chosen = kit.versions(target);
  const versions = typeof chosen === 'string' ? null : chosen;
  const { instrumentations, skips, given } = wantedInstrumentations(
    service,
    kit.integrations,
    versions,
    scene,
  );
  const plan: NodePlan = { changes: [], skips: skips.map((skip) => skipOf(service.name, skip)) };
  const add = ({ changes, skips: more }: NodePlan) => {
    plan.changes.push(...changes);
    plan.skips.push(...more);
  };
  const { sdk, bundles, setUp } = service.program.description.telemetry;
  const isSetUp = sdk !== null || bundles.length > 0 || setUp !== null;
  const others = service.program.description.telemetry.otherTracers;
  const isWanted = instrumentations.length > 0 || given.length > 0;
  if (!isWanted && !isSetUp) return plan;
  if (versions === null) {
    if (isWanted) add(refused(service, versionConflict(service, `${chosen}`)));
    return plan;
  }
  if (isSetUp || others.length > 0) {
    const versionOf = (name: string) => {
      const range = versions.rangeOf(name);
      return range === null ? { unavailable: `No version of \`${name}\` is known here.` } : { range };
    };
    const { registered } = service.program.description.telemetry;
    const missing = instrumentations.filter((one) => !registered.has(registrationOf(one)));
    add(kit.completeSetup(service, { missing, versionOf }, scene));
    if (isSetUp) add(codeChanges(service, instrumentations, given, versions, scene, kit));
    return plan;
  }
  const own = setUpService(service, { instrumentations, versions, planned }, scene, kit);
  add(own);
  if (own.changes.length === 0) return plan;
  // Without an SDK they would change code for nothing.
  const restsOn = own.changes.map(({ id }) => id);
  const code = codeChanges(service, instrumentations, given, versions, scene, kit);
  add({ ...code, changes: code.changes.map((change) => ({ ...change, restsOn })) });
  return plan;
}

/** What libraries need in the code that uses them. */
function codeChanges(
  service: NodeService,
  instrumentations: readonly NodeInstrumentation[],
  given: readonly GivenOption[],
  versions: NodeVersions,
  scene: NodeScene,
  kit: NodePlanKit,
): NodePlan {
  const plans = [
    kit.planCodeChanges(service, instrumentations, scene),
    planOptions(service, given, versions, scene),
    planContextBinds(service, kit.integrations, versions, scene),
  ];
  return {
    changes: plans.flatMap(({ changes }) => changes),
    skips: plans.flatMap(({ skips }) => skips),
  };
}

interface SetUp {
  instrumentations: readonly NodeInstrumentation[];
  versions: NodeVersions;
  /** Files that the changes of other services create. */
  planned: ReadonlySet<string>;
}

/** Bootstrap, start command and dependencies make no sense apart: one change. */
function setUpService(service: NodeService, setUp: SetUp, scene: NodeScene, kit: NodePlanKit): NodePlan {
  const { instrumentations, versions, planned } = setUp;
  if (service.program.candidate.framework === 'next') return setUpNext(service, setUp, scene, kit);
  const bundle = planBundle(service, scene);
  if ('code' in bundle) return refused(service, bundle);
  const place = bootstrapPlace(service, bundle.isOneFile, scene, planned);
  const start = kit.planStart(service, place, scene);
  if ('code' in start) return refused(service, start);
  const file: NodeBootstrapFile = {
    ...place,
    serviceName: service.name.replace(/['\\]/g, ''),
    instrumentations,
  };
  const restyle = projectStyle(service, scene);
  const created: NewFile = { file: place.file, text: restyle(kit.bootstrap.text(file)) };
  const names = [...kit.bootstrap.packagesOf(file), ...instrumentations.flatMap(packagesOf)];
  const change: Change = {
    id: `node:bootstrap:${service.entry}:1`,
    title: `Set up OpenTelemetry for ${service.name} in ${place.file}`,
    services: [service.name],
    subject: 'bootstrap',
    edits: [...start.edits, ...bundle.edits],
    creates: [created, ...start.creates],
    requires: requirementsOf(names, service, versions),
    notes: [
      'Traces and metrics go to `OTEL_EXPORTER_OTLP_ENDPOINT` (http://localhost:4318 when unset); `OTEL_SDK_DISABLED=true` turns them off.',
      ...instrumentations.flatMap(({ notes = [] }) => notes),
      ...start.notes,
    ],
  };
  return { changes: [change], skips: start.skips.map((skip) => skipOf(service.name, skip)) };
}

/** Next.js makes the spans of requests and loads the set-up itself; hooks are for the other libraries. */
function setUpNext(
  service: NodeService,
  { instrumentations, versions }: SetUp,
  scene: NodeScene,
  { nextBootstrap: next }: NodePlanKit,
): NodePlan {
  const files = planNextFiles(service, next.call, scene);
  if ('code' in files) return refused(service, files);
  const own = instrumentations.filter((one) => !next.left.includes(one.package));
  const restyle = projectStyle(service, scene);
  const serviceName = service.name.replace(/['\\]/g, '');
  const sdk = {
    file: files.sdk,
    text: restyle(next.sdk({ serviceName, typescript: files.sdk.endsWith('.ts'), instrumentations: own })),
  };
  const register = { file: files.register, text: restyle(next.register(next.call)) };
  const change: Change = {
    id: `node:bootstrap:${files.register}:1`,
    title: `Set up OpenTelemetry for ${service.name} in ${files.sdk}`,
    services: [service.name],
    subject: 'bootstrap',
    edits: files.edits,
    creates: files.isNew ? [register, sdk] : [sdk],
    requires: requirementsOf([...next.packages, ...own.flatMap(packagesOf)], service, versions),
    notes: [
      'Libraries that Next.js bundles make no spans: those that are not left out by default belong under `serverExternalPackages` of its configuration.',
      ...own.flatMap(({ notes = [] }) => notes),
    ],
  };
  return { changes: [change], skips: [] };
}

function requirementsOf(
  names: readonly string[],
  { manifest }: NodeService,
  versions: NodeVersions,
): Requirement[] {
  return [...new Set(names)].sort().flatMap((name): Requirement[] => {
    const version = versions.rangeOf(name);
    return version === null ? [] : [{ ecosystem: 'npm', name, version, directory: manifest.directory }];
  });
}

function refused(service: NodeService, refusal: NodeRefusal): NodePlan {
  return { changes: [], skips: [skipOf(service.name, refusal)] };
}

function versionConflict({ manifest }: NodeService, message: string): NodeRefusal {
  return {
    code: 'version-conflict',
    file: manifest.file,
    line: 1,
    message,
    help: 'Raise Node.js or the OpenTelemetry version yourself, then run again.',
  };
}

function skipOf(service: string, { code, file, line, message, help }: NodeRefusal): Skip {
  return { code, service, file, line, message, help };
}
