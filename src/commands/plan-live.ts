/** Live figures for a plan, from Prometheus and Tempo. */
import { type Backend, BackendError, type BackendFailure, backendAt } from '../backends/http-client.js';
import { type RedFigures, readRedMetrics } from '../backends/red-metrics.js';
import { searchTraces } from '../backends/tempo-client.js';
import type { LiveByService } from '../engine/plan/rank-services.js';
import { unexplainedTime } from '../engine/plan/unexplained-time.js';
import { InstrumentError } from '../errors/instrument-error.js';
import type { LiveSignals, PlanReport } from '../model/plan-report.js';

export interface LiveFlags {
  prometheus?: string;
  tempo?: string;
  header?: string[];
  since?: string;
}

export interface LivePlan {
  live: LiveByService;
  sources: PlanReport['sources'];
  notes: string[];
}

const TRACES = 100;

/** Throws when a back end that is asked for gives no figures; one that knows no service is a note. */
export async function readLive(flags: LiveFlags): Promise<LivePlan> {
  const { prometheus, tempo, header = [], since = '1h' } = flags;
  const seconds = secondsOf(since);
  const notes: string[] = [];
  const red = await ask('Prometheus', prometheus, header, (backend) => readRedMetrics(backend, since));
  if (red?.size === 0)
    notes.push(
      `Prometheus has no RED metrics of the last ${since}: the order rests on the code. Is Beyla deployed, and the tenant right (\`--header 'X-Scope-OrgID: …'\`)?`,
    );
  const unexplained = await ask('Tempo', tempo, header, async (backend) =>
    unexplainedTime(await searchTraces(backend, '{ kind = server }', { limit: TRACES, seconds })),
  );
  if (unexplained?.size === 0)
    notes.push(`Tempo has no server spans of the last ${since}: unexplained time is not counted.`);
  return {
    live: merged(red ?? new Map(), unexplained ?? new Map()),
    sources: [
      'code',
      ...(red?.size ? ['prometheus' as const] : []),
      ...(unexplained?.size ? ['tempo' as const] : []),
    ],
    notes,
  };
}

const HELP: Readonly<Record<BackendFailure, string>> = {
  unreachable: 'check the URL and that this machine reaches it, or leave the flag out',
  timeout: 'ask for less with `--since`, or leave the flag out',
  tls: 'point NODE_EXTRA_CA_CERTS to the certificate of its authority',
  refused: "give what it asks for with `--header 'Authorization: Bearer …'` or `--header 'X-Scope-OrgID: …'`",
  'not-json':
    'give the base URL: for Mimir it ends in /prometheus, for Tempo it is that of the query frontend',
};

async function ask<T>(
  name: string,
  url: string | undefined,
  headers: readonly string[],
  question: (backend: Backend) => Promise<T>,
): Promise<T | null> {
  if (url === undefined) return null;
  try {
    return await question(backendAt(url, headers));
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const shown = url.replace(/\/\/[^@/]*@/, '//');
    throw InstrumentError.of(
      'no-live-figures',
      { name, url: shown, reason: error.message, help: HELP[error.kind] },
      { cause: error },
    );
  }
}

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

function secondsOf(range: string): number {
  const [, number, unit = ''] = /^([1-9]\d{0,3})([mhdw])$/.exec(range) ?? [];
  const factor = SECONDS[unit];
  if (number === undefined || factor === undefined) throw InstrumentError.of('wrong-range', { value: range });
  return Number(number) * factor;
}

function merged(
  red: ReadonlyMap<string, RedFigures>,
  unexplained: ReadonlyMap<string, number>,
): Map<string, LiveSignals> {
  const nothing = { requestsPerSecond: null, errorRatio: null, p95Seconds: null };
  return new Map(
    [...new Set([...red.keys(), ...unexplained.keys()])].map((service) => [
      service,
      { ...(red.get(service) ?? nothing), unexplainedRatio: unexplained.get(service) ?? null },
    ]),
  );
}
