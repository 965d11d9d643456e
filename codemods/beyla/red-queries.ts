/** PromQL of rate, errors and duration, the same in dashboards and rules. */
import { metricNames, RPC_SERVER_ERRORS } from './versions.js';

export type Served = 'http' | 'grpc';

interface Shape {
  metric: string;
  /** Label by which one operation of the service is told from another. */
  operation: string;
  /** Selector of failed requests. */
  failed: string;
}

const SHAPES: Readonly<Record<Served, Shape>> = {
  http: {
    metric: metricNames.httpServer,
    operation: 'http_route',
    failed: 'http_response_status_code=~"5.."',
  },
  grpc: {
    metric: metricNames.rpcServer,
    operation: 'rpc_method',
    failed: `rpc_response_status_code=~"${RPC_SERVER_ERRORS}"`,
  },
};

export interface RedQueries {
  rate: string;
  errors: string;
  /** Seconds, for a quantile between 0 and 1. */
  duration(quantile: number): string;
  /** Label that tells operations apart. */
  operation: string;
}

/**
 * @param selector label matchers without braces, or empty
 * @param window range of the rates, for example `5m` or `$__rate_interval`
 * @param by labels to group by
 */
export function redQueries(
  served: Served,
  selector: string,
  window: string,
  by: readonly string[],
): RedQueries {
  const { metric, operation, failed } = SHAPES[served];
  const rate = (suffix: string, more: readonly string[], labels: readonly string[]) => {
    const matchers = [selector, ...more].filter((one) => one !== '').join(', ');
    const series = `${metric}_${suffix}${matchers === '' ? '' : `{${matchers}}`}`;
    return `sum by (${labels.join(', ')}) (rate(${series}[${window}]))`;
  };
  return {
    rate: rate('count', [], by),
    errors: `${rate('count', [failed], by)} / ${rate('count', [], by)}`,
    duration: (quantile) => `histogram_quantile(${quantile}, ${rate('bucket', [], [...by, 'le'])})`,
    operation,
  };
}
