import { contextPropagation } from '#rules/context-propagation.js';
import { ruleTable } from '../support/rule-table.js';
import { charge, withTracer } from './support.js';

/** A function of the package that starts a span with the context that it gets. */
const PAY = `
func pay(ctx context.Context) error {
	ctx, span := tracer.Start(ctx, "payBank")
	defer span.End()
	return callBank(ctx)
}
`;
const NOTE = '\nfunc note(ctx context.Context) {}\n';
const OTELSQL = {
  'db.go':
    'package checkout\n\nimport (\n\t"database/sql"\n\n\t"github.com/XSAM/otelsql"\n)\n\nfunc openDB() (*sql.DB, error) { return otelsql.Open("postgres", "") }\n',
};

function handler(body: string, imports: readonly string[] = []): string {
  const lines = body.split('\n').map((line) => (line === '' ? '' : `\t${line}`));
  return withTracer(
    `func placeOrder(w http.ResponseWriter, r *http.Request) {\n${lines.join('\n')}\n}\n${PAY}`,
    ['net/http', ...imports],
  );
}

const dropped = (name: string) =>
  `The context that holds the span is thrown away, and \`${name}\` gets one without it: its spans stand beside this one instead of below it. Keep the context, and pass it on.`;
const anew = (name: string, made: string, given: string) =>
  `\`${name}\` starts its spans in \`${made}\`, so they begin a trace of their own. Give it \`${given}\`, or \`context.WithoutCancel(${given})\` where the work may outlive the caller.`;

ruleTable(contextPropagation, 'go', {
  valid: {
    'the context with the span is passed on': `${charge('ctx, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nreturn pay(ctx)')}${PAY}`,
    'a context that nobody traces with': `${charge('_, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nnote(ctx)\nreturn nil')}${NOTE}`,
    'the span was ended before': `${charge('_, span := tracer.Start(ctx, "checkOrder")\ncheck(order)\nspan.End()\nreturn pay(ctx)')}${PAY}`,
    'the span is put into the context by hand': `${charge('_, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nreturn pay(trace.ContextWithSpan(ctx, span))')}${PAY}`,
    'spans side by side': charge(
      '_, wait := tracer.Start(ctx, "waitForLock")\ndefer wait.End()\n_, send := tracer.Start(ctx, "sendReceipt")\ndefer send.End()\nreturn nil',
    ),
    'a goroutine of its own': `${charge('_, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\ngo pay(ctx)\nreturn nil')}${PAY}`,
    'a callee that keeps the context for a goroutine': `${charge('_, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nwatch(ctx)\nreturn nil')}${PAY}\nfunc watch(ctx context.Context) {\n\tgo pay(ctx)\n}\n`,
    'a background context where none was given': withTracer(
      `func loop() {\n\tpay(context.Background())\n}\n${PAY}`,
    ),
    'a detached context that keeps the trace': `${charge('return pay(context.WithoutCancel(ctx))')}${PAY}`,
    'marked as detached': `${charge('//instrument:detached the report has a trace of its own\nreturn pay(context.Background())')}${PAY}`,
    'marked as detached on the line': `${charge('return pay(context.Background()) //instrument:detached')}${PAY}`,
    'a new root on purpose': charge(
      '_, span := tracer.Start(context.Background(), "chargePayment", trace.WithLinks(trace.LinkFromContext(ctx)))\ndefer span.End()\nreturn nil',
    ),
    'linked by hand': charge(
      '_, span := tracer.Start(context.Background(), "chargePayment")\ndefer span.End()\nspan.AddLink(trace.LinkFromContext(ctx))\nreturn nil',
    ),
    'the span carried over by hand': `${charge('return pay(trace.ContextWithSpan(context.Background(), trace.SpanFromContext(ctx)))')}${PAY}`,
    'after the caller gave up': `${charge('<-ctx.Done()\nreturn pay(context.Background())')}${PAY}`,
    'a context that may be missing': `${charge('if ctx == nil {\n\tctx = context.Background()\n}\nreturn pay(ctx)')}${PAY}`,
    'deferred clean-up': `${charge('defer pay(context.Background())\nreturn nil')}${PAY}`,
    'set up for longer than a call': withTracer(
      `func NewService(ctx context.Context) error {\n\treturn pay(context.Background())\n}\n${PAY}`,
    ),
    'a loop that lasts as long as the service': withTracer(
      `func consume(ctx context.Context) error {\n\tfor {\n\t\tone, cancel := context.WithCancel(context.Background())\n\t\tpay(one)\n\t\tcancel()\n\t}\n}\n${PAY}`,
    ),
    'a background context that nobody traces with': `${charge('note(context.Background())\nreturn nil')}${NOTE}`,
    'a loop that declares its context anew': charge(
      'for _, item := range order.Items {\n\tctx, span := tracer.Start(ctx, "chargeItem")\n\tpay(ctx, item)\n\tspan.End()\n}\nreturn nil',
    ),
    'a loop that sets its context back': charge(
      'var c context.Context\nvar span trace.Span\nfor _, item := range order.Items {\n\tc = ctx\n\tc, span = tracer.Start(c, "chargeItem")\n\tpay(c, item)\n\tspan.End()\n}\nreturn nil',
    ),
    'a loop that is left after the start': charge(
      'var span trace.Span\nfor _, item := range order.Items {\n\tctx, span = tracer.Start(ctx, "chargeItem")\n\tdefer span.End()\n\treturn pay(ctx, item)\n}\nreturn nil',
    ),
    'a query of a database that is not traced': charge('db.Query("SELECT 1")\nreturn nil'),
    'a query without a context to give': {
      ...OTELSQL,
      'main.go': withTracer('func load(db *sql.DB) { db.Query("SELECT 1") }', ['database/sql']),
    },
    'a query beside the request, and one that cleans up': {
      ...OTELSQL,
      'main.go': withTracer(
        'func load(ctx context.Context, db *sql.DB) {\n\tdefer db.Exec("UNLOCK")\n\tgo db.Exec("SELECT 1")\n}',
        ['database/sql'],
      ),
    },
    'a query through database/sql, where only pgx is traced': {
      'db.go':
        'package checkout\n\nimport "github.com/exaring/otelpgx"\n\nvar pgxTracer = otelpgx.NewTracer()\n',
      'main.go': withTracer('func load(ctx context.Context, db *sql.DB) { db.Query("SELECT 1") }', [
        'database/sql',
      ]),
    },
    'a query with the context': {
      ...OTELSQL,
      'main.go': withTracer(
        'func load(ctx context.Context, db *sql.DB) { db.QueryContext(ctx, "SELECT 1") }',
        ['database/sql'],
      ),
    },
    'a request that gets its context later': withTracer(
      'func call(ctx context.Context, client *http.Client) {\n\treq, _ := http.NewRequest("GET", bank, nil)\n\treq = req.WithContext(ctx)\n\tclient.Do(req)\n}\n\nvar transport = otelhttp.NewTransport(nil)',
      ['go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp', 'net/http'],
    ),
    'headers injected by hand': withTracer(
      'func call(ctx context.Context, client *http.Client, req *http.Request) {\n\tctx, span := tracer.Start(ctx, "GET", trace.WithSpanKind(trace.SpanKindClient))\n\tdefer span.End()\n\totel.GetTextMapPropagator().Inject(ctx, carrier(req))\n\tclient.Do(req)\n}',
      ['net/http'],
    ),
    'a span of the inside around a call': withTracer(
      'func call(ctx context.Context, client *http.Client, req *http.Request) {\n\tctx, span := tracer.Start(ctx, "callBank")\n\tdefer span.End()\n\tclient.Do(req)\n}',
      ['net/http'],
    ),
  },
  invalid: {
    'the context is thrown away': {
      code: `${charge('_, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nreturn pay(ctx)')}${PAY}`,
      findings: [`16:2-16:3 ${dropped('pay')}`, '  18:9 gets the context without the span'],
      fixed: `${charge('ctx, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nreturn pay(ctx)')}${PAY}`,
    },
    'through a function of another package and a timeout': {
      code: {
        'main.go': charge(
          '_, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nsoon, cancel := context.WithTimeout(ctx, 1)\ndefer cancel()\nreturn bank.Pay(soon)',
          ['example.com/shop/bank'],
        ),
        'bank/pay.go':
          'package bank\n\nimport "context"\n\nfunc Pay(ctx context.Context) error { return call(ctx) }\n',
        'bank/call.go':
          'package bank\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc call(ctx context.Context) error {\n\t_, span := otel.Tracer("bank").Start(ctx, "callBank")\n\tdefer span.End()\n\treturn nil\n}\n',
      },
      findings: [`17:2-17:3 ${dropped('bank.Pay')}`, '  21:9 gets the context without the span'],
    },
    'through an interface of the repository': {
      code: withTracer(
        'type bank interface{ Pay(ctx context.Context) error }\n\ntype httpBank struct{}\n\nfunc (b *httpBank) Pay(ctx context.Context) error {\n\t_, span := tracer.Start(ctx, "callBank")\n\tdefer span.End()\n\treturn nil\n}\n\nfunc charge(ctx context.Context, b bank) error {\n\t_, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\treturn b.Pay(ctx)\n}',
      ),
      findings: [`26:2-26:3 ${dropped('b.Pay')}`, '  28:9 gets the context without the span'],
      fixed: withTracer(
        'type bank interface{ Pay(ctx context.Context) error }\n\ntype httpBank struct{}\n\nfunc (b *httpBank) Pay(ctx context.Context) error {\n\t_, span := tracer.Start(ctx, "callBank")\n\tdefer span.End()\n\treturn nil\n}\n\nfunc charge(ctx context.Context, b bank) error {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\treturn b.Pay(ctx)\n}',
      ),
    },
    'a query in a traced database, and the context thrown away': {
      code: {
        'main.go': withTracer(
          'func load(ctx context.Context, db *sql.DB) error {\n\t_, span := tracer.Start(ctx, "loadOrder")\n\tdefer span.End()\n\t_, err := db.ExecContext(ctx, "SELECT 1")\n\treturn err\n}',
          ['database/sql'],
        ),
        ...OTELSQL,
      },
      findings: [`17:2-17:3 ${dropped('db.ExecContext')}`, '  19:12 gets the context without the span'],
      fixed: withTracer(
        'func load(ctx context.Context, db *sql.DB) error {\n\tctx, span := tracer.Start(ctx, "loadOrder")\n\tdefer span.End()\n\t_, err := db.ExecContext(ctx, "SELECT 1")\n\treturn err\n}',
        ['database/sql'],
      ),
    },
    'a background context although one was given': {
      code: `${charge('return pay(context.Background())')}${PAY}`,
      findings: [`16:13-16:33 ${anew('pay', 'context.Background()', 'ctx')}`],
    },
    'a background context with a timeout': {
      code: `${charge('soon, cancel := context.WithTimeout(context.TODO(), 1)\ndefer cancel()\nreturn pay(soon)')}${PAY}`,
      findings: [`16:38-16:52 ${anew('pay', 'context.TODO()', 'ctx')}`],
    },
    'a root span although one was given': {
      code: charge(
        '_, span := tracer.Start(context.Background(), "chargePayment")\ndefer span.End()\nreturn nil',
      ),
      findings: [`16:26-16:46 ${anew('tracer.Start', 'context.Background()', 'ctx')}`],
    },
    'the context of a request': {
      code: handler('pay(context.Background())'),
      findings: [`17:6-17:26 ${anew('pay', 'context.Background()', 'r.Context()')}`],
    },
    'a goroutine of a request': {
      code: handler('go func() {\n\tpay(context.Background())\n}()'),
      findings: [`18:7-18:27 ${anew('pay', 'context.Background()', 'r.Context()')}`],
    },
    'each round below the one before': {
      code: charge(
        'var span trace.Span\nfor _, item := range order.Items {\n\tctx, span = tracer.Start(ctx, "chargeItem")\n\tpay(ctx, item)\n\tspan.End()\n}\nreturn nil',
      ),
      findings: [
        '18:3-18:6 Each round starts its span in the context of the round before, so the spans hang below each other. Declare the context anew in the loop: `ctx, span := …`.',
        '  17:2 the loop',
      ],
    },
    'a query without the context': {
      code: {
        'main.go': withTracer(
          'func load(ctx context.Context, db *sql.DB) {\n\tdb.Query("SELECT 1")\n\tdb.Ping()\n}',
          ['database/sql'],
        ),
        ...OTELSQL,
      },
      findings: [
        '17:5-17:10 `Query` takes no context, so its span begins a trace of its own. Use `QueryContext(ctx, …)`.',
        '18:5-18:9 `Ping` takes no context, so its span begins a trace of its own. Use `PingContext(ctx, …)`.',
      ],
      fixed: withTracer(
        'func load(ctx context.Context, db *sql.DB) {\n\tdb.QueryContext(ctx, "SELECT 1")\n\tdb.PingContext(ctx)\n}',
        ['database/sql'],
      ),
    },
    'a transaction that is begun without the context': {
      code: {
        'main.go': withTracer(
          'func load(ctx context.Context, db *sql.DB) {\n\ttx, _ := db.Begin()\n\ttx.Rollback()\n}',
          ['database/sql'],
        ),
        ...OTELSQL,
      },
      findings: [
        '17:14-17:19 `Begin` takes no context, so its span begins a trace of its own. Use `BeginTx(ctx, …)`.',
      ],
      fixed: withTracer(
        'func load(ctx context.Context, db *sql.DB) {\n\ttx, _ := db.BeginTx(ctx, nil)\n\ttx.Rollback()\n}',
        ['database/sql'],
      ),
    },
    'a request without the context': {
      code: withTracer(
        'func call(ctx context.Context, client *http.Client) {\n\treq, _ := http.NewRequest("GET", bank, nil)\n\tclient.Do(req)\n}\n\nvar transport = otelhttp.NewTransport(nil)',
        ['go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp', 'net/http'],
      ),
      findings: [
        '18:17-18:27 `NewRequest` takes no context, so its span begins a trace of its own. Use `NewRequestWithContext(ctx, …)`.',
      ],
      fixed: withTracer(
        'func call(ctx context.Context, client *http.Client) {\n\treq, _ := http.NewRequestWithContext(ctx, "GET", bank, nil)\n\tclient.Do(req)\n}\n\nvar transport = otelhttp.NewTransport(nil)',
        ['go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp', 'net/http'],
      ),
    },
    'a call that goes out without headers': {
      code: withTracer(
        'func call(ctx context.Context, client *http.Client, req *http.Request) {\n\tctx, span := tracer.Start(ctx, "GET", trace.WithSpanKind(trace.SpanKindClient))\n\tdefer span.End()\n\tclient.Do(req.WithContext(ctx))\n}',
        ['net/http'],
      ),
      findings: [
        "19:2-19:11 `client.Do` sends what belongs to this span without the trace in its headers, so the receiver begins a trace of its own. Put it in with `otel.GetTextMapPropagator().Inject(ctx, carrier)`, or use the library's instrumentation.",
        '  17:15 the span',
      ],
    },
  },
});
