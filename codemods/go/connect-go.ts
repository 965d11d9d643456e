import type { GoIntegration } from '#src/model/integration.js';

export const connectGo: GoIntegration = {
  id: 'connect-go',
  title: 'Connect for Go',
  language: 'go',
  role: 'server',
  summary: 'RPCs of connectrpc.com/connect.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    {
      package: 'connectrpc.com/connect',
      calls: ['NewUnaryHandler', 'NewServerStreamHandler', 'NewClientStreamHandler', 'NewBidiStreamHandler'],
      generated: ['New*Handler'],
    },
    { package: 'connectrpc.com/connect', role: 'client', generated: ['New*Client'] },
    { package: 'github.com/bufbuild/connect-go', generated: ['New*Handler'] },
    { package: 'github.com/bufbuild/connect-go', role: 'client', generated: ['New*Client'] },
  ],
  instrumentedBy: [{ by: 'otelconnect', package: 'connectrpc.com/otelconnect', funcs: ['NewInterceptor'] }],
};
