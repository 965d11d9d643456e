import type { NodeIntegration } from '#src/model/integration.js';

export const influxdataInfluxdbClient: NodeIntegration = {
  id: '@influxdata/influxdb-client',
  title: 'InfluxDB client',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@influxdata/influxdb-client`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@influxdata/influxdb-client' }],
  sites: [{ kind: 'new', module: '@influxdata/influxdb-client', exports: ['InfluxDB'] }],
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
