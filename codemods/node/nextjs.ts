import type { NodeIntegration } from '#src/model/integration.js';

export const nextjs: NodeIntegration = {
  id: 'nextjs',
  title: 'Next.js',
  language: 'node',
  role: 'server',
  summary: 'Pages and API routes served by Next.js.',
  instrumentation: '@vercel/otel',
  links: ['https://nextjs.org/docs/app/guides/open-telemetry'],
  packages: [{ name: 'next' }],
  sites: [{ kind: 'call', module: 'next', exports: ['default'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-http',
      package: '@opentelemetry/instrumentation-http',
      export: 'HttpInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
