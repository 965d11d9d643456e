import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const hapi: NodeIntegration = {
  id: 'hapi',
  title: 'hapi',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by hapi.',
  instrumentation: '@opentelemetry/instrumentation-hapi',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-hapi',
  ],
  packages: [
    {
      name: '@hapi/hapi',
      versions: '>=17.0.0 <22',
      because: "range that the instrumentation's README states",
    },
    { name: 'hapi' },
  ],
  sites: [
    { kind: 'call', module: '@hapi/hapi', exports: ['server', 'Server'] },
    { kind: 'new', module: '@hapi/hapi', exports: ['Server'] },
    { kind: 'call', module: 'hapi', exports: ['server'] },
    { kind: 'new', module: 'hapi', exports: ['Server'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-hapi',
      package: '@opentelemetry/instrumentation-hapi',
      export: 'HapiInstrumentation',
      where: 'sdk',
    },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
