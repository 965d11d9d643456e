import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';
import { spansStartedBy } from './spans-started-by.js';

/**
 * For many commands the driver names the collection in the command alone (`aggregate $cmd`). The text of a command is made
 * right before its span is started, from the command.
 */
const MADE = `new MongoDBInstrumentation({
  dbStatementSerializer: (command) => {
    lastCommand = Object.entries(command).slice(0, 1);
    const seen = new WeakSet();
    return JSON.stringify(command, (_, value) => {
      const isPlain = typeof value !== 'object' || value === null;
      if (isPlain || seen.has(value)) return '?';
      seen.add(value);
      return value;
    });
  },
})`;

export const mongodbInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-mongodb',
  export: 'MongoDBInstrumentation',
  preamble: [
    '// The first entry of the last command: its name and the collection.\nlet lastCommand = Object.entries({});',
    spansStartedBy(
      'mongodb',
      MADE,
      [
        'const entry = lastCommand.find(([one]) => name === `${one} $cmd`);',
        'const collection = entry?.[1];',
        "if (typeof collection !== 'string') {",
        '  return startSpan(name, options, context);',
        '}',
        "const known = { 'db.collection.name': collection };",
        'const attributes = { ...options.attributes, ...known };',
        "const full = name.replace('$cmd', () => collection);",
        'return startSpan(full, { ...options, attributes }, context);',
      ],
      'name',
    ),
  ],
  element: 'mongodb',
};
