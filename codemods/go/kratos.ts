import type { GoIntegration } from '#src/model/integration.js';

export const kratos: GoIntegration = {
  id: 'kratos',
  title: 'Kratos',
  language: 'go',
  role: 'server',
  summary: 'HTTP and gRPC servers of go-kratos.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'github.com/go-kratos/kratos/transport/http', calls: ['NewServer'] },
    { package: 'github.com/go-kratos/kratos/transport/grpc', calls: ['NewServer'], kind: 'grpc' },
    { package: 'github.com/go-kratos/kratos/transport/http', role: 'client', calls: ['NewClient'] },
    {
      package: 'github.com/go-kratos/kratos/transport/grpc',
      role: 'client',
      calls: ['Dial', 'DialInsecure'],
    },
  ],
  instrumentedBy: [
    {
      by: 'kratos tracing',
      package: 'github.com/go-kratos/kratos/middleware/tracing',
      funcs: ['Server', 'Client'],
    },
  ],
};
