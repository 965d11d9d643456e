import { highCardinalitySpanName } from '#rules/high-cardinality-span-name.js';
import { stableSpanName } from '#rules/stable-span-name.js';
import { ruleTable } from '../support/rule-table.js';

const file = (name: string, parameters = ''): string => `import { trace } from '@opentelemetry/api';
import { Kind } from './kinds';

const PREFIX = 'orders';
const tracer = trace.getTracer('shop');

export const run = (${parameters}) =>
  tracer.startActiveSpan(${name}, (span) => span.end());
`;

const bounded = {
  'a constant': file("'charge payment'"),
  'a constant put together': file("PREFIX + '.charge'"),
  'a template of constants': file('`${PREFIX}.charge`'),
  'one of two constants': file("fast ? 'charge fast' : 'charge slow'", 'fast: boolean'),
  'a member of an enumeration': file('`charge ${Kind.Card}`'),
  'a placeholder': file("'GET /orders/{id}'"),
  'method and route': file('`${req.method} ${req.route}`', 'req: Request'),
  'operation and table': file('`${operation} ${table}`', 'operation: string, table: string'),
  'the name of a class': file('`${this.constructor.name}.run`'),
  'a part that a wrapper is given': file('`shop.${what}`', 'what: string, fn: () => void').replace(
    'span.end()',
    'fn()',
  ),
  'the operation and the model, as for generative AI': file('`chat ${event.modelId}`', 'event: Event'),
  'a constant of another file': file('`${OPERATION_CHAT} ${model}`', 'model: string'),
  'a part of what a wrapper is given': file(
    '`${vendor}.${type}`',
    '{ vendor, type }: Call, fn: () => void',
  ).replace('span.end()', 'fn.apply(null)'),
  'names of classes and methods, spelt another way': file(
    '`${snakeCase(className)}.${camelCase(methodName)}`',
    'className: string, methodName: string',
  ),
  'the path of a tRPC procedure': file('`${type} ${path}`', '{ path, type, next }: Middleware'),
  'a variable that says what it is': file('`chat ${model}`', 'raw: string')
    .replace(
      'tracer.startActiveSpan',
      "{ const model = raw.startsWith('m/') ? raw.slice(2) : raw; return tracer.startActiveSpan",
    )
    .replace('span.end());', 'span.end()); };'),
  'the operation by its id': file('event.operationId', 'event: Event'),
  'a parameter as a whole': file('name', 'name: string'),
  'a part that all calls give a constant': `${file('`charge ${what}`', 'what: string')}
run('card');
run(PREFIX);
`,
  'a part that the calls of a method give': file("'charge'").replace(
    'export const run',
    `export class Desk {
  open(guardNames: string[]) {
    this.start('card', 0);
    guardNames.forEach((_name, i) => this.start(guardNames[i], i));
  }

  private start(name: string, index: number) {
    tracer.startActiveSpan(\`\${name}.guard\`, (span) => span.end());
  }
}

export const run`,
  ),
  'a parameter of literals': file('`pay by ${means}`', "means: 'card' | 'cash'"),
  'a parameter of an enum': `${file('`pay ${mood}`', 'mood: Mood')}
export enum Mood {
  Slow,
  Fast,
}
`,
  'a parameter of a type that is literals': `${file('`pay ${mood}`', 'mood: Mood')}
type Pace = 'slow' | 'fast';
type Mood = Pace | 'later';
`,
};

ruleTable(highCardinalitySpanName, 'node', {
  valid: bounded,
  invalid: {
    'an identifier in a template': {
      code: file('`charge ${orderId}`', 'orderId: string'),
      findings: [
        '8:26-8:45 `orderId` is an identifier: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.',
      ],
    },
    'an identifier of an object, added': {
      code: file("'charge ' + order.id", 'order: Order'),
      findings: [
        '8:26-8:46 `order.id` is an identifier: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.',
      ],
    },
    'the path of a request': {
      code: file('`${req.method} ${req.path}`', 'req: Request'),
      findings: [
        '8:26-8:53 `req.path` is request data: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.',
      ],
    },
    'a URL as it is': {
      code: file('req.originalUrl', 'req: Request'),
      findings: [
        '8:26-8:41 `req.originalUrl` is request data: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.',
      ],
    },
    'a generated value': {
      code: file('`job ${crypto.randomUUID()}`'),
      findings: [
        '8:26-8:54 `crypto.randomUUID()` is a generated value: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.',
      ],
    },
    'joined parts': {
      code: file("['charge', userId].join(' ')", 'userId: string'),
      findings: [
        '8:26-8:54 `userId` is an identifier: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.',
      ],
    },
  },
});

ruleTable(stableSpanName, 'node', {
  valid: {
    ...bounded,
    'an identifier is for high-cardinality-span-name': file('`charge ${orderId}`', 'orderId: string'),
  },
  invalid: {
    'a value in a template': {
      code: file('`charge ${label}!${mood}`', 'label: string, mood: string'),
      findings: [
        '8:26-8:51 The span name varies with `mood`. Give it a constant name, and put the value into an attribute.',
      ],
    },
    'a parameter of a type that is any text': {
      code: `${file('`pay ${mood}`', 'mood: Mood')}
type Mood = string | 'slow';
`,
      findings: [
        '8:26-8:39 The span name varies with `mood`. Give it a constant name, and put the value into an attribute.',
      ],
    },
    'a value that is added': {
      code: file("'charge ' + mood", 'mood: string'),
      findings: [
        '8:26-8:42 The span name varies with `mood`. Give it a constant name, and put the value into an attribute.',
      ],
    },
    'a part that one of the calls gives a value': {
      code: `${file('`charge ${what}`', 'what: string')}
run('card');
export const pay = (mood: string) => run(mood);
`,
      findings: [
        '8:26-8:42 The span name varies with `what`. Give it a constant name, and put the value into an attribute.',
      ],
    },
    'an element of something that says nothing': {
      code: file('`charge ${moods[at]}`', 'moods: string[], at: number'),
      findings: [
        '8:26-8:47 The span name varies with `moods[at]`. Give it a constant name, and put the value into an attribute.',
      ],
    },
  },
});
