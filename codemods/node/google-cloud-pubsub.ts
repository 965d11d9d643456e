import type { NodeIntegration } from '#src/model/integration.js';

export const googleCloudPubsub: NodeIntegration = {
  id: '@google-cloud/pubsub',
  title: 'Google Cloud Pub/Sub',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received through Pub/Sub.',
  instrumentation: '@opentelemetry/instrumentation-grpc',
  manual: 'Set `enableOpenTelemetryTracing: true`; its gRPC calls are covered by the gRPC instrumentation.',
  packages: [{ name: '@google-cloud/pubsub' }],
  sites: [{ kind: 'new', module: '@google-cloud/pubsub', exports: ['PubSub'] }],
  uses: [
    { method: 'publishMessage', role: 'producer' },
    { method: 'publish', role: 'producer' },
    { method: 'subscription', role: 'consumer' },
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
