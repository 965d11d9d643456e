import type { NodeIntegration } from '#src/model/integration.js';

export const fastify: NodeIntegration = {
  id: 'fastify',
  title: 'Fastify',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by Fastify.',
  instrumentation: '@fastify/otel',
  links: ['https://github.com/fastify/otel'],
  packages: [{ name: 'fastify' }],
  sites: [{ kind: 'call', module: 'fastify', exports: ['default', 'fastify', 'Fastify'] }],
  autoInstrumentationsBefore: '0.72.0',
  instrumentedBy: [
    { by: '@fastify/otel', package: '@fastify/otel', export: 'FastifyOtelInstrumentation', where: 'sdk' },
    { by: '@fastify/otel', package: '@fastify/otel', export: 'default', where: 'sdk' },
    {
      by: '@opentelemetry/instrumentation-fastify',
      package: '@opentelemetry/instrumentation-fastify',
      export: 'FastifyInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
