import type { NodeIntegration } from '#src/model/integration.js';

export const grpcJsServer: NodeIntegration = {
  id: 'grpc-js-server',
  title: 'gRPC server',
  language: 'node',
  role: 'server',
  summary: 'Calls served by `@grpc/grpc-js`.',
  instrumentation: '@opentelemetry/instrumentation-grpc',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-grpc',
  ],
  packages: [
    {
      name: '@grpc/grpc-js',
      versions: '>=1.0.0 <2',
      because: "range that the instrumentation's README states",
    },
    { name: 'grpc' },
    { name: 'nice-grpc' },
  ],
  sites: [
    { kind: 'new', module: '@grpc/grpc-js', exports: ['Server'] },
    { kind: 'new', module: 'grpc', exports: ['Server'] },
    { kind: 'call', module: 'nice-grpc', exports: ['createServer'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-grpc',
      package: '@opentelemetry/instrumentation-grpc',
      export: 'GrpcInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
