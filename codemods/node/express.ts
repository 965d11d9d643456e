import type { NodeIntegration } from '#src/model/integration.js';
import { expressInstrumentation } from './shared/express.js';
import { httpInstrumentation } from './shared/http.js';

export const express: NodeIntegration = {
  id: 'express',
  title: 'Express',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by Express.',
  instrumentation: '@opentelemetry/instrumentation-express',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-express',
  ],
  packages: [
    { name: 'express', versions: '>=4.0.0 <6', because: "range that the instrumentation's README states" },
  ],
  sites: [{ kind: 'call', module: 'express', exports: ['default'] }],
  instrumentedBy: [{ ...expressInstrumentation, by: '@opentelemetry/instrumentation-express', where: 'sdk' }],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
