import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

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
export function declarations(instrumentations: readonly NodeInstrumentation[]): string[] {
  const texts = new Set(instrumentations.flatMap(({ preamble }) => preamble ?? []));
  return [...texts].flatMap((text) => [...text.split('\n'), '']);
}
