/** The rollout of the strategy's chapter 9 with real services, sites and functions. */
import type { InstrumentConfig } from '../../config/instrument-config.js';
import { toolVersion } from '../../config/tool-version.js';
import {
  PLAN_SCHEMA_VERSION,
  type PlanPhase,
  type PlanReport,
  type PlanStep,
  type RankedService,
} from '../../model/plan-report.js';
import type { ScanReport, ServiceReport } from '../../model/scan-report.js';
import { businessFunctions, expectedTrace } from './expected-trace.js';
import { type LiveByService, rankServices } from './rank-services.js';

export interface PlanInput {
  report: ScanReport;
  config: InstrumentConfig;
  live: LiveByService;
  sources: PlanReport['sources'];
  /** First day, YYYY-MM-DD. */
  start: string;
  notes: readonly string[];
}

/** The strategy: libraries for the ten most important services, spans in the three to five most critical flows. */
const MOST_LAYER_2 = 10;
const MOST_FLOWS = 5;

const HOURS_A_DAY = 6;
/** Hours to review and roll out a service, and for each site and function in it, `apply` having written the change. */
const EFFORT = { service: 2, site: 0.25, flow: 3, function: 0.5 };

export function makePlan(input: PlanInput): PlanReport {
  const ranked = rankServices(input.report, input.config, input.live);
  const baseline = baselinePhase(input.report);
  const depth = depthPhase(input.report, ranked, endOf([baseline]));
  const business = businessPhase(input.report, ranked, depth, endOf([baseline, depth]));
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    tool: { name: 'instrument', version: toolVersion() },
    start: input.start,
    sources: input.sources,
    services: ranked,
    calls: input.report.calls,
    phases: [baseline, depth, business],
    notes: [...input.notes],
  };
}

type Draft = Pick<PlanStep, 'id' | 'title' | 'startDay' | 'days' | 'effortHours' | 'shows'> &
  Partial<PlanStep>;

function step(draft: Draft): PlanStep {
  return {
    ...{ services: [], after: [], integrations: [], functions: [], command: null },
    ...{ traceBefore: [], traceAfter: [] },
    ...draft,
  };
}

function baselinePhase({ services }: ScanReport): PlanPhase {
  const placed = services.filter(({ workloads }) => workloads.some(({ kubernetes }) => kubernetes !== null));
  const names = services.map(({ name }) => name);
  return {
    number: 1,
    title: 'Baseline',
    outcome: 'RED metrics and entry spans of every service.',
    steps: [
      step({
        ...{ id: 'deploy-beyla', title: 'Deploy Beyla and the gateway', services: names },
        ...{ startDay: 0, days: 2, effortHours: 8, command: 'instrument apply --layer 1' },
        shows: `Requests to ${services.length} services, ${placed.length} of them selected by what their manifests say.`,
      }),
      step({
        ...{ id: 'verify-traces', title: 'Verify traces in Tempo', services: names, after: ['deploy-beyla'] },
        ...{
          startDay: 2,
          days: 1,
          effortHours: 3,
          shows: 'One entry span for each request, under the right tenant.',
        },
      }),
      step({
        ...{
          id: 'verify-metrics',
          title: 'Verify RED metrics in Mimir',
          services: names,
          after: ['deploy-beyla'],
        },
        ...{
          startDay: 2,
          days: 1,
          effortHours: 3,
          shows: 'Rate, errors and duration of each service and route.',
        },
      }),
      step({
        ...{
          id: 'dashboards',
          title: 'Import dashboards and rules',
          services: names,
          after: ['verify-metrics'],
        },
        ...{
          startDay: 3,
          days: 2,
          effortHours: 4,
          shows: 'Which services are busy, slow or failing: live figures for the order of phase 2.',
        },
      }),
    ],
  };
}

function depthPhase(report: ScanReport, ranked: readonly RankedService[], start: number): PlanPhase {
  const chosen = ranked
    .map(({ name, path }) => report.services.find((one) => one.name === name && one.path === path))
    .filter((service) => service !== undefined)
    .filter(
      ({ recommendation, layer2, supported }) => supported && recommendation.layer > 1 && layer2 !== 'full',
    )
    .filter((service) => bareIntegrations(service).length > 0)
    .slice(0, MOST_LAYER_2);
  let day = start;
  const steps = chosen.map((service) => {
    const integrations = bareIntegrations(service);
    const sites = integrations.reduce((sum, one) => sum + one.sites, 0);
    const effortHours = EFFORT.service + EFFORT.site * sites;
    const days = Math.max(1, Math.ceil(effortHours / HOURS_A_DAY));
    const made = step({
      id: `layer2-${keyOf(service, report)}`,
      title: `${service.name}: ${integrations.map(({ id }) => id).join(', ')}`,
      services: [service.name],
      startDay: day,
      days,
      effortHours,
      after: ['dashboards'],
      integrations,
      command: `instrument apply --layer 2 --service ${service.name}`,
      shows: `Which of its dependencies takes the time of a request, and the traces of its callers and callees as one.`,
      traceBefore: expectedTrace(service, report, 1),
      traceAfter: expectedTrace(service, report, 2),
    });
    day += days;
    return made;
  });
  return {
    number: 2,
    title: 'Targeted depth',
    outcome: `Which dependency is slow, for ${count(steps.length, 'important service')}.`,
    steps,
  };
}

function businessPhase(
  report: ScanReport,
  ranked: readonly RankedService[],
  depth: PlanPhase,
  start: number,
): PlanPhase {
  const chosen = ranked
    .map(({ name, path }) => report.services.find((one) => one.name === name && one.path === path))
    .filter((service) => service !== undefined)
    .filter(({ recommendation, supported }) => supported && recommendation.layer === 3)
    .map((service) => ({ service, functions: businessFunctions(service) }))
    .filter(({ functions }) => functions.length > 0)
    .slice(0, MOST_FLOWS);
  let day = start;
  const steps = chosen.map(({ service, functions }) => {
    const effortHours = EFFORT.flow + EFFORT.function * functions.length;
    const days = Math.max(1, Math.ceil(effortHours / HOURS_A_DAY));
    const before = `layer2-${keyOf(service, report)}`;
    const made = step({
      id: `layer3-${keyOf(service, report)}`,
      title: `${service.name}: spans around ${functions.map(({ name }) => name).join(', ')}`,
      services: [service.name],
      startDay: day,
      days,
      effortHours,
      after: depth.steps.some(({ id }) => id === before) ? [before] : [],
      functions: functions.map(({ name, file, line }) => ({ name, file, line, service: service.name })),
      command: `instrument apply --layer 3 --service ${service.name} --suggest ${functions.length}`,
      shows: 'Which business step takes the time or fails, for which order, amount or user.',
      traceBefore: expectedTrace(service, report, 2),
      traceAfter: expectedTrace(service, report, 3),
    });
    day += days;
    return made;
  });
  return {
    number: 3,
    title: 'Business context',
    outcome: `Full business observability of ${count(steps.length, 'critical flow')}.`,
    steps,
  };
}

function bareIntegrations({ integrations }: ServiceReport): PlanStep['integrations'] {
  return integrations.flatMap(({ id, sites }) => {
    const bare = sites.filter(({ instrumented }) => !instrumented).length;
    return bare > 0 ? [{ id, sites: bare }] : [];
  });
}

/** First day on which nothing of the phases goes on. */
function endOf(phases: readonly PlanPhase[]): number {
  return Math.max(0, ...phases.flatMap(({ steps }) => steps.map(({ startDay, days }) => startDay + days)));
}

/** The name in small letters; the path where several services have the name. */
function keyOf({ name, path }: ServiceReport, { services }: ScanReport): string {
  const isUnique = services.filter((other) => other.name === name).length === 1;
  return (isUnique ? name : path).toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function count(number: number, words: string): string {
  return `${number} ${words}${number === 1 ? '' : 's'}`;
}
