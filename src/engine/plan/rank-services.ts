/** Which services a rollout should look at first: by the code, by the configuration, and by live traffic where there is some. */
import type { InstrumentConfig } from '../../config/instrument-config.js';
import { settingsOf } from '../../config/service-settings.js';
import type { LiveSignals, RankedService, RankSignal } from '../../model/plan-report.js';
import type { Layer, ScanReport, ServiceCall, ServiceReport } from '../../model/scan-report.js';

const DATASTORE =
  /sql|gorm|pgx|^pg$|redis|mongo|prisma|knex|typeorm|sequelize|^bun$|^ent$|cassandra|gocql|elastic|memcache|dynamo|firestore/;

/** What live back ends say of a service, by its name there. */
export type LiveByService = ReadonlyMap<string, LiveSignals>;

/** @returns the services, most urgent first */
export function rankServices(
  report: ScanReport,
  config: InstrumentConfig,
  live: LiveByService,
): RankedService[] {
  const figures = report.services.map((service) => liveOf(service, live));
  const most = mostOf(figures);
  const onPath = servicesBehindEntries(report);
  const ranked = report.services.map((service, index) => {
    const settings = settingsOf(config, service);
    const own = figures[index] ?? null;
    const signals = [
      ...configured(settings.criticality),
      ...staticSignals(service, report.calls, onPath),
      ...liveSignals(own, most),
    ];
    const score = Math.round(signals.reduce((sum, { points }) => sum + points, 0) * 10) / 10;
    return {
      name: service.name,
      path: service.path,
      language: service.language,
      owner: settings.owner ?? null,
      rank: 0,
      score,
      layer: service.layer,
      target: maximum(service.recommendation.layer, service.layer ?? 1),
      signals: signals.toSorted((a, b) => b.points - a.points),
      live: own,
    };
  });
  return ranked
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .map((service, index) => ({ ...service, rank: index + 1 }));
}

/** What is there stays, also where less would do. */
function maximum(one: Layer, other: Layer): Layer {
  return one > other ? one : other;
}

/** A service goes by several names: its own, those of its workloads, those of its environment. */
function liveOf(service: ServiceReport, live: LiveByService): LiveSignals | null {
  const names = [
    ...service.workloads.flatMap(({ otelServiceName, name, kubernetes }) => [
      otelServiceName,
      kubernetes?.labels['app.kubernetes.io/instance'],
      kubernetes?.labels['app.kubernetes.io/name'],
      name,
    ]),
    service.name,
  ];
  for (const name of names) {
    const found = name ? live.get(name) : undefined;
    if (found) return found;
  }
  return null;
}

/** The configuration outranks what the code suggests. */
const CRITICALITY = { low: -40, normal: 0, high: 40, critical: 100 } as const;

function configured(criticality: keyof typeof CRITICALITY | undefined): RankSignal[] {
  if (criticality === undefined || criticality === 'normal') return [];
  return [
    {
      code: 'criticality',
      text: `called ${criticality} in instrument.yaml`,
      points: CRITICALITY[criticality],
    },
  ];
}

function staticSignals(
  service: ServiceReport,
  calls: readonly ServiceCall[],
  onPath: ReadonlySet<string>,
): RankSignal[] {
  const signals: RankSignal[] = [];
  const add = (code: string, points: number, text: string) => signals.push({ code, text, points });
  const callees = new Set(calls.filter(({ from }) => from === service.name).map(({ to }) => to));
  const callers = new Set(calls.filter(({ to }) => to === service.name).map(({ from }) => from));
  const clients = service.integrations.filter(({ role }) => role !== 'server');
  const stores = clients.filter(({ id }) => DATASTORE.test(id));
  const critical = service.recommendation.reasons.find(({ code }) => code.startsWith('critical'));
  if (critical) add('critical-flow', 20, critical.text);
  const dependencies = Math.max(callees.size, clients.length);
  if (dependencies > 0)
    add(
      'fan-out',
      4 * Math.min(5, dependencies),
      `depends on ${[...callees, ...clients.map(({ id }) => id)].slice(0, 6).join(', ')}`,
    );
  if (callers.size > 0)
    add('fan-in', 4 * Math.min(5, callers.size), `called by ${[...callers].sort().join(', ')}`);
  if (service.kind === 'http' && callers.size === 0 && callees.size > 0)
    add(
      'entry',
      10,
      `requests enter here and reach ${callees.size} ${callees.size === 1 ? 'service' : 'services'}`,
    );
  if (onPath.has(service.name)) add('on-request-path', 5, 'stands on a path of requests from an entry');
  if (stores.length > 0) add('datastore', 5, `queries ${stores.map(({ id }) => id).join(', ')}`);
  return signals;
}

/** Services that requests reach which enter at one that nobody here calls. */
function servicesBehindEntries({ services, calls }: ScanReport): ReadonlySet<string> {
  const called = new Set(calls.map(({ to }) => to));
  const open = services
    .filter(({ name, kind }) => kind === 'http' && !called.has(name))
    .map(({ name }) => name);
  const reached = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const { from, to } of calls) {
      if (from !== name || reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  return reached;
}

interface Most {
  rate: number;
  p95: number;
}

function mostOf(figures: readonly (LiveSignals | null)[]): Most {
  const values = (pick: (live: LiveSignals) => number | null) =>
    Math.max(0, ...figures.map((one) => (one === null ? 0 : (pick(one) ?? 0))));
  return { rate: values((one) => one.requestsPerSecond), p95: values((one) => one.p95Seconds) };
}

/** Live figures weigh more than what the code suggests. */
function liveSignals(live: LiveSignals | null, most: Most): RankSignal[] {
  if (live === null) return [];
  const signals: RankSignal[] = [];
  const add = (code: string, points: number, text: string) => {
    if (points > 0) signals.push({ code, text, points: Math.round(points * 10) / 10 });
  };
  const { requestsPerSecond: rate, errorRatio, p95Seconds: p95, unexplainedRatio } = live;
  if (rate !== null && most.rate > 0)
    add('live-rate', 40 * (rate / most.rate), `${shown(rate)} requests a second`);
  if (errorRatio !== null)
    add('live-errors', Math.min(40, errorRatio * 400), `${shown(errorRatio * 100)} % of requests fail`);
  if (p95 !== null && most.p95 > 0)
    add('live-duration', 40 * (p95 / most.p95), `95 % of requests take up to ${shown(p95 * 1000)} ms`);
  if (unexplainedRatio !== null)
    add(
      'unexplained-time',
      30 * unexplainedRatio,
      `no span accounts for ${shown(unexplainedRatio * 100)} % of its time`,
    );
  return signals;
}

/** Three significant digits. */
function shown(value: number): string {
  return `${Number(value.toPrecision(3))}`;
}
