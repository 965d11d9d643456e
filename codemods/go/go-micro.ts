import type { GoIntegration } from '#src/model/integration.js';

export const goMicro: GoIntegration = {
  id: 'go-micro',
  title: 'Go Micro',
  language: 'go',
  role: 'server',
  summary: 'Services of go-micro.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'go-micro.dev', calls: ['NewService'], kind: 'grpc' },
    { package: 'github.com/micro/go-micro', calls: ['NewService'], kind: 'grpc' },
  ],
  instrumentedBy: [],
};
