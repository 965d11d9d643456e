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
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context) {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "process")\n\tdefer span.End()\n\tcharge(ctx)\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context) {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tdefer span.End()\n\tcharge(ctx)\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nexport function charge(order: Order) {\n  return trace.getTracer('checkout').startActiveSpan('process', (span) => {\n    span.end();\n  });\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nexport function charge(order: Order) {\n  return trace.getTracer('checkout').startActiveSpan('chargePayment', (span) => {\n    span.end();\n  });\n}\n",
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
