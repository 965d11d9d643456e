import { constantText } from '#src/languages/go/lint/constant-text.js';
import { findGoSpanStarts, MENTIONS_GO_SPANS } from '#src/languages/go/lint/span-starts.js';
import { findNodeSpanStarts, MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { DraftFinding, TextRange } from '#src/model/finding.js';
import type { Rule } from './rule.js';

/** Words that say what a thing is made of, not what is done: no operation is called so. */
const NOT_AN_OPERATION =
  /^(?:handler|service|controller|middleware|manager|helper|util|utils|function|method|operation|span|test)$/i;

export const spanNaming: Rule = {
  id: 'span-naming',
  severity: 'warning',
  preset: 'strict',
  fixable: null,
  docs: {
    summary: 'Name a span by what it does and to what: a verb and a noun.',
    why: 'Spans are searched, grouped and alerted on by name. `process` in a list of operations tells nobody whether an order or an image was processed.',
    limits:
      'Only constant names are read. `GET /users`, `SELECT orders`, `PaymentService/Charge` and names with `{placeholders}` are fine.',
    examples: [
      {
        language: 'go',
        bad: `package checkout

import (
	"context"

	"go.opentelemetry.io/otel"
)

var tracer = otel.Tracer("checkout")

func Charge(ctx context.Context) {
	ctx, span := tracer.Start(ctx, "process")
	defer span.End()
	charge(ctx)
}
`,
        good: `package checkout

import (
	"context"

	"go.opentelemetry.io/otel"
)

var tracer = otel.Tracer("checkout")

func Charge(ctx context.Context) {
	ctx, span := tracer.Start(ctx, "chargePayment")
	defer span.End()
	charge(ctx)
}
`,
      },
      {
        language: 'typescript',
        bad: `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('checkout');

export function charge(order: Order) {
  return tracer.startActiveSpan('process', (span) => {
    span.end();
  });
}
`,
        good: `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('checkout');

export function charge(order: Order) {
  return tracer.startActiveSpan('chargePayment', (span) => {
    span.end();
  });
}
`,
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#span'],
  },
  go: {
    mentions: MENTIONS_GO_SPANS,
    run: (file) => ({
      findings: file.once(findGoSpanStarts).flatMap(({ name }) => judge(name, constantText(file, name))),
    }),
  },
  node: {
    mentions: MENTIONS_NODE_SPANS,
    run: (file) => ({
      findings: file.once(findNodeSpanStarts).flatMap(({ name, scope }) => {
        const value = file.evaluator.evaluate(name, scope);
        return judge(name, value.is === 'text' ? value.text : null);
      }),
    }),
  },
};

function judge({ start, end }: TextRange, name: string | null): DraftFinding[] {
  if (name === null) return [];
  const problem = problemOf(name);
  return problem === null
    ? []
    : [
        {
          at: { start, end },
          message: `${problem} Name the span by a verb and a noun, such as \`chargePayment\`.`,
        },
      ];
}

function problemOf(name: string): string | null {
  const words = wordsOf(name);
  if (words.length === 0) return 'The span has no name.';
  if (words.length === 1) return `The span name \`${name}\` does not say what is done to what.`;
  if (words.every((word) => NOT_AN_OPERATION.test(word)))
    return `The span name \`${name}\` names no operation.`;
  return null;
}

/** `orders.getById`, `get_order`, `GET /orders/{id}`: the words of a name, a placeholder is one. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}{}]+/u)
    .filter((word) => word !== '');
}
