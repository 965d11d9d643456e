/** Instant queries to Prometheus, Mimir or whatever speaks their API. https://prometheus.io/docs/prometheus/latest/querying/api/ */
import { z } from 'zod';
import { type Backend, BackendError, getJson } from './http-client.js';

export interface Sample {
  labels: Readonly<Record<string, string>>;
  value: number;
  /** When the expression was evaluated, in seconds since 1970. */
  at: number;
}

const answer = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

/**
 * @param promql an expression that gives an instant vector
 * @param at seconds since 1970, so that several queries are about one moment; null for the server's now
 * @returns its samples without those that are not a number
 * @throws BackendError
 */
export async function queryPrometheus(
  backend: Backend,
  promql: string,
  at: number | null = null,
): Promise<Sample[]> {
  const parameters = new URLSearchParams({ query: promql, ...(at === null ? {} : { time: `${at}` }) });
  const data = await getJson(backend, `/api/v1/query?${parameters}`);
  const parsed = answer.safeParse(data);
  if (!parsed.success)
    throw new BackendError('not-json', 'its answer is not one of the Prometheus query API');
  return parsed.data.data.result
    .map(({ metric, value }) => ({ labels: metric, value: Number(value[1]), at: value[0] }))
    .filter(({ value }) => Number.isFinite(value));
}
