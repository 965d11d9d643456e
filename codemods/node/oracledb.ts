import type { NodeIntegration } from '#src/model/integration.js';

export const oracledb: NodeIntegration = {
  id: 'oracledb',
  title: 'oracledb',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `oracledb`.',
  instrumentation: '@opentelemetry/instrumentation-oracledb',
  manual: 'Add the oracledb instrumentation to the SDK.',
  packages: [{ name: 'oracledb' }],
  sites: [{ kind: 'call', module: 'oracledb', exports: ['getConnection', 'createPool'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-oracledb',
      package: '@opentelemetry/instrumentation-oracledb',
      export: 'OracleInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
