import type { NodeIntegration } from '#src/model/integration.js';

export const grpcJsClient: NodeIntegration = {
  id: 'grpc-js-client',
  title: 'gRPC client',
  language: 'node',
  role: 'client',
  summary: 'Calls made with clients of `@grpc/grpc-js`.',
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
    { kind: 'new', module: '*', exports: ['*Client'] },
    {
      kind: 'new',
      module: '@grpc/grpc-js',
      exports: [
        'loadPackageDefinition.()**',
        'makeGenericClientConstructor.()',
        'makeClientConstructor.()',
        'Client',
      ],
    },
    {
      kind: 'new',
      module: 'grpc',
      exports: ['loadPackageDefinition.()**', 'load.()**', 'makeGenericClientConstructor.()', 'Client'],
    },
    { kind: 'call', module: 'nice-grpc', exports: ['createClient'] },
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
