import type { NodeIntegration } from '#src/model/integration.js';

export const tedious: NodeIntegration = {
  id: 'tedious',
  title: 'tedious',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `tedious`.',
  instrumentation: '@opentelemetry/instrumentation-tedious',
  manual: 'Add the tedious instrumentation to the SDK.',
  packages: [{ name: 'tedious' }],
  sites: [{ kind: 'new', module: 'tedious', exports: ['Connection'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-tedious',
      package: '@opentelemetry/instrumentation-tedious',
      export: 'TediousInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
