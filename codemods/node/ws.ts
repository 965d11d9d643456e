import type { NodeIntegration } from '#src/model/integration.js';

export const ws: NodeIntegration = {
  id: 'ws',
  title: 'ws',
  language: 'node',
  role: 'server',
  summary: 'Messages exchanged over WebSockets.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'ws' }, { name: '@fastify/websocket' }],
  sites: [
    { kind: 'new', module: 'ws', exports: ['Server', 'WebSocketServer', 'WebSocket.Server'] },
    { kind: 'call', module: '@fastify/websocket', exports: ['default'] },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
