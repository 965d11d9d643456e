/** Rate, errors and duration of each service, under all names that Beyla and the SDKs give these metrics. */
import type { Backend } from './http-client.js';
import { queryPrometheus, type Sample } from './prometheus-client.js';

export interface RedFigures {
  requestsPerSecond: number;
  /** 0 to 1. */
  errorRatio: number;
  p95Seconds: number | null;
}

interface Metric {
  name: string;
  /** Selector of failed requests. */
  failed: string;
  /** What one second is. */
  second: 1 | 1000;
}

const HTTP_FAILED = 'http_response_status_code=~"5.."';
const RPC_CODES = 'UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS';

/**
 * Newest first: of the names of one signal, the first that a service has counts. Sources: metric.go of OBI by release, and the
 * semantic conventions of HTTP and RPC metrics, old and new.
 */
const METRICS: readonly (readonly Metric[])[] = [
  [
    { name: 'http_server_request_duration_seconds', failed: HTTP_FAILED, second: 1 },
    { name: 'http_server_duration_milliseconds', failed: 'http_status_code=~"5.."', second: 1000 },
  ],
  [
    {
      name: 'rpc_server_call_duration_seconds',
      failed: `rpc_response_status_code=~"${RPC_CODES}"`,
      second: 1,
    },
    { name: 'rpc_server_duration_seconds', failed: 'rpc_grpc_status_code=~"2|4|12|13|14|15"', second: 1 },
    {
      name: 'rpc_server_duration_milliseconds',
      failed: 'rpc_grpc_status_code=~"2|4|12|13|14|15"',
      second: 1000,
    },
  ],
];

/** Over OTLP the service is in `service_name`, or only in `job`, as `namespace/name`. */
const BY = 'service_name, job';

/**
 * @param range how far back, as PromQL writes it: `1h`
 * @returns the figures by name of the service
 * @throws BackendError
 */
export async function readRedMetrics(backend: Backend, range = '1h'): Promise<Map<string, RedFigures>> {
  const found = new Map<string, RedFigures>();
  for (const names of METRICS) {
    const seen = new Set<string>();
    for (const metric of names) {
      for (const [service, figures] of await figuresOf(backend, metric, range)) {
        if (seen.has(service)) continue;
        seen.add(service);
        const other = found.get(service);
        found.set(service, other ? together(other, figures) : figures);
      }
    }
  }
  return found;
}

async function figuresOf(
  backend: Backend,
  { name, failed, second }: Metric,
  range: string,
): Promise<Map<string, RedFigures>> {
  const rate = (suffix: string, selector = '', by = BY) =>
    `sum by (${by}) (rate(${name}_${suffix}${selector}[${range}]))`;
  const counted = await queryPrometheus(backend, rate('count'));
  const [first] = counted;
  if (!first) return new Map();
  const { at } = first;
  const rates = byService(counted);
  const errors = byService(await queryPrometheus(backend, rate('count', `{${failed}}`), at));
  const p95 = byService(
    await queryPrometheus(backend, `histogram_quantile(0.95, ${rate('bucket', '', `${BY}, le`)})`, at),
  );
  const figures = [...rates]
    .filter(([, requestsPerSecond]) => requestsPerSecond > 0)
    .map(([service, requestsPerSecond]): [string, RedFigures] => {
      const duration = p95.get(service);
      return [
        service,
        {
          requestsPerSecond,
          errorRatio: (errors.get(service) ?? 0) / requestsPerSecond,
          p95Seconds: duration === undefined ? null : duration / second,
        },
      ];
    });
  return new Map(figures);
}

function byService(samples: readonly Sample[]): Map<string, number> {
  const values = new Map<string, number>();
  for (const { labels, value } of samples) {
    const service = labels.service_name || labels.job?.split('/').at(-1);
    if (service) values.set(service, (values.get(service) ?? 0) + value);
  }
  return values;
}

/** A service that serves HTTP and gRPC. */
function together(one: RedFigures, other: RedFigures): RedFigures {
  const requestsPerSecond = one.requestsPerSecond + other.requestsPerSecond;
  const failed = one.errorRatio * one.requestsPerSecond + other.errorRatio * other.requestsPerSecond;
  const durations = [one.p95Seconds, other.p95Seconds].filter((value) => value !== null);
  return {
    requestsPerSecond,
    errorRatio: failed / requestsPerSecond,
    p95Seconds: durations.length === 0 ? null : Math.max(...durations),
  };
}
