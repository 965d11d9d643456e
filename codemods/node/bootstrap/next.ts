/** The files that set OpenTelemetry up in a Next.js application: Next.js itself calls `register`. */
import type { NextBootstrap } from '#src/model/node-bootstrap.js';
import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';
import { flushAtExit } from './flush-at-exit.js';
import { declarations, importLines, listInstrumentations } from './list-instrumentations.js';

export const nextBootstrap: NextBootstrap = {
  packages: ['@opentelemetry/api', '@opentelemetry/resources', '@opentelemetry/sdk-node'],
  left: ['@opentelemetry/instrumentation-http', '@opentelemetry/instrumentation-undici'],
  call: "if (process.env.NEXT_RUNTIME === 'nodejs') await import('./instrumentation.node');",
  register: (call) =>
    [
      '// Next.js calls this once in each runtime, before it serves.',
      'export async function register() {',
      `  ${call}`,
      '}',
      '',
    ].join('\n'),
  sdk: ({ serviceName, typescript, instrumentations }) =>
    [
      '// OpenTelemetry for this application, added by `instrument apply`. Next.js makes the spans of requests and `fetch`.',
      ...imports(instrumentations),
      '',
      ...declarations(instrumentations, typescript),
      '// OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over this.',
      `const service = resourceFromAttributes({ 'service.name': '${serviceName}' });`,
      'const sdk = new NodeSDK({',
      '  resource: defaultResource().merge(service),',
      ...listInstrumentations(instrumentations),
      '});',
      'sdk.start();',
      '',
      ...flushAtExit(typescript),
    ].join('\n'),
};

function imports(instrumentations: readonly NodeInstrumentation[]): string[] {
  const own = {
    '@opentelemetry/resources': ['defaultResource', 'resourceFromAttributes'],
    '@opentelemetry/sdk-node': ['NodeSDK'],
  };
  return importLines('import', own, instrumentations);
}
