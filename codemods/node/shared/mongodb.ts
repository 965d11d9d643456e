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
      if (typeof value !== 'object' || value === null || seen.has(value)) return '?';
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
        "const [, collection] = lastCommand.find(([command]) => name === command + ' $cmd') ?? [];",
        "if (typeof collection !== 'string') return startSpan(name, options, context);",
        "const attributes = { ...options.attributes, 'db.collection.name': collection };",
        "return startSpan(name.replace('$cmd', () => collection), { ...options, attributes }, context);",
      ],
      'name',
    ),
  ],
  element: 'mongodb',
};
