import { describe, expect, it, test } from 'vitest';
import { describeServices, healthPathsOf, patternOf } from '#src/engine/layer1/describe-services.js';
import type { ReportedWorkload, ServiceReport } from '#src/model/scan-report.js';

test.each([
  ['POST /checkout', '/checkout'],
  ['GET /users/:id', '/users/{id}'],
  ['GET /users/{id}/orders', '/users/{id}/orders'],
  ['/files/{path...}', '/files/*'],
  ['GET /static/*filepath', '/static/*'],
  ['GET /orders/{id:[0-9]+}', '/orders/{id}'],
  ['GET /orders/:id(\\d+)', '/orders/{id}'],
  ['GET /shop/', '/shop'],
  ['/{$}', '/'],
  ['example.com/items', '/items'],
  ['GET /a/b|c', null],
  ['PaymentService/Charge', null],
  ['kafkajs process orders', null],
])('the route %s is the pattern %s', (route, pattern) => {
  expect(patternOf(route)).toBe(pattern);
});

function workload(change: Partial<ReportedWorkload> = {}): ReportedWorkload {
  return {
    ...{
      source: 'kubernetes',
      name: 'cart',
      file: 'k8s/cart.yaml',
      line: 1,
      ports: [],
      otelServiceName: null,
    },
    kubernetes: {
      ...{ controller: 'Deployment', namespaces: ['shop'], container: 'main', labels: {}, probes: [] },
      templated: false,
    },
    ...change,
  };
}

function service(change: Partial<ServiceReport> = {}): ServiceReport {
  return {
    ...{
      name: 'cart',
      path: 'cart',
      language: 'go',
      supported: true,
      kind: 'http',
      entrypoints: [],
      layer: 1,
    },
    ...{ layer2: 'none', layer3: false, integrations: [], spans: [], operations: [], otherTracers: [] },
    ...{ routes: [], workloads: [workload()], recommendation: { layer: 1, reasons: [] } },
    ...change,
  };
}

const route = (text: string) => ({ route: text, file: 'main.go', line: 1 });
const named = (labels: Record<string, string>, otelServiceName: string | null = null) => {
  const one = workload({ otelServiceName });
  return describeServices([
    service({ workloads: [{ ...one, kubernetes: { ...one.kubernetes!, labels } }] }),
  ])[0]?.workloads[0]?.serviceName;
};

describe('a service for Layer 1', () => {
  it('is called as Beyla will call it', () => {
    expect(named({})).toBe('cart');
    expect(named({ 'app.kubernetes.io/name': 'basket' })).toBe('basket');
    expect(named({ 'app.kubernetes.io/name': 'basket', 'app.kubernetes.io/instance': 'eu' })).toBe('eu');
    expect(named({ 'app.kubernetes.io/name': 'basket' }, 'own')).toBe('own');
  });

  it('has routes without health checks and without patterns that take all others over', () => {
    const routes = ['GET /healthz', 'GET /cart/{id}', '/{sku}', '/*', 'POST /cart'].map(route);
    expect(describeServices([service({ routes })])[0]?.routes).toEqual(['/cart', '/cart/{id}']);
  });

  it('keeps its spans to itself when it has an SDK', () => {
    expect(describeServices([service({ layer: 2 }), service({ layer: null })]).map((s) => s.hasSdk)).toEqual([
      true,
      false,
    ]);
  });

  it('of a Helm template is found by a part of its name', () => {
    const one = workload();
    const workloads = [{ ...one, kubernetes: { ...one.kubernetes!, templated: true } }];
    expect(describeServices([service({ workloads })])[0]?.workloads[0]).toMatchObject({ name: '*cart*' });
  });
});

test('health paths come from probes and from routes that are named like one', () => {
  const one = workload();
  const workloads = [{ ...one, kubernetes: { ...one.kubernetes!, probes: ['/status?full=1'] } }];
  const routes = ['GET /healthz', '/api/ready', 'GET /health-insurance'].map(route);
  expect(healthPathsOf([service({ workloads, routes })])).toEqual(['/api/ready', '/healthz', '/status']);
});

describe('manifests that start one Deployment twice', () => {
  const at = (namespaces: string[], ports: number[]) => {
    const one = workload({ ports });
    return { ...one, kubernetes: { ...one.kubernetes!, namespaces } };
  };
  const described = (...workloads: ReportedWorkload[]) =>
    describeServices([service({ workloads })])[0]?.workloads.map(({ namespaces, ports }) => [
      namespaces,
      ports,
    ]);

  it('make one entry, in all their namespaces, on all their ports', () => {
    expect(described(at(['shop'], [80]), at(['stage', 'shop'], [81]))).toEqual([
      [
        ['shop', 'stage'],
        [80, 81],
      ],
    ]);
  });

  it('make one for any namespace and any port where one of them leaves it open', () => {
    expect(described(at(['shop'], [80]), at([], []))).toEqual([[[], []]]);
  });
});
