/** Recording and alerting rules, for Mimir's ruler or Prometheus. */
import type { BundleFile } from '#src/model/layer1.js';
import { redQueries, type Served } from './red-queries.js';
import { yamlBlock } from './yaml-block.js';

const BY = ['service_namespace', 'service_name'];

/** Errors above this share of requests, for ten minutes, are worth a person's time. */
const ERROR_RATIO = 0.05;
/** Seconds. */
const SLOW = 1;

function recordings(served: Served): unknown[] {
  const red = redQueries(served, '', '5m', BY);
  return [
    { record: `service:${served}_requests:rate5m`, expr: red.rate },
    { record: `service:${served}_errors:ratio_rate5m`, expr: red.errors },
    { record: `service:${served}_duration_seconds:p95_5m`, expr: red.duration(0.95) },
  ];
}

function alerts(served: Served): unknown[] {
  const kind = served === 'http' ? 'Http' : 'Grpc';
  const what = '{{ $labels.service_name }} in {{ $labels.service_namespace }}';
  const busy = `service:${served}_requests:rate5m > 0.1`;
  return [
    {
      alert: `${kind}ErrorsHigh`,
      expr: `service:${served}_errors:ratio_rate5m > ${ERROR_RATIO} and ${busy}`,
      for: '10m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `${what} fails {{ $value | humanizePercentage }} of its ${served} requests`,
      },
    },
    {
      alert: `${kind}Slow`,
      expr: `service:${served}_duration_seconds:p95_5m > ${SLOW} and ${busy}`,
      for: '10m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `95 % of the ${served} requests to ${what} take up to {{ $value | humanizeDuration }}`,
      },
    },
    {
      alert: `${kind}Silent`,
      expr: `service:${served}_requests:rate5m offset 1h > 0.1 unless service:${served}_requests:rate5m > 0`,
      for: '15m',
      labels: { severity: 'info' },
      annotations: { summary: `${what} had ${served} requests an hour ago and has none now` },
    },
  ];
}

export function ruleFile(): BundleFile {
  const served: Served[] = ['http', 'grpc'];
  const value = {
    groups: [
      { name: 'instrument-red', interval: '1m', rules: served.flatMap(recordings) },
      { name: 'instrument-alerts', rules: served.flatMap(alerts) },
    ],
  };
  return {
    path: 'prometheus/rules.yaml',
    kind: 'blocks',
    comment: '#',
    blocks: [yamlBlock('rules', value)],
  };
}
