import type { NodeIntegration } from '#src/model/integration.js';

export const azureStorageBlob: NodeIntegration = {
  id: '@azure/storage-blob',
  title: 'Azure Blob Storage',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@azure/storage-blob`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@azure/storage-blob' }],
  sites: [
    { kind: 'new', module: '@azure/storage-blob', exports: ['BlobServiceClient'] },
    { kind: 'call', module: '@azure/storage-blob', exports: ['BlobServiceClient.fromConnectionString'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-http',
      package: '@opentelemetry/instrumentation-http',
      export: 'HttpInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
