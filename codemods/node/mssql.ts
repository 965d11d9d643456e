import type { NodeIntegration } from '#src/model/integration.js';

export const mssql: NodeIntegration = {
  id: 'mssql',
  title: 'mssql',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `mssql`.',
  instrumentation: '@opentelemetry/instrumentation-tedious',
  manual: 'It uses tedious, so the tedious instrumentation covers it.',
  packages: [{ name: 'mssql' }],
  sites: [
    { kind: 'call', module: 'mssql', exports: ['connect'] },
    { kind: 'new', module: 'mssql', exports: ['ConnectionPool'] },
  ],
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
