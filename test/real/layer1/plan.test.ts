import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { PlanReport } from '#src/model/plan-report.js';
import { hasPrometheus, startPrometheus } from '../servers/prometheus.js';
import { startRedExporter } from '../servers/red-exporter.js';

const plan = async (...flags: string[]): Promise<PlanReport> => {
  const args = ['dist/bin/instrument.js', 'plan', 'fixtures/projects/shop', '--format', 'json', ...flags];
  const { stdout } = await promisify(execFile)('node', args, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as PlanReport;
};

it.skipIf(process.env.CI !== 'true' && !hasPrometheus)(
  'the order of the services follows the live metrics of a real Prometheus, whatever names these have',
  { timeout: 120_000 },
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'instrument-plan-'));
    const exporter = await startRedExporter([
      {
        ...{ metric: 'http_server_request_duration_seconds', perSecond: 300, takes: 2 },
        labels: { service_name: 'notifications', http_response_status_code: '500' },
      },
      {
        ...{ metric: 'http_server_request_duration_seconds', perSecond: 5, takes: 0.05 },
        labels: { service_name: 'checkout', http_response_status_code: '200' },
      },
      // As Beyla before 3.23 calls it.
      {
        ...{ metric: 'rpc_server_duration_seconds', perSecond: 100, takes: 0.2 },
        labels: { service_name: 'shipping', rpc_grpc_status_code: '0' },
      },
    ]);
    const prometheus = await startPrometheus(directory, exporter.target);
    try {
      await prometheus.knowsRates([
        'http_server_request_duration_seconds_count',
        'rpc_server_duration_seconds_count',
      ]);
      const [before, after] = [await plan(), await plan('--prometheus', prometheus.url, '--since', '1m')];
      expect(before.services[0]?.name).toBe('checkout');
      expect(before.sources).toEqual(['code']);
      expect(after.services[0]?.name).toBe('notifications');
      expect(after.sources).toEqual(['code', 'prometheus']);
      const liveOf = (name: string) => after.services.find((service) => service.name === name)?.live;
      const rates = ['notifications', 'checkout'].map((name) => liveOf(name)?.requestsPerSecond ?? 0);
      expect((rates[0] ?? 0) / (rates[1] ?? 1)).toBeCloseTo(60, 0);
      expect(liveOf('notifications')?.errorRatio).toBeCloseTo(1);
      expect(liveOf('shipping')?.p95Seconds).toBeGreaterThan(0.1);
      expect(liveOf('shipping')?.p95Seconds).toBeLessThanOrEqual(0.25);
      expect(liveOf('gateway')).toBeNull();
    } finally {
      await prometheus.stop();
      exporter.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
);
