import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { findProgram, freePort, start } from './process.js';

const prometheusServer = findProgram('prometheus');
export const promtool = findProgram('promtool');

export const hasPrometheus = prometheusServer !== null && promtool !== null;

export interface RunningPrometheus {
  url: string;
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
  return { url: `http://127.0.0.1:${port}`, stop: () => server.stop() };
}
