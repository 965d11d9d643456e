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
    },
  ],
  instrumentedBy: [],
};
