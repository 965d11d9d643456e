import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { findProgram, freePort, start } from './process.js';

const prometheusServer = findProgram('prometheus');
export const promtool = findProgram('promtool');

export const hasPrometheus = prometheusServer !== null && promtool !== null;

const PATIENCE = 60_000;

export interface RunningPrometheus {
  url: string;
  /** Waits until rates of all these counters can be told, which takes several scrapes. */
  knowsRates(counters: readonly string[]): Promise<void>;
  stop(): Promise<unknown>;
}

/**
 * A Prometheus that scrapes one target every second.
 *
 * @param directory an empty folder of its own
 * @param target `host:port` of what it scrapes
 */
export async function startPrometheus(directory: string, target: string): Promise<RunningPrometheus> {
  const port = await freePort();
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: [{ job_name: 'services', static_configs: [{ targets: [target] }] }],
  };
  writeFileSync(join(directory, 'prometheus.yml'), stringify(config));
  const server = start({
    program: prometheusServer!,
    args: [
      `--config.file=${join(directory, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    cwd: directory,
    log: join(directory, 'log'),
  });
  await server.listens(port);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    stop: () => server.stop(),
    async knowsRates(counters) {
      const end = Date.now() + PATIENCE;
      for (const counter of counters)
        while ((await samples(url, `count_over_time(${counter}[1m]) >= ${SCRAPES}`)) === 0) {
          if (Date.now() > end) throw new Error(`Prometheus has not scraped \`${counter}\` often enough.`);
          await sleep(200);
        }
    },
  };
}

/** With fewer, rates over few seconds have gaps. */
const SCRAPES = 5;

async function samples(url: string, expression: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expression)}`);
  const answer = (await response.json()) as { data?: { result: unknown[] } };
  return answer.data?.result.length ?? 0;
}
