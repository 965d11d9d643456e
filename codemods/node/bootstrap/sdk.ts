/** The file that sets OpenTelemetry up in a Node.js service. */
import type { NodeBootstrap, NodeBootstrapFile } from '#src/model/node-bootstrap.js';
import { flushAtExit } from './flush-at-exit.js';
import { declarations, listInstrumentations } from './list-instrumentations.js';

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
  const names = new Map<string, Set<string>>([
    ['@opentelemetry/resources', new Set(['defaultResource', 'resourceFromAttributes'])],
    ['@opentelemetry/sdk-node', new Set(['NodeSDK'])],
  ]);
  for (const { package: from, export: name, uses = [] } of instrumentations) {
    const known = names.get(from) ?? new Set();
    for (const one of [name, ...uses]) known.add(one);
    names.set(from, known);
  }
  const lines = [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, own]) => {
      const list = [...own].sort().join(', ');
      return syntax === 'import'
        ? `import { ${list} } from '${from}';`
        : `const { ${list} } = require('${from}');`;
    });
  return [ABOUT, ...(showsImports ? ["import { register } from 'node:module';"] : []), ...lines, ''];
}

function sdk({ serviceName, showsImports, awaitsImports, instrumentations }: NodeBootstrapFile): string[] {
  return [
    ...(showsImports
      ? [
          '// What is required the instrumentations see by themselves; this shows them what is imported.',
          "register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);",
          '',
        ]
      : []),
    ...declarations(instrumentations),
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
