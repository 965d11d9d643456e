import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const connect: NodeIntegration = {
  id: 'connect',
  title: 'Connect',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by Connect middleware.',
  instrumentation: '@opentelemetry/instrumentation-connect',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-connect',
  ],
  packages: [
    { name: 'connect', versions: '>=3.0.0 <4', because: "range that the instrumentation's README states" },
  ],
  sites: [{ kind: 'call', module: 'connect', exports: ['default'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-connect',
      package: '@opentelemetry/instrumentation-connect',
      export: 'ConnectInstrumentation',
      where: 'sdk',
    },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
