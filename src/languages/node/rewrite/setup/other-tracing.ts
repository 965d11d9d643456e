/** Tracing that an OpenTelemetry SDK must not stand beside. */
import { intersects, validRange } from 'semver';
import type { NodeSkipCode } from '#src/model/node-skip-codes.js';
import { joinPath } from '#src/model/relative-path.js';
import { packageOf } from '../../outline/interest.js';
import { otherTracer } from '../../verdict/tracers.js';
import type { NodeScene, NodeService } from '../node-service.js';
import type { SetupSite } from './setup-refusals.js';

export interface OtherTracing {
  code: NodeSkipCode;
  site: SetupSite;
  message: string;
}

/** Systems that only make spans of their own, or APIs that have no SDK in them: an SDK beside them harms nothing. */
const HARMLESS = new Set(['opentracing', 'zipkin', 'jaeger-client', 'appmetrics']);
/** Versions of `@sentry/node` that register a tracer provider. */
const SENTRY_WITH_PROVIDER = '>=8 <11';

/** What traces the service besides OpenTelemetry and stands in its way; null when nothing does. */
export function otherTracing(service: NodeService, scene: NodeScene): OtherTracing | null {
  for (const name of service.program.description.telemetry.otherTracers) {
    if (HARMLESS.has(name)) continue;
    const site = siteOf(name, service);
    if (name !== 'sentry')
      return { code: 'setup-other-agent', site, message: `The service is traced by \`${name}\`.` };
    const range = sentryRange(service, scene);
    if (range === null || !intersects(range, SENTRY_WITH_PROVIDER)) continue;
    return {
      code: 'setup-sentry',
      site,
      message: `\`@sentry/node\` ${range} sets OpenTelemetry up for itself.`,
    };
  }
  return null;
}

function siteOf(tracer: string, { program, entry }: NodeService): SetupSite {
  const { code, candidate } = program;
  for (const file of code.files)
    for (const { external, line } of code.graph.edges(file))
      if (external !== null && otherTracer(external) === tracer) return { file, line };
  for (const { preloads } of candidate.launches)
    for (const { specifier, at } of preloads)
      if (otherTracer(specifier) === tracer) {
        const colon = at.lastIndexOf(':');
        return { file: at.slice(0, colon), line: Number(at.slice(colon + 1)) || 1 };
      }
  return { file: entry, line: 1 };
}

/** The declared range of the package of Sentry that the service loads; null when none tells. */
function sentryRange({ program, manifest }: NodeService, { repository }: NodeScene): string | null {
  const { code } = program;
  const manifests = new Set([
    manifest,
    ...code.files.flatMap((file) => repository.resolver.packageAt(joinPath(file)) ?? []),
  ]);
  const names = code.files.flatMap((file) =>
    code.graph
      .edges(file)
      .flatMap(({ external }) =>
        external !== null && otherTracer(external) === 'sentry' ? [packageOf(external)] : [],
      ),
  );
  for (const name of new Set(['@sentry/node', ...names]))
    for (const { dependencies, devDependencies } of manifests) {
      const range = dependencies[name] ?? devDependencies[name];
      if (range !== undefined && validRange(range) !== null) return range;
    }
  return null;
}
