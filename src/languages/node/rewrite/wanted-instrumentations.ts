/** Which instrumentations a service needs for the libraries that it uses, and which of these have none. */
import type { NodeInstrumenter, NodeIntegration } from '#src/model/integration.js';
import {
  type NodeInstrumentation,
  type NodeOption,
  type NodeVersions,
  registrationOf,
} from '#src/model/node-instrumentation.js';
import type { IntegrationUse, Site } from '#src/model/scan-report.js';
import { matchesName } from '../outline/interest.js';
import { installedVersion } from './installed-version.js';
import type { NodeRefusal, NodeScene, NodeService } from './node-service.js';

export interface Wanted {
  /** Sorted by package, each once. */
  instrumentations: NodeInstrumentation[];
  skips: NodeRefusal[];
  /** Libraries that take theirs where they are made. */
  given: GivenOption[];
}

export interface GivenOption {
  integration: NodeIntegration;
  by: NodeInstrumenter;
  option: NodeOption;
  /** Where they are made without. */
  sites: readonly Site[];
}

/** @param versions null when no SDK line fits: then whether a package has a version is not asked */
export function wantedInstrumentations(
  service: NodeService,
  integrations: readonly NodeIntegration[],
  versions: NodeVersions | null,
  scene: NodeScene,
): Wanted {
  const found = new Map<string, NodeInstrumentation>();
  const skips: NodeRefusal[] = [];
  const given: GivenOption[] = [];
  for (const use of service.report.integrations) {
    const integration = integrations.find(({ id }) => id === use.id);
    const [site] = bareSites(use);
    if (integration === undefined || site === undefined) continue;
    const outcome = instrumenterOf(integration, { integrations, service, versions, scene }, site);
    if ('code' in outcome) skips.push(outcome);
    else if (outcome.where === 'sdk') found.set(registrationOf(outcome), instrumentationOf(outcome));
    else if (outcome.option !== undefined)
      given.push({ integration, by: outcome, option: outcome.option, sites: bareSites(use) });
    else skips.push(inCode(integration, outcome, site));
    if ('code' in outcome && outcome.code !== 'no-instrumentation' && isClient(use)) continue;
    for (const also of integration.also ?? [])
      if (also.ifPresent === undefined || dependsOn(service, also.ifPresent, scene))
        if (!found.has(registrationOf(also))) found.set(registrationOf(also), instrumentationOf(also));
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return { instrumentations: sorted.map(([, one]) => one), skips, given };
}

/** The library takes its instrumentation in the service's own code, at places that only its authors know. */
export function inCode(
  integration: NodeIntegration,
  by: NodeInstrumenter,
  { file, line }: Site,
): NodeRefusal {
  const { id, title, manual } = integration;
  return {
    code: 'needs-code-change',
    file,
    line,
    message: `${title}: ${manual ?? `its instrumentation, \`${by.export}\` of \`${by.package}\`, has to be used where the library is.`}`,
    help: `See \`instrument explain ${id}\`.`,
  };
}

const bareSites = (use: IntegrationUse): Site[] => use.sites.filter(({ instrumented }) => !instrumented);

const isClient = ({ role }: IntegrationUse): boolean => role !== 'server';

interface Known {
  integrations: readonly NodeIntegration[];
  service: NodeService;
  versions: NodeVersions | null;
  scene: NodeScene;
}

function instrumenterOf(
  integration: NodeIntegration,
  { integrations, service, versions, scene }: Known,
  site: Site,
): NodeInstrumenter | NodeRefusal {
  const refuse = (code: string, message: string, help: string): NodeRefusal => ({
    code,
    file: site.file,
    line: site.line,
    message,
    help,
  });
  const page = `See \`instrument explain ${integration.id}\`.`;
  const [first] = integration.instrumentedBy.filter(
    ({ ifPresent, package: name }) =>
      (ifPresent === undefined || dependsOn(service, ifPresent, scene)) &&
      (versions === null || versions.rangeOf(name) !== null),
  );
  // Where the driver below is instrumented, it is the driver's version that counts.
  const driver = integrations.find(({ packages }) => packages.some(({ name }) => name === first?.ifPresent));
  for (const { name, versions: range, because } of (driver ?? integration).packages) {
    const used = range === undefined ? [] : dependenciesNamed(service, name, scene);
    for (const library of used) {
      const version = installedVersion(library, service.manifest, scene);
      if (version === null || version.isWithin(range!)) continue;
      return refuse(
        'unsupported-version',
        `\`${library}\` ${version.text} is outside ${range}, the range that its instrumentation supports${because === undefined ? '' : ` (${because})`}.`,
        `${page} Manual spans work with every version.`,
      );
    }
  }
  if (first !== undefined) return first;
  const why = integration.manual ?? 'No maintained instrumentation is known that fits.';
  return refuse(
    'no-instrumentation',
    `${integration.title}: ${why}`,
    `${page} Put spans around the calls by hand.`,
  );
}

function instrumentationOf(from: NodeInstrumentation): NodeInstrumentation {
  const { package: name, export: exported, options, uses, preamble, needs, element, hooks, notes } = from;
  return {
    package: name,
    export: exported,
    ...(options !== undefined && { options }),
    ...(uses !== undefined && { uses }),
    ...(preamble !== undefined && { preamble }),
    ...(needs !== undefined && { needs }),
    ...(element !== undefined && { element }),
    ...(hooks !== undefined && { hooks }),
    ...(notes !== undefined && { notes }),
  };
}

/** Dependencies of the service, its own and those of the workspace's packages that it loads. */
function allDependencies({ manifest, program }: NodeService, { repository }: NodeScene): ReadonlySet<string> {
  const manifests = new Set(
    program.code.files.map((file) => repository.resolver.packageAt(file) ?? manifest),
  );
  return new Set([manifest, ...manifests].flatMap((one) => Object.keys(one.dependencies)));
}

function dependsOn(service: NodeService, name: string, scene: NodeScene): boolean {
  return allDependencies(service, scene).has(name);
}

function dependenciesNamed(service: NodeService, pattern: string, scene: NodeScene): string[] {
  return [...allDependencies(service, scene)].filter((name) => matchesName(pattern, name));
}
