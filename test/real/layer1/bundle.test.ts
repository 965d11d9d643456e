import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { findProgram } from '../servers/process.js';
import { hasPrometheus, promtool, type RunningPrometheus, startPrometheus } from '../servers/prometheus.js';
import { type RunningExporter, startRedExporter } from '../servers/red-exporter.js';

const root = mkdtempSync(join(tmpdir(), 'instrument-bundle-'));
const bundle = join(root, 'deploy/beyla');
const isCi = process.env.CI === 'true';

beforeAll(() => {
  cpSync('fixtures/projects/shop', root, { recursive: true });
  const layer1 = { tenants: { shop: 'alpha', data: 'beta' }, defaultTenant: 'other' };
  writeFileSync(join(root, 'instrument.yaml'), stringify({ layer1 }));
  execFileSync('node', ['dist/bin/instrument.js', 'apply', root, '--layer', '1', '--yes', '--force'], {
    env: { ...process.env, XDG_STATE_HOME: join(root, '.state') },
  });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

it.skipIf(!isCi && findProgram('go') === null)(
  'kustomize builds it, the Kubernetes API knows every field, and Alloy parses the gateway',
  { timeout: 600_000 },
  () => {
    const checked = spawnSync('go', ['run', '.', bundle], {
      cwd: 'test/real/layer1/check',
      encoding: 'utf8',
    });
    const problems = checked.stderr.replace(/^go: downloading .*\n/gm, '');
    expect([checked.status, problems]).toEqual([0, '']);
    const lines = checked.stdout.trim().split('\n');
    expect(lines.filter((line) => line.startsWith('object'))).toEqual([
      'object Namespace /observability',
      'object ServiceAccount observability/beyla',
      'object ClusterRole /beyla',
      'object ClusterRoleBinding /beyla',
      'object DaemonSet observability/beyla',
      'object ServiceAccount observability/alloy-gateway',
      'object ClusterRole /alloy-gateway',
      'object ClusterRoleBinding /alloy-gateway',
      'object Deployment observability/alloy-gateway',
      'object Service observability/alloy-gateway',
      'object ConfigMap observability/beyla',
      'object ConfigMap observability/alloy',
    ]);
    expect(lines.filter((line) => line.includes('otelcol.processor.filter'))).toEqual([
      'component otelcol.processor.filter tenant_alpha',
      'component otelcol.processor.filter tenant_beta',
      'component otelcol.processor.filter default',
    ]);
  },
);

describe.skipIf(!isCi && !hasPrometheus)('rules', () => {
  it('are accepted by promtool', () => {
    const { status, stdout } = spawnSync(
      promtool!,
      ['check', 'rules', join(bundle, 'prometheus/rules.yaml')],
      {
        encoding: 'utf8',
      },
    );
    expect([status, stdout]).toEqual([0, expect.stringContaining('12 rules found')]);
  });

  it('compute the error ratio, and alert on one service alone', () => {
    const labels = (status: string, name: string) =>
      `http_server_request_duration_seconds_count{service_namespace="shop", service_name="${name}", http_response_status_code="${status}"}`;
    const test = {
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            { series: labels('200', 'cart'), values: '0+540x60' },
            { series: labels('500', 'cart'), values: '0+60x60' },
            { series: labels('200', 'pay'), values: '0+600x60' },
          ],
          promql_expr_test: [
            {
              expr: 'service:http_errors:ratio_rate5m',
              eval_time: '30m',
              exp_samples: [
                {
                  labels: 'service:http_errors:ratio_rate5m{service_namespace="shop", service_name="cart"}',
                  value: 0.1,
                },
              ],
            },
          ],
          alert_rule_test: [
            {
              eval_time: '30m',
              alertname: 'HttpErrorsHigh',
              exp_alerts: [
                {
                  exp_labels: { severity: 'warning', service_namespace: 'shop', service_name: 'cart' },
                  exp_annotations: { summary: 'cart in shop fails 10% of its http requests' },
                },
              ],
            },
            { eval_time: '5m', alertname: 'HttpErrorsHigh', exp_alerts: [] },
          ],
        },
      ],
    };
    const file = join(bundle, 'prometheus/rules.test.yaml');
    writeFileSync(file, stringify(test));
    const { status, stdout, stderr } = spawnSync(promtool!, ['test', 'rules', file], { encoding: 'utf8' });
    rmSync(file);
    expect([status, `${stdout}${stderr}`]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});

describe.skipIf(!isCi && !hasPrometheus)('dashboards', () => {
  let prometheus: RunningPrometheus;
  let exporter: RunningExporter;

  beforeAll(async () => {
    const own = { service_namespace: 'shop', service_name: 'checkout' };
    const http = { metric: 'http_server_request_duration_seconds', perSecond: 10, takes: 0.2 };
    exporter = await startRedExporter([
      { ...http, labels: { ...own, http_route: '/checkout', http_response_status_code: '200' } },
      { ...http, labels: { ...own, http_route: '/checkout', http_response_status_code: '503' } },
      {
        ...{ metric: 'db_client_operation_duration_seconds', perSecond: 20, takes: 0.05 },
        labels: { ...own, db_operation_name: 'SELECT' },
      },
    ]);
    const directory = join(root, 'prometheus-data');
    mkdirSync(directory);
    prometheus = await startPrometheus(directory, exporter.target);
    await prometheus.knowsRates([
      'http_server_request_duration_seconds_count',
      'db_client_operation_duration_seconds_count',
    ]);
  }, 90_000);

  afterAll(async () => {
    await prometheus.stop();
    exporter.stop();
  });

  const query = async (expr: string) => {
    const url = `${prometheus.url}/api/v1/query?query=${encodeURIComponent(expr)}`;
    return (await (await fetch(url)).json()) as {
      status: string;
      error?: string;
      data: { result: { metric: Record<string, string>; value: [number, string] }[] };
    };
  };

  const panelsOf = (file: string) => {
    const text = readFileSync(join(bundle, 'grafana/dashboards', file), 'utf8');
    const { panels } = JSON.parse(text) as { panels: { title: string; targets: { expr: string }[] }[] };
    return panels.flatMap(({ title, targets }) =>
      targets.map(({ expr }) => ({
        title,
        expr: expr.replaceAll('$__rate_interval', '5s').replaceAll('$namespace', '.*'),
      })),
    );
  };

  it('hold only queries that Prometheus can run', async () => {
    const files = readdirSync(join(bundle, 'grafana/dashboards'));
    expect(files.length).toBe(12);
    const refused: string[] = [];
    for (const { title, expr } of files.flatMap(panelsOf)) {
      const { status, error } = await query(expr);
      if (status !== 'success') refused.push(`${title}: ${expr}: ${error}`);
    }
    expect(refused).toEqual([]);
  });

  it('show rate, errors and duration of a service that has traffic', async () => {
    const values: Record<string, number> = {};
    for (const { title, expr } of panelsOf('checkout.json')) {
      const [first] = (await query(expr)).data.result;
      if (first && !(title in values)) values[title] = Number(first.value[1]);
    }
    expect(Object.keys(values)).toEqual([
      'HTTP requests',
      'HTTP errors',
      'HTTP duration',
      'Database operations, 95th percentile',
    ]);
    expect(values['HTTP requests']).toBeCloseTo(20, -1);
    expect(values['HTTP errors']).toBeCloseTo(0.5, 1);
    expect(values['HTTP duration']).toBeGreaterThan(0.1);
    expect(values['HTTP duration']).toBeLessThanOrEqual(0.25);
  });
});
