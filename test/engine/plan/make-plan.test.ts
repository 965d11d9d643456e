import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#src/config/default-config.js';
import { makePlan } from '#src/engine/plan/make-plan.js';
import type { LiveByService } from '#src/engine/plan/rank-services.js';
import { unexplainedTime } from '#src/engine/plan/unexplained-time.js';
import { type PlanReport, planReportSchema } from '#src/model/plan-report.js';
import type { ReceivedSpan } from '#src/model/received-span.js';
import type { IntegrationUse, ScanReport, ServiceReport } from '#src/model/scan-report.js';
import { ganttLines, serviceMapLines } from '#src/reporters/plan/mermaid.js';

const bare = (id: string, role: IntegrationUse['role'] = 'client', sites = 1): IntegrationUse => ({
  ...{ id, role, instrumented: false, by: null },
  sites: Array.from({ length: sites }, (_, index) => ({
    ...{ file: 'main.go', line: index + 1, column: 1, instrumented: false, why: '' },
  })),
});

function service(name: string, change: Partial<ServiceReport> = {}): ServiceReport {
  return {
    ...{ name, path: name, language: 'go', supported: true, kind: 'http', entrypoints: [], layer: 1 },
    ...{ layer2: 'none', layer3: false, integrations: [], spans: [], operations: [], otherTracers: [] },
    ...{ routes: [], workloads: [], recommendation: { layer: 1, reasons: [] } },
    ...change,
  };
}

const operation = (name: string, score: number, flagged = false) => ({
  ...{ name, file: 'pay.go', line: 7, flagged, score, reasons: [] },
});

const SHOP: ServiceReport[] = [
  service('gateway', {
    recommendation: { layer: 2, reasons: [] },
    integrations: [bare('net/http-client', 'client', 2)],
  }),
  service('pay', {
    recommendation: {
      layer: 3,
      reasons: [{ code: 'critical-flow', text: 'Critical business flow: payment', evidence: [] }],
    },
    integrations: [bare('database/sql'), bare('net/http-server', 'server')],
    operations: [operation('chargeCard', 0.9), operation('list', 0.5)],
    routes: [
      { route: 'GET /healthz', file: 'main.go', line: 1 },
      { route: 'POST /charges', file: 'main.go', line: 2 },
    ],
  }),
  service('mail'),
];
const CALLS: ScanReport['calls'] = [
  { from: 'gateway', to: 'pay', via: 'http', evidence: ['compose.yaml:3'] },
];

function planOf(live: LiveByService = new Map(), services = SHOP, config = defaultConfig): PlanReport {
  const summary = {
    services: 0,
    byLayer: { '1': 0, '2': 0, '3': 0 },
    recommended: { '1': 0, '2': 0, '3': 0 },
  };
  const report: ScanReport = {
    ...{ schemaVersion: 1, tool: { name: 'instrument', version: '0' }, root: '.', services, packages: [] },
    ...{
      calls: CALLS,
      diagnostics: [],
      summary: { ...summary, integrations: { total: 0, instrumented: 0 } },
    },
  };
  const sources: PlanReport['sources'] = live.size > 0 ? ['code', 'prometheus'] : ['code'];
  return makePlan({ report, config, live, sources, start: '2027-01-04', notes: [] });
}

const order = (plan: PlanReport) => plan.services.map(({ name }) => name);
const live = (requestsPerSecond: number, errorRatio = 0, p95Seconds: number | null = null) => ({
  ...{ requestsPerSecond, errorRatio, p95Seconds, unexplainedRatio: null },
});

describe('the order of the services', () => {
  it('goes by the code: critical flows, then what depends on much', () => {
    expect(order(planOf())).toEqual(['pay', 'gateway', 'mail']);
  });

  it('changes with live traffic, which outweighs the code', () => {
    const traffic = new Map([
      ['mail', live(200, 0.2, 2)],
      ['pay', live(1, 0, 0.1)],
    ]);
    const plan = planOf(traffic);
    expect(order(plan)[0]).toBe('mail');
    expect(plan.services[0]?.signals.map(({ text }) => text)).toEqual([
      '200 requests a second',
      '20 % of requests fail',
      '95 % of requests take up to 2000 ms',
    ]);
  });

  it('knows a service by the name that its pods have', () => {
    const workload = {
      ...{
        source: 'kubernetes' as const,
        name: 'mailer',
        file: 'k8s.yaml',
        line: 1,
        ports: [],
        otelServiceName: null,
      },
      kubernetes: null,
    };
    const services = [service('mail', { workloads: [workload] }), service('other')];
    const plan = planOf(new Map([['mailer', live(5)]]), services);
    expect(plan.services[0]).toMatchObject({ name: 'mail', live: { requestsPerSecond: 5 } });
    expect(plan.services[1]?.live).toBeNull();
  });

  it('follows what the configuration calls critical', () => {
    const config = {
      ...defaultConfig,
      services: { mail: { criticality: 'critical' as const, owner: 'post' } },
    };
    expect(planOf(new Map(), SHOP, config).services[0]).toMatchObject({ name: 'mail', owner: 'post' });
  });
});

describe('the phases', () => {
  it('are the strategy’s, with the bare sites and functions of this repository', () => {
    const plan = planOf();
    expect(planReportSchema.parse(plan)).toEqual(plan);
    expect(plan.phases.map(({ steps }) => steps.map(({ id }) => id))).toEqual([
      ['deploy-beyla', 'verify-traces', 'verify-metrics', 'dashboards'],
      ['layer2-pay', 'layer2-gateway'],
      ['layer3-pay'],
    ]);
    expect(plan.phases[1]?.steps[1]).toMatchObject({
      integrations: [{ id: 'net/http-client', sites: 2 }],
      effortHours: 2.5,
      command: 'instrument apply --layer 2 --service gateway',
    });
    expect(plan.phases[2]?.steps[0]).toMatchObject({ after: ['layer2-pay'], startDay: 7 });
  });

  it('show the trace to expect before and after', () => {
    const [pay, gateway] = planOf().phases[1]?.steps ?? [];
    expect(pay?.traceBefore).toEqual(['POST /charges']);
    expect(pay?.traceAfter).toEqual(['POST /charges', '└── SELECT …, INSERT …  (database/sql)']);
    expect(gateway?.traceAfter).toEqual(['gateway', '└── POST /charges  [pay]']);
    expect(planOf().phases[2]?.steps[0]?.traceAfter).toEqual([
      'POST /charges',
      '├── chargeCard',
      '├── list',
      '└── SELECT …, INSERT …  (database/sql)',
    ]);
  });

  it('take flagged functions alone where there are some', () => {
    const [gateway, pay] = SHOP;
    const operations = [operation('chargeCard', 0.9), operation('settle', 0.1, true)];
    const plan = planOf(new Map(), [gateway!, { ...pay!, operations }]);
    expect(plan.phases[2]?.steps[0]?.functions.map(({ name }) => name)).toEqual(['settle']);
  });

  it('leave out what is done', () => {
    const done = service('pay', { layer: 2, layer2: 'full', recommendation: { layer: 2, reasons: [] } });
    expect(planOf(new Map(), [done]).phases.map(({ steps }) => steps.length)).toEqual([4, 0, 0]);
  });
});

describe('diagrams', () => {
  it('a step that would start on a weekend starts on Monday', () => {
    const lines = ganttLines(planOf());
    expect(lines).toContain('        Import dashboards and rules :dashboards, 2027-01-07, 2d');
    expect(lines.find((line) => line.includes('layer2-pay'))).toContain('2027-01-11');
  });

  it('the map has the services that call or are called', () => {
    expect(serviceMapLines(planOf())).toEqual([
      'graph LR',
      '    s0["pay"]',
      '    s1["gateway"]',
      '    s1 -->|http| s0',
    ]);
  });
});

describe('unexplained time', () => {
  const span = (
    id: string,
    parent: string | null,
    kind: ReceivedSpan['kind'],
    from: number,
    to: number,
  ): ReceivedSpan => ({
    ...{ traceId: 't', spanId: id, parentSpanId: parent, name: id, kind, status: 'unset', statusMessage: '' },
    ...{ start: BigInt(from), end: BigInt(to), attributes: {}, events: [], links: [] },
    ...{ resource: { 'service.name': 'pay' }, scope: { name: '', version: '' } },
  });

  it('is what no child covers, children beside each other counted once', () => {
    const spans = [
      span('root', null, 'server', 0, 100),
      span('a', 'root', 'client', 10, 40),
      span('b', 'root', 'client', 20, 50),
      span('late', 'root', 'client', 90, 200),
    ];
    expect(unexplainedTime([spans]).get('pay')).toBe(0.5);
  });

  it('of a span alone is all of it', () => {
    expect(unexplainedTime([[span('root', null, 'server', 0, 100)]]).get('pay')).toBe(1);
  });
});
