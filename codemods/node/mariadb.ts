import type { NodeIntegration } from '#src/model/integration.js';

export const mariadb: NodeIntegration = {
  id: 'mariadb',
  title: 'MariaDB connector',
  language: 'node',
  role: 'client',
  summary: 'Queries of MariaDB sent with `mariadb`.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'mariadb' }],
  sites: [{ kind: 'call', module: 'mariadb', exports: ['createPool', 'createConnection'] }],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
