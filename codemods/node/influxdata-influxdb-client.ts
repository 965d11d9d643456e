import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

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
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
