import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/engine/recommend.js';
import type { FoundService, FoundSite } from '../../src/model/found-service.js';

function service(change: Partial<FoundService> = {}): FoundService {
  return {
    name: 'catalog',
    path: 'services/catalog',
    language: 'go',
    supported: true,
    kind: 'http',
    entrypoints: ['services/catalog/main.go'],
    files: [],
    sites: [],
    spans: [],
    operations: [],
    otherTracers: [],
    routes: [],
    ...change,
  };
}

function site(id: string, change: Partial<FoundSite> = {}): FoundSite {
  return { id, role: 'client', file: 'main.go', line: 1, column: 1, instrumented: false, why: '', ...change };
}

const operation = (name: string, score: number, flagged = false) => ({
  name,
  file: 'pay.go',
  line: 7,
  flagged,
  score,
  reasons: [],
});

const noWish = { critical: false };

describe('recommend', () => {
  const cases: [string, FoundService, number, string][] = [
    ['one dependency is Layer 1', service({ sites: [site('pgx')] }), 1, 'simple-service'],
    ['no dependency is Layer 1', service(), 1, 'simple-service'],
    [
      'another language is Layer 1',
      service({ supported: false, language: 'python', name: 'payment' }),
      1,
      'any-language',
    ],
    [
      'two kinds of dependency are Layer 2',
      service({ sites: [site('pgx'), site('go-redis')] }),
      2,
      'many-dependencies',
    ],
    ['a gateway is Layer 2', service({ name: 'api-gateway', sites: [site('grpc-client')] }), 2, 'gateway'],
    [
      'two calls of other services are Layer 2',
      service({ sites: [site('grpc-client'), site('grpc-client', { line: 2 })] }),
      2,
      'calls-services',
    ],
    [
      'what is half instrumented stays at Layer 2',
      service({ sites: [site('pgx', { instrumented: true, by: 'otelpgx' })] }),
      2,
      'layer-2-present',
    ],
    ['a critical name is Layer 3', service({ name: 'payments' }), 3, 'critical-flow'],
    [
      'a flagged operation is Layer 3',
      service({ operations: [operation('Repair', 0, true)] }),
      3,
      'flagged-operations',
    ],
    [
      'present spans keep Layer 3',
      service({ spans: [{ name: 'x', file: 'a.go', line: 1 }] }),
      3,
      'layer-3-present',
    ],
    [
      'a critical route with an operation that bears it out is Layer 3',
      service({
        routes: [{ route: 'POST /checkout', file: 'main.go', line: 3 }],
        operations: [operation('placeCheckout', 0.9)],
      }),
      3,
      'critical-flow',
    ],
    [
      'a critical name grown together with its suffix',
      service({ name: 'paymentservice' }),
      3,
      'critical-flow',
    ],
    ['a job is not, whatever its name', service({ name: 'settlement', kind: 'job' }), 1, 'simple-service'],
    [
      'a critical route alone is not',
      service({ routes: [{ route: 'GET /orders', file: 'main.go', line: 3 }] }),
      1,
      'simple-service',
    ],
  ];
  it.each(cases)('%s', (_name, found, layer, code) => {
    const recommendation = recommend(found, noWish);
    expect(recommendation.layer).toBe(layer);
    expect(recommendation.reasons.map((r) => r.code)).toContain(code);
  });

  it('the configuration outranks what the code suggests', () => {
    const recommendation = recommend(service({ name: 'payments' }), { layer: 1, critical: false });
    expect(recommendation).toEqual({ layer: 1, reasons: [expect.objectContaining({ code: 'configured' })] });
  });

  it('gives the places that it rests on, each once', () => {
    const found = service({ sites: [site('pgx', { line: 4 }), site('go-redis', { line: 9 })] });
    expect(recommend(found, noWish).reasons[0]?.evidence).toEqual(['main.go:4', 'main.go:9']);
  });
});
