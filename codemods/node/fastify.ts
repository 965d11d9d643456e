import type { NodeIntegration } from '#src/model/integration.js';
import { fastifyInstrumentation } from './shared/fastify.js';
import { httpInstrumentation } from './shared/http.js';

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
    { ...fastifyInstrumentation, by: '@fastify/otel', where: 'sdk' },
    { by: '@fastify/otel', package: '@fastify/otel', export: 'default', where: 'sdk' },
    {
      by: '@opentelemetry/instrumentation-fastify',
      package: '@opentelemetry/instrumentation-fastify',
      export: 'FastifyInstrumentation',
      where: 'sdk',
    },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
