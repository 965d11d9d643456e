import type { NodeIntegration } from '#src/model/integration.js';
import { honoRoutes } from './shared/hono-routes.js';
import { httpInstrumentation } from './shared/http.js';

export const hono: NodeIntegration = {
  id: 'hono',
  title: 'Hono',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by Hono.',
  instrumentation: '@opentelemetry/instrumentation-http',
  links: ['https://github.com/honojs/middleware/tree/main/packages/otel'],
  packages: [
    { name: 'hono', versions: '>=4.0.0 <5', because: 'other major versions were not run' },
    { name: '@hono/zod-openapi' },
  ],
  sites: [
    { kind: 'new', module: 'hono', exports: ['Hono'] },
    { kind: 'new', module: 'hono/tiny', exports: ['Hono'] },
    { kind: 'new', module: 'hono/quick', exports: ['Hono'] },
    { kind: 'new', module: '@hono/zod-openapi', exports: ['OpenAPIHono'] },
  ],
  instrumentedBy: [
    { ...honoRoutes, by: 'a class of the set-up', where: 'sdk' },
    { by: '@hono/otel', package: '@hono/otel', export: 'httpInstrumentationMiddleware', where: 'code' },
    { by: '@hono/otel', package: '@hono/otel', export: 'otel', where: 'code' },
    { by: '@hono/otel', package: '@hono/otel', export: 'instrument', where: 'code' },
  ],
  also: [httpInstrumentation],
  spans: [
    'server `GET /orders/:id`, by HTTP; a class of the set-up file tells it the route (`@hono/otel` would make a second span)',
  ],
  inAutoInstrumentations: false,
};
