import type { GoIntegration } from '#src/model/integration.js';

export const netRpc: GoIntegration = {
  id: 'net/rpc',
  title: 'net/rpc',
  language: 'go',
  role: 'server',
  summary: 'RPCs of the standard library.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'net/rpc', calls: ['Accept', 'ServeConn', 'ServeCodec', 'HandleHTTP'], kind: 'grpc' },
    { package: 'net/rpc', role: 'client', calls: ['Dial', 'DialHTTP', 'NewClient'] },
  ],
  instrumentedBy: [],
};
