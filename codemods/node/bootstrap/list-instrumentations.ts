import { inLanguage, type NodeInstrumentation } from '#src/model/node-instrumentation.js';

/** Lines that give the SDK its instrumentations: on one line, to be broken where it is too long, unless one has several. */
export function listInstrumentations(instrumentations: readonly NodeInstrumentation[]): string[] {
  if (instrumentations.length === 0) return [];
  const elements = instrumentations.map(
    ({ export: name, options = '', element }) => element ?? `new ${name}(${options})`,
  );
  if (elements.every((one) => !one.includes('\n'))) return [`  instrumentations: [${elements.join(', ')}],`];
  const made = elements.flatMap((one) => `${one},`.split('\n').map((text) => `    ${text}`));
  return ['  instrumentations: [', ...made, '  ],'];
}

/** Lines of what the options mention, a blank one behind each declaration. */
export function declarations(
  instrumentations: readonly NodeInstrumentation[],
  typescript: boolean,
): string[] {
  const texts = new Set(instrumentations.flatMap(({ preamble }) => preamble ?? []));
  const known = [...texts].map((text) => inLanguage(text, typescript)).filter((text) => text !== '');
  return known.flatMap((text) => [...text.split('\n'), '']);
}

/** Lines that import the names of a set-up itself and what its instrumentations need, sorted by package. */
export function importLines(
  syntax: 'import' | 'require',
  own: Readonly<Record<string, readonly string[]>>,
  instrumentations: readonly NodeInstrumentation[],
): string[] {
  const names = new Map<string, Set<string>>();
  const add = (from: string, exports: readonly string[]) =>
    names.set(from, new Set([...(names.get(from) ?? []), ...exports]));
  for (const [from, exports] of Object.entries(own)) add(from, exports);
  for (const { package: from, export: name, uses = [], needs = [] } of instrumentations) {
    add(from, [name, ...uses]);
    for (const need of needs) add(need.package, need.exports);
  }
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, list]) => {
      const imported = `{ ${[...list].sort().join(', ')} }`;
      return syntax === 'import'
        ? `import ${imported} from '${from}';`
        : `const ${imported} = require('${from}');`;
    });
}
