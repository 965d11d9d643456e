/** A scrape target with RED metrics that grow as those of busy services do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RedSeries {
  /** Without suffix, in seconds: `http_server_request_duration_seconds`. */
  metric: string;
  labels: Readonly<Record<string, string>>;
  perSecond: number;
  /** Seconds that each request takes. */
  takes: number;
}

const BUCKETS = [0.01, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface RunningExporter {
  /** `host:port`. */
  target: string;
  stop(): void;
}

export async function startRedExporter(series: readonly RedSeries[]): Promise<RunningExporter> {
  const startedAt = Date.now();
  const server = createServer((_, response) => {
    const seconds = (Date.now() - startedAt) / 1000 + 1;
    response.end(series.map((one) => exposition(one, one.perSecond * seconds)).join(''));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { target: `127.0.0.1:${port}`, stop: () => server.close() };
}

function exposition({ metric, labels, takes }: RedSeries, requests: number): string {
  const text = (more: Readonly<Record<string, string>> = {}) =>
    Object.entries({ ...labels, ...more })
      .map(([name, value]) => `${name}="${value}"`)
      .join(',');
  const bucket = (le: string, count: number) => `${metric}_bucket{${text({ le })}} ${count}\n`;
  return [
    ...BUCKETS.map((bound) => bucket(`${bound}`, takes <= bound ? requests : 0)),
    bucket('+Inf', requests),
    `${metric}_sum{${text()}} ${requests * takes}\n`,
    `${metric}_count{${text()}} ${requests}\n`,
  ].join('');
}
