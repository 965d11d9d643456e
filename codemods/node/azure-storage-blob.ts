import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

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
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
