/** Completes an SDK set-up that is there, or says why it is left alone. */
import type { Change, Requirement } from '#src/model/change.js';
import { type NodeInstrumentation, packagesOf, registrationOf } from '#src/model/node-instrumentation.js';
import type { NodeSkipCode } from '#src/model/node-skip-codes.js';
import { type NodeRuleFile, openNodeRuleFile } from '../../lint/node-rule-file.js';
import { loadedBefore } from '../../verdict/load-order.js';
import { selfStarting } from '../../verdict/tracers.js';
import { instrumentedLibraries } from '../instrumented-libraries.js';
import type { CompleteSetup, Completion, NodePlan, NodeScene, NodeService } from '../node-service.js';
import { addToList, hasFreeNames } from './add-to-list.js';
import { findList, type ListPlace } from './instrumentation-list.js';
import { otherTracing } from './other-tracing.js';
import { refuseSetup, type SetupSite } from './setup-refusals.js';

export const completeSetup: CompleteSetup = (service, completion, scene) => {
  const other = otherTracing(service, scene);
  if (other !== null) return left(service, other.code, other.site, other.message);
  const { telemetry } = service.program.description;
  const late = loadedLate(service);
  const plan = completed(service, completion, scene);
  const site = siteOf(telemetry.setUp ?? telemetry.sdk, service);
  const told = late === null ? [] : left(service, 'setup-loaded-late', site, late).skips;
  return { changes: plan.changes, skips: [...told, ...plan.skips] };
};

function completed(
  service: NodeService,
  { missing: wanted, versionOf }: Completion,
  scene: NodeScene,
): NodePlan {
  const { telemetry } = service.program.description;
  // A library may be bare although the instrumentation below it is there: a router, say, and HTTP.
  const missing = wanted.filter((one) => !telemetry.registered.has(registrationOf(one)));
  if (missing.length === 0) return { changes: [], skips: [] };
  const site = siteOf(telemetry.setUp ?? telemetry.sdk, service);
  const fitting = missing.filter((one) => 'range' in versionOf(one.package));
  const misfits = missing.flatMap((one) => {
    const version = versionOf(one.package);
    return 'range' in version
      ? []
      : left(service, 'setup-version', site, `\`${one.package}\`: ${version.unavailable}`).skips;
  });
  if (fitting.length === 0) return { changes: [], skips: misfits };
  const place = findPlace(service, scene);
  if (place === null || place === 'unclear') {
    const code = place === null && isFixed(service) ? 'setup-fixed-list' : 'setup-not-understood';
    const plan = left(service, code, site, `The SDK that is set up here lacks ${listed(fitting)}.`);
    return { changes: [], skips: [...plan.skips, ...misfits] };
  }
  // A class of the set-up's own cannot do without its declarations.
  const [taken, added] = parted(fitting, (one) => one.hooks !== undefined && !hasFreeNames(place, one));
  const told = taken.flatMap(
    (one) =>
      left(service, 'setup-not-understood', site, `Names that ${nameOf(one)} declares are taken here.`).skips,
  );
  const changes = added.length === 0 ? [] : [changeOf(service, place, added, versionOf, scene)];
  return { changes, skips: [...told, ...misfits] };
}

function changeOf(
  service: NodeService,
  place: ListPlace,
  added: readonly NodeInstrumentation[],
  versionOf: Completion['versionOf'],
  scene: NodeScene,
): Change {
  const { path, text } = place.file;
  const manifest = scene.repository.resolver.packageAt(path) ?? service.manifest;
  const line = text.slice(0, place.node.start).split('\n').length;
  const requires = [...new Set(added.flatMap(packagesOf))].flatMap((name): Requirement[] => {
    const version = versionOf(name);
    const isThere = manifest.dependencies[name] !== undefined;
    return 'range' in version && !isThere
      ? [{ ecosystem: 'npm', name, version: version.range, directory: manifest.directory }]
      : [];
  });
  return {
    id: `node:setup:${path}:${line}`,
    title: `Add ${listed(added)} to the SDK set up in ${path}`,
    services: [service.name],
    subject: 'bootstrap',
    edits: addToList(place, added),
    creates: [],
    requires,
    notes: added.flatMap(({ notes = [] }) => notes),
  };
}

/** The list of the file that sets the SDK up, or of one that the service loads before. */
function findPlace(service: NodeService, scene: NodeScene): ListPlace | 'unclear' | null {
  const { code, description, preloaded } = service.program;
  const known = description.telemetry.setUp?.file;
  const byApi = code.files.filter((file) =>
    code.graph
      .edges(file)
      .some(({ external }) => external !== null && /^@opentelemetry\/|^@vercel\/otel/.test(external)),
  );
  const open = (path: string): NodeRuleFile | null => {
    const text = scene.workspace.read(path);
    return text === null ? null : openNodeRuleFile(path, text, { wrappers: [] });
  };
  const openImport = (specifier: string, from: string) => {
    const found = scene.repository.resolver.resolve(specifier, from);
    return found !== null && 'file' in found ? open(found.file) : null;
  };
  let unclear = false;
  for (const path of new Set([...(known === undefined ? [] : [known]), ...preloaded, ...byApi])) {
    const file = open(path);
    const place = file === null ? null : findList(file, openImport);
    if (place === 'unclear') unclear = true;
    else if (place !== null) return place;
  }
  return unclear ? 'unclear' : null;
}

/** Nothing in the service's own code makes the SDK: a preload or an import does it by being loaded. */
function isFixed({ program }: NodeService): boolean {
  const { code, candidate } = program;
  return (
    candidate.launches.some(({ preloads }) =>
      preloads.some(({ specifier }) => selfStarting(specifier) !== null),
    ) ||
    code.files.some((file) =>
      code.graph.edges(file).some(({ external }) => external !== null && selfStarting(external) !== null),
    )
  );
}

/** Names of libraries that are loaded before the set-up; null when it comes first. */
function loadedLate({ program }: NodeService): string | null {
  const { code, description, preloaded, candidate } = program;
  const { setUp } = description.telemetry;
  if (setUp === null || preloaded.includes(setUp.file) || candidate.framework === 'next') return null;
  const early = loadedBefore(setUp, code, candidate.roots);
  const names = instrumentedLibraries({ program }).filter((name) => early.has(name));
  return names.length === 0
    ? null
    : `The SDK is set up at ${setUp.file}:${setUp.line}, after ${names.map((name) => `\`${name}\``).join(', ')} ${names.length === 1 ? 'is' : 'are'} loaded.`;
}

function siteOf(place: { file: string; line: number } | string | null, { entry }: NodeService): SetupSite {
  if (place === null) return { file: entry, line: 1 };
  if (typeof place !== 'string') return { file: place.file, line: place.line };
  const at = place.lastIndexOf(':');
  return { file: place.slice(0, at), line: Number(place.slice(at + 1)) || 1 };
}

function left(service: NodeService, code: NodeSkipCode, site: SetupSite, message: string): NodePlan {
  return { changes: [], skips: [refuseSetup(service.name, code, site, message)] };
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

const nameOf = ({ package: name, hooks }: NodeInstrumentation): string =>
  hooks === undefined ? `\`${name}\`` : `the class that hooks \`${hooks}\``;

function listed(instrumentations: readonly NodeInstrumentation[]): string {
  return instrumentations.map(nameOf).join(', ');
}
