import type { NodeIntegration } from '#src/model/integration.js';

export const prisma: NodeIntegration = {
  id: 'prisma',
  title: 'Prisma',
  language: 'node',
  role: 'client',
  summary: 'Queries sent by the Prisma client.',
  instrumentation: '@prisma/instrumentation',
  links: ['https://www.prisma.io/docs/orm/prisma-client/observability-and-logging/opentelemetry-tracing'],
  packages: [{ name: '@prisma/client' }],
  sites: [
    { kind: 'new', module: '@prisma/client', exports: ['PrismaClient'] },
    { kind: 'extends', module: '@prisma/client', exports: ['PrismaClient'] },
    { kind: 'new', module: '*', exports: ['PrismaClient'] },
    { kind: 'extends', module: '*', exports: ['PrismaClient'] },
  ],
  instrumentedBy: [
    {
      by: '@prisma/instrumentation',
      package: '@prisma/instrumentation',
      export: 'PrismaInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: false,
};
