import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

const WIDTH = 100;

/** Lines that give the SDK its instrumentations: on one line when none has options and it is not too long. */
export function listInstrumentations(instrumentations: readonly NodeInstrumentation[]): string[] {
  if (instrumentations.length === 0) return [];
  const elements = instrumentations.map(
    ({ export: name, options = '', element }) => element ?? `new ${name}(${options})`,
  );
  const line = `  instrumentations: [${elements.join(', ')}],`;
  const isPlain = instrumentations.every(({ options }) => options === undefined);
  if (isPlain && line.length <= WIDTH) return [line];
  const made = elements.flatMap((one) => `${one},`.split('\n').map((text) => `    ${text}`));
  return ['  instrumentations: [', ...made, '  ],'];
}

/** Lines of what the options mention, a blank one behind each declaration. */
export function declarations(instrumentations: readonly NodeInstrumentation[]): string[] {
  const texts = new Set(instrumentations.flatMap(({ preamble }) => preamble ?? []));
  return [...texts].flatMap((text) => [...text.split('\n'), '']);
}
