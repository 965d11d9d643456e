import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const koa: NodeIntegration = {
  id: 'koa',
  title: 'Koa',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by Koa.',
  instrumentation: '@opentelemetry/instrumentation-koa',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-koa',
  ],
  packages: [
    { name: 'koa', versions: '>=2.0.0 <4', because: "range that the instrumentation's README states" },
  ],
  sites: [
    { kind: 'new', module: 'koa', exports: ['default'] },
    { kind: 'call', module: 'koa', exports: ['default'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-koa',
      package: '@opentelemetry/instrumentation-koa',
      export: 'KoaInstrumentation',
      uses: ['KoaLayerType'],
      options: '{ ignoreLayersType: [KoaLayerType.MIDDLEWARE] }',
      where: 'sdk',
    },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
