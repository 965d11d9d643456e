import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const socketIo: NodeIntegration = {
  id: 'socket.io',
  title: 'Socket.IO',
  language: 'node',
  role: 'server',
  summary: 'Messages exchanged with Socket.IO clients.',
  instrumentation: '@opentelemetry/instrumentation-socket.io',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-socket.io',
  ],
  packages: [
    { name: 'socket.io', versions: '>=2.0.0 <5', because: "range that the instrumentation's README states" },
  ],
  sites: [
    { kind: 'new', module: 'socket.io', exports: ['Server', 'default'] },
    { kind: 'call', module: 'socket.io', exports: ['default'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-socket.io',
      package: '@opentelemetry/instrumentation-socket.io',
      export: 'SocketIoInstrumentation',
      where: 'sdk',
    },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
