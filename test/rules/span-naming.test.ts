import { spanNaming } from '#rules/span-naming.js';
import { ruleTable } from './support/rule-table.js';

const HINT = 'Name the span by a verb and a noun, such as `chargePayment`.';

const go = (name: string) => `package checkout

import (
	"context"

	"go.opentelemetry.io/otel"
)

const spanName = "charge"

func Charge(ctx context.Context, kind string) {
	ctx, span := otel.Tracer("checkout").Start(ctx, ${name})
	defer span.End()
}
`;

ruleTable(spanNaming, 'go', {
  valid: {
    'a verb and a noun in camelCase': go('"chargePayment"'),
    'snake_case, as the specification writes it': go('"get_account"'),
    'a method and a route': go('"GET /users/{id}"'),
    'a service and a method': go('"PaymentService/Charge"'),
    'a name that is no constant is left to stable-span-name': go('kind'),
    'another type with a method Start': 'package jobs\n\nfunc run(s *Scheduler) { s.Start(ctx, "job") }\n',
  },
  invalid: {
    'a lone word': {
      code: go('"process"'),
      findings: [`12:50-12:59 The span name \`process\` does not say what is done to what. ${HINT}`],
    },
    'a constant of the file': {
      code: go('spanName'),
      findings: [`12:50-12:58 The span name \`charge\` does not say what is done to what. ${HINT}`],
    },
    'nothing but words for parts of programs': {
      code: go('"HandlerFunction"'),
      findings: [`12:50-12:67 The span name \`HandlerFunction\` names no operation. ${HINT}`],
    },
    'an empty name': { code: go('""'), findings: [`12:50-12:52 The span has no name. ${HINT}`] },
  },
});

const node = (name: string) => `import { trace } from '@opentelemetry/api';

export const charge = (kind: string) =>
  trace.getTracer('checkout').startActiveSpan(${name}, (span) => span.end());
`;

ruleTable(spanNaming, 'node', {
  valid: {
    'a verb and a noun': node("'chargePayment'"),
    'an operation and a table': node("'SELECT orders'"),
    'a name that is no constant is left to stable-span-name': node('`charge ${kind}`'),
    "another tracer's spans": "import { tracer } from 'dd-trace';\n\ntracer.startSpan('web');\n",
  },
  invalid: {
    'a lone word': {
      code: node("'process'"),
      findings: [`4:47-4:56 The span name \`process\` does not say what is done to what. ${HINT}`],
    },
  },
});
