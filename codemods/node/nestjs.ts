import type { NodeIntegration } from '#src/model/integration.js';
import { expressInstrumentation } from './shared/express.js';
import { fastifyInstrumentation } from './shared/fastify.js';
import { httpInstrumentation } from './shared/http.js';

export const nestjs: NodeIntegration = {
  id: 'nestjs',
  title: 'NestJS',
  language: 'node',
  role: 'server',
  summary: 'Requests served by a NestJS application.',
  instrumentation: '@opentelemetry/instrumentation-nestjs-core',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-nestjs-core',
  ],
  packages: [
    { name: '@nestjs/core', versions: '>=4.0.0 <12', because: 'NestJS 12 yields no spans, silently' },
  ],
  sites: [
    {
      kind: 'call',
      module: '@nestjs/core',
      exports: [
        'NestFactory.create',
        'NestFactory.createMicroservice',
        'NestFactory.createApplicationContext',
      ],
    },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-nestjs-core',
      package: '@opentelemetry/instrumentation-nestjs-core',
      export: 'NestInstrumentation',
      where: 'sdk',
    },
  ],
  also: [
    httpInstrumentation,
    { ...expressInstrumentation, ifPresent: '@nestjs/platform-express' },
    { ...fastifyInstrumentation, ifPresent: '@nestjs/platform-fastify' },
  ],
  inAutoInstrumentations: true,
};
