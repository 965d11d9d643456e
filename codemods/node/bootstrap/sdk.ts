/** The file that sets OpenTelemetry up in a Node.js service. */
import type { NodeBootstrap, NodeBootstrapFile } from '#src/model/node-bootstrap.js';
import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

export const nodeBootstrap: NodeBootstrap = {
  packagesOf: ({ showsImports }) => [
    '@opentelemetry/api',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-node',
    ...(showsImports ? ['@opentelemetry/instrumentation'] : []),
  ],
  text: (file) => [...imports(file), ...sdk(file), ...ending(file)].join('\n'),
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
  const preambles = [...new Set(instrumentations.flatMap(({ preamble }) => preamble ?? []))];
  return [
    ...(showsImports
      ? [
          '// What is required the instrumentations see by themselves; this shows them what is imported.',
          "register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);",
          '',
        ]
      : []),
    ...preambles.flatMap((text) => [...text.split('\n'), '']),
    'const sdk = new NodeSDK({',
    '  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over this.',
    `  resource: defaultResource().merge(resourceFromAttributes({ 'service.name': '${serviceName}' })),`,
    ...listOf(instrumentations),
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

function listOf(instrumentations: readonly NodeInstrumentation[]): string[] {
  const made = instrumentations.flatMap(({ export: name, options = '' }) => {
    const [first = '', ...rest] = `new ${name}(${options}),`.split('\n');
    return [first, ...rest].map((line) => `    ${line}`);
  });
  const line = `  instrumentations: [${instrumentations.map(({ export: name }) => `new ${name}()`).join(', ')}],`;
  const isPlain = instrumentations.every(({ options }) => options === undefined);
  return isPlain && line.length <= 100 ? [line] : ['  instrumentations: [', ...made, '  ],'];
}

function ending({ typescript }: NodeBootstrapFile): string[] {
  const typed = (text: string) => (typescript ? text : '');
  return [
    `let stopping${typed(': Promise<unknown> | undefined')};`,
    '',
    '// Sends the spans that are left, for three seconds at most.',
    `function stop()${typed(': Promise<unknown>')} {`,
    '  stopping ??= Promise.race([',
    '    sdk.shutdown().catch(() => {}),',
    '    new Promise((resolve) => setTimeout(resolve, 3000).unref()),',
    '  ]);',
    '  return stopping;',
    '}',
    '',
    'for (const [signal, code] of [',
    "  ['SIGTERM', 143],",
    "  ['SIGINT', 130],",
    `]${typed(' as const')}) {`,
    '  process.once(signal, () => {',
    '    const exit = process.exit;',
    '    if (process.listenerCount(signal) === 0) {',
    '      // Programs that start others send a signal twice; the second must not cut this short.',
    '      process.on(signal, () => {});',
    '      void stop().then(() => exit(code));',
    '      return;',
    '    }',
    '    // The service handles the signal itself: its exit waits for its last spans.',
    typescript
      ? '    process.exit = ((status) => void stop().then(() => exit(status))) as typeof process.exit;'
      : '    process.exit = (status) => void stop().then(() => exit(status));',
    '  });',
    '}',
    "process.once('beforeExit', stop);",
    '',
  ];
}
