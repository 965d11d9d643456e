import { errorRecorded } from '#rules/error-recorded.js';
import { ruleTable } from '../support/rule-table.js';
import { charge, withTracer } from './support.js';

const START = 'ctx, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()';
const CODES = ['go.opentelemetry.io/otel/codes'];
const untold = (calls = '`span.SetStatus(codes.Error, err.Error())`') =>
  `Errors leave this function, and \`span\` is not told. Call ${calls} before.`;
const ONLY_RECORDED =
  '`RecordError` adds an event, but leaves the status of `span` unset, so it counts as a success. Call `span.SetStatus(codes.Error, err.Error())`, too.';

ruleTable(errorRecorded, 'go', {
  valid: {
    'the status is set': charge(
      `${START}\nif err := pay(ctx); err != nil {\n\tspan.SetStatus(codes.Error, err.Error())\n\treturn err\n}\nreturn nil`,
      CODES,
    ),
    'a deferred function sets it': withTracer(
      'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\tdefer func() {\n\t\tif err != nil {\n\t\t\tspan.SetStatus(codes.Error, err.Error())\n\t\t}\n\t}()\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}',
      CODES,
    ),
    'a deferred helper of another package': {
      'main.go': withTracer(
        'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer tracing.End(span, &err)\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}',
        ['example.com/shop/tracing'],
      ),
      'tracing/end.go':
        'package tracing\n\nimport (\n\t"go.opentelemetry.io/otel/codes"\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc End(span trace.Span, err *error) {\n\tif *err != nil {\n\t\tspan.SetStatus(codes.Error, (*err).Error())\n\t}\n\tspan.End()\n}\n',
    },
    'a helper of a library': charge(
      `ctx, span := tracer.Start(ctx, "chargePayment")\ndefer otelx.End(span, &err)\nif err := pay(ctx); err != nil {\n\treturn err\n}\nreturn nil`,
      ['github.com/ory/x/otelx'],
    ),
    'a helper that takes the span out of the context': `${charge(`${START}\nif err := pay(ctx); err != nil {\n\tfail(ctx, err)\n\treturn err\n}\nreturn nil`, CODES)}
func fail(ctx context.Context, err error) {
	trace.SpanFromContext(ctx).SetStatus(codes.Error, err.Error())
}
`,
    'a closure that tells it': charge(
      `${START}\nfail := func(err error) error {\n\tspan.SetStatus(codes.Error, err.Error())\n\treturn err\n}\nif err := pay(ctx); err != nil {\n\treturn fail(err)\n}\nreturn nil`,
      CODES,
    ),
    'an error that is handled': charge(
      `${START}\nif err := pay(ctx); err != nil {\n\tretry(ctx)\n}\nreturn nil`,
    ),
    'an error that is expected': charge(
      `${START}\n_, err := read(ctx)\nif err == io.EOF {\n\treturn err\n}\nif errors.Is(err, sql.ErrNoRows) {\n\treturn fmt.Errorf("none: %w", err)\n}\nreturn nil`,
      ['database/sql', 'errors', 'fmt', 'io'],
    ),
    'what the callee returns': charge(`${START}\nreturn pay(ctx)`),
    'an error before the start': charge(
      `if err := check(order); err != nil {\n\treturn err\n}\n${START}\nreturn nil`,
    ),
    'an error after the end': charge(
      `ctx, span := tracer.Start(ctx, "chargePayment")\nerr := pay(ctx)\nspan.End()\nif err != nil {\n\treturn err\n}\nreturn nil`,
    ),
    'no error is returned': withTracer(
      'func charge(ctx context.Context) bool {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\tif err := pay(ctx); err != nil {\n\t\treturn false\n\t}\n\treturn true\n}',
    ),
    'nil for certain': charge(
      `${START}\nerr := pay(ctx)\nif err == nil {\n\treturn err\n}\nspan.SetStatus(codes.Error, "")\nreturn err`,
      CODES,
    ),
    'a function of its own inside': charge(
      `${START}\nrun(func() error {\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n})\nreturn nil`,
    ),
  },
  invalid: {
    'an error that nobody tells': {
      code: charge(`${START}\nif err := pay(ctx); err != nil {\n\treturn err\n}\nreturn nil`),
      findings: [`16:15-16:27 ${untold()}`, '  19:3 returns an error'],
    },
    'wrapped, and made on the spot': {
      code: charge(
        `${START}\nif order.Amount == 0 {\n\treturn errors.New("nothing to pay")\n}\nerr := pay(ctx)\nif err != nil {\n\treturn fmt.Errorf("pay: %w", err)\n}\nreturn nil`,
        ['errors', 'fmt'],
      ),
      findings: [`18:15-18:27 ${untold()}`, '  21:3 returns an error', '  25:3 returns an error'],
    },
    'a status that is no error': {
      code: charge(
        `${START}\nif err := pay(ctx); err != nil {\n\tspan.SetStatus(codes.Ok, "")\n\treturn err\n}\nreturn nil`,
        CODES,
      ),
      findings: [`17:15-17:27 ${untold()}`, '  21:3 returns an error'],
    },
    'told on another way only': {
      code: charge(
        `${START}\nif err := check(order); err != nil {\n\tspan.SetStatus(codes.Error, err.Error())\n\treturn err\n}\nif err := pay(ctx); err != nil {\n\treturn err\n}\nreturn nil`,
        CODES,
      ),
      findings: [`17:15-17:27 ${untold()}`, '  24:3 returns an error'],
    },
    'recorded, but without a status': {
      code: charge(
        `${START}\nif err := pay(ctx); err != nil {\n\tspan.RecordError(err)\n\treturn err\n}\nreturn nil`,
      ),
      findings: [`16:15-16:27 ${ONLY_RECORDED}`, '  20:3 returns an error'],
    },
    'a bare return of a named result': {
      code: withTracer(
        'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\terr = pay(ctx)\n\tif err != nil {\n\t\treturn\n\t}\n\treturn nil\n}',
      ),
      findings: [`16:15-16:27 ${untold()}`, '  20:3 returns an error'],
    },
    'a helper that only reads the span': {
      code: `${charge(`${START}\nif err := pay(ctx); err != nil {\n\tnote(span)\n\treturn err\n}\nreturn nil`)}\nfunc note(span trace.Span) { span.AddEvent("failed") }\n`,
      findings: [`16:15-16:27 ${untold()}`, '  20:3 returns an error'],
    },
  },
});

ruleTable(errorRecorded, 'go', {
  options: { mode: 'status+record' },
  valid: {
    'status and event': charge(
      `${START}\nif err := pay(ctx); err != nil {\n\tspan.RecordError(err)\n\tspan.SetStatus(codes.Error, err.Error())\n\treturn err\n}\nreturn nil`,
      CODES,
    ),
  },
  invalid: {
    'the status alone': {
      code: charge(
        `${START}\nif err := pay(ctx); err != nil {\n\tspan.SetStatus(codes.Error, err.Error())\n\treturn err\n}\nreturn nil`,
        CODES,
      ),
      findings: [
        `17:15-17:27 ${untold('`span.RecordError(err)` and `span.SetStatus(codes.Error, err.Error())`')}`,
        '  21:3 returns an error',
      ],
    },
  },
});

ruleTable(errorRecorded, 'go', {
  options: { mode: 'status+log' },
  valid: {
    'status and log': charge(
      `${START}\nif err := pay(ctx); err != nil {\n\tspan.SetStatus(codes.Error, err.Error())\n\tslog.ErrorContext(ctx, "pay", "error", err)\n\treturn err\n}\nreturn nil`,
      [...CODES, 'log/slog'],
    ),
  },
  invalid: {
    'the status alone': {
      code: charge(
        `${START}\nif err := pay(ctx); err != nil {\n\tspan.SetStatus(codes.Error, err.Error())\n\treturn err\n}\nreturn nil`,
        CODES,
      ),
      findings: [
        `17:15-17:27 ${untold('`span.SetStatus(codes.Error, err.Error())` and log the error with the context')}`,
        '  21:3 returns an error',
      ],
    },
  },
});
