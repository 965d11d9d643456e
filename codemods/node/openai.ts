import type { NodeIntegration } from '#src/model/integration.js';

export const openai: NodeIntegration = {
  id: 'openai',
  title: 'OpenAI',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `openai`.',
  instrumentation: '@opentelemetry/instrumentation-openai',
  manual: 'Add the OpenAI instrumentation to the SDK.',
  packages: [{ name: 'openai' }],
  sites: [{ kind: 'new', module: 'openai', exports: ['default', 'OpenAI', 'AzureOpenAI'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-openai',
      package: '@opentelemetry/instrumentation-openai',
      export: 'OpenAIInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
