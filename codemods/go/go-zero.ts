import type { GoIntegration } from '#src/model/integration.js';

export const goZero: GoIntegration = {
  id: 'go-zero',
  title: 'go-zero',
  language: 'go',
  role: 'server',
  summary: 'HTTP and RPC servers of go-zero.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'github.com/zeromicro/go-zero/rest', calls: ['MustNewServer', 'NewServer'] },
    { package: 'github.com/zeromicro/go-zero/zrpc', calls: ['MustNewServer', 'NewServer'] },
    { package: 'github.com/zeromicro/go-zero/zrpc', role: 'client', calls: ['MustNewClient', 'NewClient'] },
  ],
  instrumentedBy: [],
};
