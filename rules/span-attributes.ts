import { MENTIONS_GO_ATTRIBUTES } from '#src/languages/go/lint/attribute-keys.js';
import { checkGoSpanAttributes } from '#src/languages/go/lint/check-span-attributes.js';
import { MENTIONS_GO_SPANS } from '#src/languages/go/lint/span-starts.js';
import { MENTIONS_NODE_ATTRIBUTES } from '#src/languages/node/lint/attribute-keys.js';
import { checkNodeSpanAttributes } from '#src/languages/node/lint/check-span-attributes.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const spanAttributes: Rule = {
  id: 'span-attributes',
  severity: 'warning',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Give spans what one searches for, and nothing secret, personal or endless.',
    why: 'Traces are read by many and kept in many places: a password or a card number in one has leaked. A whole request body makes spans large and is cut off. And a payment without its order number cannot be found.',
    limits:
      'What a value is, is told by its name and that of the attribute; what is masked, hashed or measured is fine. Personal data (e-mail, phone, names, addresses) is reported from the preset `strict` on, as are business spans without any attribute (info): those whose name speaks of orders, payments and the like, where nothing in the file, its package or what it imports adds one. Attributes that hold what goes into and comes out of models (`gen_ai.*`, `ai.*`, `llm.*`) may be long.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"go.opentelemetry.io/otel/attribute"\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc describe(span trace.Span, login Login) {\n\tspan.SetAttributes(attribute.String("login.password", login.Password))\n}\n',
        good: 'package checkout\n\nimport (\n\t"go.opentelemetry.io/otel/attribute"\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc describe(span trace.Span, login Login) {\n\tspan.SetAttributes(attribute.String("login.id", login.ID))\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nexport function describe(order: Order) {\n  trace.getActiveSpan()?.setAttribute('app.order', JSON.stringify(order));\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nexport function describe(order: Order) {\n  trace.getActiveSpan()?.setAttribute('app.order.id', order.id);\n}\n",
      },
    ],
    links: [
      'https://opentelemetry.io/docs/security/handling-sensitive-data/',
      'https://opentelemetry.io/docs/specs/otel/common/#attribute-limits',
    ],
  },
  options: {
    allow: {
      type: 'texts',
      default: [],
      description: 'Names of attributes that may hold what they hold.',
    },
  },
  go: {
    mentions: new RegExp(`${MENTIONS_GO_ATTRIBUTES.source}|${MENTIONS_GO_SPANS.source}`),
    run: checkGoSpanAttributes,
  },
  node: {
    mentions: new RegExp(`${MENTIONS_NODE_ATTRIBUTES.source}|${MENTIONS_NODE_SPANS.source}`),
    run: checkNodeSpanAttributes,
  },
};
