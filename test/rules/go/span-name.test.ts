import { highCardinalitySpanName } from '#rules/high-cardinality-span-name.js';
import { stableSpanName } from '#rules/stable-span-name.js';
import { ruleTable } from '../support/rule-table.js';
import { charge, withTracer } from './support.js';

const named = (name: string, before = '', imports: readonly string[] = []) =>
  charge(`${before}ctx, span := tracer.Start(ctx, ${name})\ndefer span.End()\nreturn pay(ctx)`, imports);
const varies = (code: string) =>
  `The span name varies with \`${code}\`. Give it a constant name, and put the value into an attribute.`;
const many = (code: string, what: string) =>
  `\`${code}\` is ${what}: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.`;

const FINE = {
  'a literal': named('"chargePayment"'),
  'a template': named('"GET /orders/{orderID}"'),
  'constants put together': `${named('prefix + "/" + "charge"')}\nconst prefix = "checkout"\n`,
  'a constant of another package': {
    'main.go': named('names.Charge + ".run"', '', ['example.com/shop/names']),
    'names/names.go': 'package names\n\nconst Charge = "charge"\n',
  },
  'a switch over constants': named(
    '"charge " + how',
    'how := "card"\nswitch order.Kind {\ncase 1:\n\thow = "cash"\n}\n',
  ),
  'a format of constants': named('fmt.Sprintf("%s.%s", "checkout", "charge")', '', ['fmt']),
  'the name of a type': named('fmt.Sprintf("handle %T", order)', '', ['fmt']),
  'an enumeration': `${named('"charge " + order.Kind.String()')}\ntype Kind int\n\ntype Order struct{ Kind Kind }\n`,
  'a loop over what is written out': withTracer(
    'func warm(ctx context.Context) {\n\tfor i := range 3 {\n\t\t_, span := tracer.Start(ctx, fmt.Sprintf("warm %d", i))\n\t\tspan.End()\n\t}\n\tfor _, one := range []struct{ user string }{{"anna"}, {"ben"}} {\n\t\t_, span := tracer.Start(ctx, "warm "+one.user)\n\t\tspan.End()\n\t}\n}',
    ['fmt'],
  ),
  'a field that is only given constants': withTracer(
    'type consumer struct{ path string }\n\nvar all = []*consumer{{path: "/orders"}}\n\nfunc orders() *consumer { return &consumer{path: "/orders"} }\n\nfunc receipts() *consumer {\n\tvar c consumer\n\tc.path = receiptsPath\n\treturn &c\n}\n\nconst receiptsPath = "/receipts"\n\nfunc (c *consumer) consume(ctx context.Context) {\n\t_, span := tracer.Start(ctx, "consume "+c.path)\n\tspan.End()\n}',
  ),
  'an operation and a table': named('order.Operation + " " + order.table'),
  'a gRPC method': named('"call " + info.FullMethod'),
  'a method and the route that matched': named('r.Method + " " + chi.RouteContext(ctx).RoutePattern()'),
  'the route of echo': {
    'main.go': withTracer(
      'func serve(c echo.Context) {\n\t_, span := tracer.Start(c.Request().Context(), c.Request().Method+" "+c.Path())\n\tdefer span.End()\n}',
      ['github.com/labstack/echo/v4'],
    ),
  },
  'a function named for what the code bounds': `${named('"cli/" + commandName(order)')}
func commandName(order Order) string {
	parts := []string{}
	for one := order.first; one != nil; one = one.parent {
		parts = append(parts, one.label())
	}
	return strings.Join(parts, "-")
}
`,
  'an operation and a table that a function reads out of a query': `${named('queryOperation(order.SQL)')}
func queryOperation(statement string) string {
	for _, word := range strings.Fields(statement) {
		if strings.ToUpper(word) == "SELECT" {
			return "SELECT"
		}
	}
	return "query"
}
`,
  'an id parameter that only gets constants': `${withTracer(
    'func start(ctx context.Context, id string) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, id)\n}',
  )}\nfunc run(ctx context.Context) {\n\t_, span := start(ctx, "charge")\n\tdefer span.End()\n}\n`,
  'a provider out of an attribute': named(
    'provider + ".chat"',
    'provider := order.cfg.provider.Value.AsString()\n',
  ),
  'the routing key of a message': named('"publish " + delivery.RoutingKey'),
  'a parameter that callers know': `${withTracer(
    'func start(ctx context.Context, what string) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, "checkout."+what)\n}',
  )}\nfunc run(ctx context.Context) {\n\t_, span := start(ctx, "charge")\n\tdefer span.End()\n}\n`,
  'a parameter that callers know who say nothing of spans': {
    'main.go': withTracer(
      'type Handler func(ctx context.Context, order Order) error\n\nfunc (h Handler) WithTrace(what string) Handler {\n\treturn func(ctx context.Context, order Order) error {\n\t\tctx, span := tracer.Start(ctx, what+" "+order.Operation)\n\t\tdefer span.End()\n\t\treturn h(ctx, order)\n\t}\n}',
    ),
    'routes.go':
      'package checkout\n\nfunc routes() []Handler {\n\treturn []Handler{Handler(pay).WithTrace("pay")}\n}\n',
  },
  'a parameter that is handed from function to function': `${withTracer(
    'func start(ctx context.Context, what string) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, "checkout."+what)\n}',
  )}\nfunc begin(ctx context.Context, label string) {\n\t_, span := start(ctx, label)\n\tdefer span.End()\n}\n\nfunc run(ctx context.Context) {\n\tbegin(ctx, "charge")\n}\n`,
  'a parameter of a literal that gets constants': charge(
    'step := func(what string) {\n\t_, span := tracer.Start(ctx, "charge."+what)\n\tspan.End()\n}\nstep("card")\nreturn nil',
  ),
  'the name that users of a library give to their spans': withTracer(
    'func Start(ctx context.Context, what string) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, "kit."+what)\n}\n\nfunc Run(ctx context.Context, what string, fn func(context.Context)) {\n\tctx, span := tracer.Start(ctx, "kit."+what)\n\tdefer span.End()\n\tfn(ctx)\n}',
  ),
  'the path of a command': {
    'main.go': withTracer(
      'func run(ctx context.Context, cmd *cobra.Command, req *cmds.Request) {\n\t_, span := tracer.Start(ctx, "cli "+cmd.CommandPath()+strings.Join(req.Path, "."))\n\tdefer span.End()\n}',
      ['strings', 'github.com/spf13/cobra', 'github.com/ipfs/go-ipfs-cmds'],
    ).replace('"github.com/ipfs', 'cmds "github.com/ipfs'),
  },
  'an element of names': named('"charge." + order.stepNames[0]'),
  'a field of a schema': named('"resolve " + order.Field'),
  'another Start': charge('order.timer.Start(ctx, "charge "+order.ID)\nreturn nil'),
};

ruleTable(stableSpanName, 'go', {
  valid: { ...FINE, 'an identifier is for high-cardinality-span-name': named('"charge "+order.ID') },
  invalid: {
    'a loop over what is given': {
      code: withTracer(
        'func warm(ctx context.Context, cards []string) {\n\tfor _, card := range cards {\n\t\t_, span := tracer.Start(ctx, "warm "+card)\n\t\tspan.End()\n\t}\n}',
      ),
      findings: [`17:32-17:44 ${varies('card')}`],
    },
    'a field that one function gives what it gets': {
      code: withTracer(
        'type consumer struct{ path string }\n\nfunc orders() *consumer { return &consumer{path: "/orders"} }\n\nfunc other(path string) *consumer { return &consumer{path: path} }\n\nfunc (c *consumer) consume(ctx context.Context) {\n\t_, span := tracer.Start(ctx, "consume "+c.path)\n\tspan.End()\n}',
      ),
      findings: [`22:31-22:48 ${varies('c.path')}`],
    },
    'the index of an item': {
      code: withTracer(
        'func warm(ctx context.Context, cards []string) {\n\tfor i := range cards {\n\t\t_, span := tracer.Start(ctx, fmt.Sprintf("warm %d", i))\n\t\tspan.End()\n\t}\n}',
        ['fmt'],
      ),
      findings: [`18:32-18:57 ${varies('i')}`],
    },
    'a list that grows': {
      code: named(
        'strings.Join(cards, " ")',
        'cards := make([]string, 0, 2)\ncards = append(cards, order.Card)\n',
        ['strings'],
      ),
      findings: [`19:33-19:57 ${varies('cards')}`],
    },
    'put together with +': {
      code: named('"charge "+order.Card'),
      findings: [`16:33-16:53 ${varies('order.Card')}`],
    },
    formatted: {
      code: named('fmt.Sprintf("charge %s by %s", order.table, order.Card)', '', ['fmt']),
      findings: [`17:33-17:88 ${varies('order.Card')}`],
    },
    'by way of a variable': {
      code: named('name', 'name := "charge " + order.Card\n'),
      findings: [`17:33-17:37 ${varies('order.Card')}`],
    },
    'set later': {
      code: charge(
        'ctx, span := tracer.Start(ctx, "charge")\ndefer span.End()\nspan.SetName("charge " + order.Card)\nreturn nil',
      ),
      findings: [`18:15-18:37 ${varies('order.Card')}`],
    },
    'what a function returns': {
      code: `${named('nameOf(order)')}\nfunc nameOf(o Order) string {\n\treturn "charge " + o.Card\n}\n`,
      findings: [`16:33-16:46 ${varies('nameOf(order)')}`],
    },
    'a parameter that one caller gives a value': {
      code: `${withTracer(
        'func start(ctx context.Context, what string) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, "checkout."+what)\n}',
      )}\nfunc run(ctx context.Context, order Order) {\n\t_, span := start(ctx, order.Card)\n\tdefer span.End()\n}\n\nfunc again(ctx context.Context) {\n\t_, span := start(ctx, "charge")\n\tdefer span.End()\n}\n`,
      findings: [`16:27-16:43 ${varies('what')}`],
    },
    'data of a function that nobody is seen to call': {
      code: withTracer(
        'func Load(ctx context.Context, card string) error {\n\tctx, span := tracer.Start(ctx, "load "+card)\n\tdefer span.End()\n\treturn pay(ctx)\n}',
      ),
      findings: [`16:33-16:45 ${varies('card')}`],
    },
    'a parameter of a literal that gets a value': {
      code: charge(
        'step := func(what string) {\n\t_, span := tracer.Start(ctx, "charge."+what)\n\tspan.End()\n}\nstep(order.Card)\nreturn nil',
      ),
      findings: [`17:32-17:46 ${varies('what')}`],
    },
    'what a caller gives to a helper': {
      code: `${withTracer(
        'func start(ctx context.Context, what string) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, what)\n}',
      )}\nfunc run(ctx context.Context, order Order) {\n\t_, span := start(ctx, "charge "+order.Card)\n\tdefer span.End()\n}\n`,
      findings: [`20:24-20:44 ${varies('order.Card')}`],
    },
  },
});

ruleTable(highCardinalitySpanName, 'go', {
  valid: FINE,
  invalid: {
    'an identifier': {
      code: named('"charge "+order.ID'),
      findings: [`16:33-16:51 ${many('order.ID', 'an identifier')}`],
    },
    'the path of a request': {
      code: withTracer(
        'func serve(r *http.Request) {\n\t_, span := tracer.Start(r.Context(), r.Method+" "+r.URL.Path)\n\tdefer span.End()\n}',
        ['net/http'],
      ),
      findings: [`17:39-17:62 ${many('r.URL.Path', 'the path of a request')}`],
    },
    'a number of the order, formatted': {
      code: named('fmt.Sprintf("charge %d", orderID)', 'orderID := order.next()\n', ['fmt']).replace(
        'orderID := order.next()',
        'orderID, _ := order.next()',
      ),
      findings: [`18:33-18:66 ${many('orderID', 'an identifier')}`],
    },
    'user data': {
      code: named('"greet " + order.Customer.Email'),
      findings: [`16:33-16:64 ${many('order.Customer.Email', 'user data')}`],
    },
    'a fresh identifier': {
      code: named('"job " + uuid.NewString()', '', ['github.com/google/uuid']),
      findings: [`17:33-17:58 ${many('uuid.NewString()', 'an identifier')}`],
    },
    'a function that gives the query itself': {
      code: `${named('queryName(order)')}\nfunc queryName(o Order) string {\n\treturn o.SQL\n}\n`,
      findings: [`16:33-16:49 ${many('queryName(order)', 'the text of a query')}`],
    },
    'a name of one customer': {
      code: named('"greet " + order.Customer.Name'),
      findings: [`16:33-16:63 ${many('order.Customer.Name', 'the name of one customer')}`],
    },
    'what two callers give to a helper that puts the name together': {
      code: `${withTracer(
        'func start(ctx context.Context, host string) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, "ask "+host)\n}',
      )}\nfunc run(ctx context.Context, order Order) {\n\t_, span := start(ctx, order.Host)\n\tdefer span.End()\n\t_, other := start(ctx, order.Host)\n\tdefer other.End()\n}\n`,
      findings: [`16:27-16:38 ${many('host', 'the name of one host')}`],
    },
    'a query alone': {
      code: named('order.Query'),
      findings: [`16:33-16:44 ${many('order.Query', 'the text of a query')}`],
    },
    'what a caller in another package gives to a helper': {
      code: {
        'main.go':
          'package checkout\n\nimport (\n\t"context"\n\n\t"example.com/shop/tracing"\n)\n\nfunc charge(ctx context.Context, orderID string) {\n\tctx, span := tracing.Start(ctx, "charge "+orderID)\n\tdefer span.End()\n\tpay(ctx)\n}\n',
        'tracing/start.go':
          'package tracing\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc Start(ctx context.Context, name string) (context.Context, trace.Span) {\n\treturn otel.Tracer("shop").Start(ctx, name)\n}\n',
      },
      findings: [`10:34-10:51 ${many('orderID', 'an identifier')}`],
    },
  },
});
