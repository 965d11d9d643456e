/** Live figures for a plan, from Prometheus and Tempo. */
import { type RedFigures, readRedMetrics } from '../backends/red-metrics.js';
import { searchTraces } from '../backends/tempo-client.js';
import type { LiveByService } from '../engine/plan/rank-services.js';
import { unexplainedTime } from '../engine/plan/unexplained-time.js';
import type { LiveSignals, PlanReport } from '../model/plan-report.js';
import { askBackend, secondsOf } from './ask-backend.js';

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
  const red = await askBackend('Prometheus', prometheus, header, (backend) => readRedMetrics(backend, since));
  if (red?.size === 0)
    notes.push(
      `Prometheus has no RED metrics of the last ${since}: the order rests on the code. Is Beyla deployed, and the tenant right (\`--header 'X-Scope-OrgID: …'\`)?`,
    );
  const unexplained = await askBackend('Tempo', tempo, header, async (backend) =>
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
