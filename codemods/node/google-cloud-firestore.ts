import type { NodeIntegration } from '#src/model/integration.js';

export const googleCloudFirestore: NodeIntegration = {
  id: '@google-cloud/firestore',
  title: 'Google Cloud Firestore',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@google-cloud/firestore`.',
  instrumentation: '@opentelemetry/instrumentation-grpc',
  manual: 'It calls Google over gRPC, so the gRPC instrumentation covers it.',
  packages: [{ name: '@google-cloud/firestore' }],
  sites: [{ kind: 'new', module: '@google-cloud/firestore', exports: ['Firestore'] }],
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
