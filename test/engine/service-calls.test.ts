import { describe, expect, it } from 'vitest';
import { findServiceCalls } from '#src/engine/service-calls.js';
import type { Deployments, Workload } from '#src/model/deployment.js';
import type { FoundService } from '#src/model/found-service.js';
import { emptyWorkload } from '#src/workspace/deployments/built-workload.js';

function service(name: string, traits: Partial<FoundService> = {}): FoundService {
  return {
    ...{ name, path: name, language: 'go', supported: true, kind: 'http', entrypoints: [`${name}/main.go`] },
    ...{ files: [`${name}/main.go`], sites: [], spans: [], operations: [], otherTracers: [], routes: [] },
    ...traits,
  };
}

const compose = (name: string, env: Record<string, string> = {}): Workload => ({
  ...emptyWorkload('compose', 'compose.yaml', '.'),
  line: 3,
  name,
  env,
});

function callsOf(
  services: readonly FoundService[],
  workloads: readonly Workload[],
  files: Record<string, string> = {},
  kubernetesServices: Deployments['kubernetesServices'] = [],
) {
  const calls = findServiceCalls({
    services,
    deployments: { workloads: [...workloads], images: [], kubernetesServices },
    workloadsOf: ({ name }) => workloads.filter((workload) => workload.name === name),
    paths: Object.keys(files),
    read: (path) => files[path] ?? null,
  });
  return calls.map(({ from, to, via, evidence }) => `${from} -> ${to} ${via} ${evidence.join(' ')}`);
}

const two = [service('cart'), service('pay')];
const READS = { 'cart/main.go': 'os.Getenv("PAY_URL")' };

describe('calls between services', () => {
  it('are seen in variables that the code reads', () => {
    const workloads = [compose('cart', { PAY_URL: 'http://pay:8080/v1' }), compose('pay')];
    expect(callsOf(two, workloads, READS)).toEqual(['cart -> pay http compose.yaml:3']);
  });

  it('are not seen in variables that the code never mentions', () => {
    const workloads = [compose('cart', { PAY_URL: 'http://pay:8080' }), compose('pay')];
    expect(callsOf(two, workloads, { 'cart/main.go': 'nothing' })).toEqual([]);
  });

  it('are not seen in a plain word that happens to be a name', () => {
    const workloads = [compose('cart', { PAY_MODE: 'pay' }), compose('pay')];
    expect(callsOf(two, workloads, { 'cart/main.go': 'PAY_MODE' })).toEqual([]);
  });

  it('go by the Kubernetes Service that selects the pods', () => {
    const kubernetes = {
      ...{ controller: 'Deployment', namespaces: ['shop'], container: 'main', probes: [], configMaps: [] },
      ...{ labels: { app: 'pay', tier: 'back' }, templated: false },
    };
    const workloads = [
      compose('cart', { PAY_URL: 'grpc://payments.shop.svc.cluster.local:50051' }),
      { ...emptyWorkload('kubernetes', 'pay.yaml', '.'), name: 'pay', kubernetes },
    ];
    const services = [service('cart'), service('pay', { kind: 'grpc' })];
    const host = {
      name: 'payments',
      namespaces: ['shop'],
      selector: { app: 'pay' },
      file: 'pay.yaml',
      line: 1,
    };
    expect(callsOf(services, workloads, READS, [host])).toEqual(['cart -> pay grpc compose.yaml:3']);
  });

  it('are seen in addresses that stand in the code', () => {
    const files = { 'cart/main.go': 'package main\n\nconst url = "http://pay/charges"\n' };
    expect(callsOf(two, [compose('cart'), compose('pay')], files)).toEqual([
      'cart -> pay http cart/main.go:3',
    ]);
  });

  it('are seen in the clients of generated gRPC services', () => {
    const files = {
      'cart/main.go': 'pb.NewPaymentsClient(conn)',
      'pay/main.go': 'pb.RegisterPaymentsServer(s, impl)',
    };
    expect(callsOf(two, [], files)).toEqual(['cart -> pay grpc cart/main.go:1']);
  });

  it('go over a topic that a producer and a consumer are both given', () => {
    const site = { id: 'kafka-go', file: 'main.go', line: 1, column: 1, instrumented: false, why: '' };
    const services = [
      service('cart', { sites: [{ ...site, role: 'producer' }] }),
      service('mail', { sites: [{ ...site, role: 'consumer' }] }),
    ];
    const env = { ORDERS_TOPIC: 'orders' };
    expect(callsOf(services, [compose('cart', env), compose('mail', env)])).toEqual([
      'cart -> mail messaging compose.yaml:3',
    ]);
  });

  it('of a service to itself are left out', () => {
    const workloads = [compose('cart', { SELF_URL: 'http://cart:80' })];
    expect(callsOf([service('cart')], workloads, { 'cart/main.go': 'SELF_URL' })).toEqual([]);
  });
});
