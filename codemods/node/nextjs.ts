import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

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
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
