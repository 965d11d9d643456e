import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const restify: NodeIntegration = {
  id: 'restify',
  title: 'restify',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by restify.',
  instrumentation: '@opentelemetry/instrumentation-restify',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-restify',
  ],
  packages: [
    { name: 'restify', versions: '>=4.1.0 <13', because: "range that the instrumentation's README states" },
  ],
  sites: [{ kind: 'call', module: 'restify', exports: ['createServer'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-restify',
      package: '@opentelemetry/instrumentation-restify',
      export: 'RestifyInstrumentation',
      where: 'sdk',
    },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
