import type { NodeIntegration } from '#src/model/integration.js';

export const nestjsMicroservices: NodeIntegration = {
  id: '@nestjs/microservices',
  title: 'NestJS microservices',
  language: 'node',
  role: 'server',
  summary: 'Messages exchanged over a NestJS transport that has no library of its own here.',
  instrumentation: null,
  manual: 'The transports of NestJS are not instrumented; inject and extract the context by hand.',
  packages: [{ name: '@nestjs/microservices' }],
  sites: [],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
