import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const hono: NodeIntegration = {
  id: 'hono',
  title: 'Hono',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by Hono.',
  instrumentation: '@hono/otel',
  manual:
    'Add `httpInstrumentationMiddleware()` of `@hono/otel` as the first middleware of the outermost app, and set `disableIncomingRequestInstrumentation: true` for `HttpInstrumentation`: without the first, spans have no route, without the second, each request has two.',
  links: ['https://github.com/honojs/middleware/tree/main/packages/otel'],
  packages: [{ name: 'hono' }, { name: '@hono/zod-openapi' }],
  sites: [
    { kind: 'new', module: 'hono', exports: ['Hono'] },
    { kind: 'new', module: 'hono/tiny', exports: ['Hono'] },
    { kind: 'new', module: 'hono/quick', exports: ['Hono'] },
    { kind: 'new', module: '@hono/zod-openapi', exports: ['OpenAPIHono'] },
  ],
  instrumentedBy: [
    { by: '@hono/otel', package: '@hono/otel', export: 'httpInstrumentationMiddleware', where: 'code' },
    { by: '@hono/otel', package: '@hono/otel', export: 'otel', where: 'code' },
    { by: '@hono/otel', package: '@hono/otel', export: 'instrument', where: 'code' },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: false,
};
