/** The file that sets OpenTelemetry up in a Node.js service. */
import type { NodeBootstrap, NodeBootstrapFile } from '#src/model/node-bootstrap.js';
import { flushAtExit } from './flush-at-exit.js';
import { declarations, importLines, listInstrumentations } from './list-instrumentations.js';

export const nodeBootstrap: NodeBootstrap = {
  packagesOf: ({ showsImports }) => [
    '@opentelemetry/api',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-node',
    ...(showsImports ? ['@opentelemetry/instrumentation'] : []),
  ],
  text: (file) => [...imports(file), ...sdk(file), ...flushAtExit(file.typescript)].join('\n'),
};

const ABOUT =
  '// OpenTelemetry for this service, added by `instrument apply`. It has to be loaded before everything else.';

function imports({ syntax, showsImports, instrumentations }: NodeBootstrapFile): string[] {
  const own = {
    '@opentelemetry/resources': ['defaultResource', 'resourceFromAttributes'],
    '@opentelemetry/sdk-node': ['NodeSDK'],
  };
  const lines = importLines(syntax, own, instrumentations);
  return [ABOUT, ...(showsImports ? ["import { register } from 'node:module';"] : []), ...lines, ''];
}

function sdk({
  serviceName,
  typescript,
  showsImports,
  awaitsImports,
  instrumentations,
}: NodeBootstrapFile): string[] {
  return [
    ...(showsImports
      ? [
          '// What is required the instrumentations see by themselves; this shows them what is imported.',
          "register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);",
          '',
        ]
      : []),
    ...declarations(instrumentations, typescript),
    '// OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over this.',
    `const service = resourceFromAttributes({ 'service.name': '${serviceName}' });`,
    'const sdk = new NodeSDK({',
    '  resource: defaultResource().merge(service),',
    ...listInstrumentations(instrumentations),
    '});',
    'sdk.start();',
    '',
    ...(awaitsImports
      ? [
          '// Loaded already by a library above: this way their named imports are instrumented too.',
          "await import('node:http');",
          "await import('node:https');",
          '',
        ]
      : []),
  ];
}
