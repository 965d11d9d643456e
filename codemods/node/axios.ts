import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const axios: NodeIntegration = {
  id: 'axios',
  title: 'axios',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with axios.',
  instrumentation: '@opentelemetry/instrumentation-http',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'axios' }, { name: '@nestjs/axios' }],
  sites: [
    {
      kind: 'call',
      module: 'axios',
      exports: [
        'default',
        'axios',
        'create',
        'get',
        'post',
        'put',
        'patch',
        'delete',
        'head',
        'options',
        'request',
      ],
    },
    { kind: 'call', module: '@nestjs/axios', exports: ['HttpModule.register', 'HttpModule.registerAsync'] },
    {
      kind: 'method',
      module: '@nestjs/axios',
      methods: ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'],
    },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
