import type { NodeIntegration } from '#src/model/integration.js';

export const azureServiceBus: NodeIntegration = {
  id: '@azure/service-bus',
  title: 'Azure Service Bus',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received through Service Bus.',
  instrumentation: '@azure/opentelemetry-instrumentation-azure-sdk',
  packages: [{ name: '@azure/service-bus' }],
  sites: [{ kind: 'new', module: '@azure/service-bus', exports: ['ServiceBusClient'] }],
  uses: [
    { method: 'createSender', role: 'producer' },
    { method: 'createReceiver', role: 'consumer' },
  ],
  instrumentedBy: [
    {
      by: '@azure/opentelemetry-instrumentation-azure-sdk',
      package: '@azure/opentelemetry-instrumentation-azure-sdk',
      export: 'createAzureSdkInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: false,
};
