import type { NodeIntegration } from '#src/model/integration.js';

export const http2Server: NodeIntegration = {
  id: 'http2-server',
  title: 'Node.js HTTP/2 server',
  language: 'node',
  role: 'server',
  summary: 'HTTP/2 requests served by the `http2` module.',
  instrumentation: null,
  manual: 'The HTTP instrumentation does not cover the `http2` module (opentelemetry-js issue 2667).',
  links: ['https://github.com/open-telemetry/opentelemetry-js/issues/2667'],
  packages: [{ name: 'http2' }],
  sites: [{ kind: 'call', module: 'http2', exports: ['createServer', 'createSecureServer'] }],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
