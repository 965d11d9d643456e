import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const clickhouseClient: NodeIntegration = {
  id: '@clickhouse/client',
  title: 'ClickHouse client',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@clickhouse/client`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@clickhouse/client' }],
  sites: [{ kind: 'call', module: '@clickhouse/client', exports: ['createClient'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
