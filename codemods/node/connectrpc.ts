import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const connectrpc: NodeIntegration = {
  id: 'connectrpc',
  title: 'Connect RPC',
  language: 'node',
  role: 'server',
  summary: 'Calls served or made with Connect for Node.',
  instrumentation: '@connectrpc/connect-opentelemetry',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@connectrpc/connect' }, { name: '@connectrpc/connect-node' }],
  sites: [
    { kind: 'call', module: '@connectrpc/connect-node', exports: ['connectNodeAdapter'] },
    {
      kind: 'call',
      module: '@connectrpc/connect',
      exports: ['createClient', 'createPromiseClient'],
      role: 'client',
    },
  ],
  instrumentedBy: [
    { ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' },
    {
      by: '@opentelemetry/instrumentation-undici',
      package: '@opentelemetry/instrumentation-undici',
      export: 'UndiciInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
