import { spanEnd } from '#rules/span-end.js';
import { ruleTable } from '../support/rule-table.js';
import { charge, withTracer } from './support.js';

const SOMEWHERE =
  'The span `span` is not ended on every way out of the function, and is then never exported. Use `defer span.End()`, or end it before each of these.';
const NEVER =
  'The span `span` is never ended, so it is never exported. Add `defer span.End()` after it is started.';
const START = 'ctx, span := tracer.Start(ctx, "chargePayment")';
const AT = '16:15-16:27';

ruleTable(spanEnd, 'go', {
  valid: {
    'a deferred end': charge(`${START}\ndefer span.End()\nreturn pay(ctx)`),
    'an end before every return': charge(
      `${START}\nif err := pay(ctx); err != nil {\n\tspan.End()\n\treturn err\n}\nspan.End()\nreturn nil`,
    ),
    'a deferred closure': charge(
      `${START}\ndefer func() {\n\tspan.SetStatus(0, "")\n\tspan.End()\n}()\nreturn pay(ctx)`,
    ),
    'a deferred closure that gets the span': charge(
      `${START}\ndefer func(s trace.Span) { s.End() }(span)\nreturn pay(ctx)`,
    ),
    'a deferred closure that asks for nil': charge(
      `var span trace.Span\nif order.Traced {\n\tctx, span = tracer.Start(ctx, "chargePayment")\n}\ndefer func() {\n\tif span != nil {\n\t\tspan.End()\n\t}\n}()\nreturn pay(ctx)`,
    ),
    'start and end under the same condition': charge(
      `var span trace.Span\nif order.Traced {\n\tctx, span = tracer.Start(ctx, "chargePayment")\n}\nerr := pay(ctx)\nif order.Traced {\n\tspan.End()\n}\nreturn err`,
    ),
    'an end where there is a span': charge(
      `var span trace.Span\nif order.Traced {\n\tctx, span = tracer.Start(ctx, "chargePayment")\n}\nerr := pay(ctx)\nif span != nil {\n\tspan.End()\n}\nreturn err`,
    ),
    'kept in a map for whoever ends it': charge(
      `${START}\nvar running sync.Map\nrunning.Store(order, span)\nreturn pay(ctx)`,
      ['sync'],
    ),
    'a panic is no way out that counts': charge(
      `${START}\nif order.Amount < 0 {\n\tpanic("negative")\n}\nspan.End()\nreturn nil`,
    ),
    'a function of its own that always panics': `${charge(`${START}\nif order.Amount < 0 {\n\tfail("negative")\n}\nspan.End()\nreturn nil`)}\nfunc fail(why string) {\n\tpanic(why)\n}\n`,
    'log.Fatal and os.Exit': charge(
      `${START}\nif order.Amount < 0 {\n\tlog.Fatalf("negative")\n}\nif order.Amount == 0 {\n\tos.Exit(1)\n}\nspan.End()\nreturn nil`,
      ['log', 'os'],
    ),
    'a switch that ends it in every case': charge(
      `${START}\nswitch order.Kind {\ncase "card":\n\tspan.End()\n\treturn nil\ndefault:\n\tspan.End()\n}\nreturn nil`,
    ),
    'a loop that ends it in every round': charge(
      `for _, item := range order.Items {\n\t${START}\n\tif item.Free {\n\t\tspan.End()\n\t\tcontinue\n\t}\n\tpay(ctx)\n\tspan.End()\n}\nreturn nil`,
    ),
    'deferred for what a loop collects': charge(
      'var readers []reader\nfor _, item := range order.Items {\n\titemCtx, span := tracer.Start(ctx, "readItem")\n\tdefer span.End()\n\tr := open(itemCtx, item)\n\treaders = append(readers, buffered(r))\n}\nreturn merge(readers)',
    ),
    'a function that is called for each item and ends it with the last': withTracer(
      'func each(ctx context.Context, items []Item) func() bool {\n\t_, span := tracer.Start(ctx, "eachItem")\n\tnext := func() bool {\n\t\tif len(items) > 0 {\n\t\t\titems = items[1:]\n\t\t\treturn true\n\t\t}\n\t\tspan.End()\n\t\treturn false\n\t}\n\treturn next\n}',
    ),
    'a loop without end': charge(`${START}\nfor {\n\tpay(ctx)\n}`),
    'a select that ends it in both cases': charge(
      `${START}\nselect {\ncase <-ctx.Done():\n\tspan.End()\n\treturn ctx.Err()\ncase <-order.Paid:\n\tspan.End()\n}\nreturn nil`,
    ),
    'a goto to where it is ended': charge(
      `${START}\nif order.Amount == 0 {\n\tgoto done\n}\npay(ctx)\ndone:\n\tspan.End()\nreturn nil`,
    ),
    'returned to the caller': withTracer(
      'func start(ctx context.Context) (context.Context, trace.Span) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tspan.AddEvent("started")\n\treturn ctx, span\n}',
    ),
    'named results and a bare return': withTracer(
      'func start(ctx context.Context) (out context.Context, span trace.Span) {\n\tout, span = tracer.Start(ctx, "chargePayment")\n\treturn\n}',
    ),
    'returned at once': withTracer(
      'func start(ctx context.Context) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, "chargePayment")\n}',
    ),
    'a function that ends it is returned': withTracer(
      'func start(ctx context.Context) (context.Context, func()) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\treturn ctx, func() { span.End() }\n}\n\nfunc charge(ctx context.Context) {\n\tctx, end := start(ctx)\n\tdefer end()\n\tpay(ctx)\n}',
    ),
    'the method itself is returned': withTracer(
      'func start(ctx context.Context) (context.Context, func(...trace.SpanEndOption)) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\treturn ctx, span.End\n}',
    ),
    'kept in a field': withTracer(
      'type job struct{ span trace.Span }\n\nfunc (j *job) begin(ctx context.Context) {\n\t_, j.span = tracer.Start(ctx, "runJob")\n}\n\nfunc (j *job) finish() { j.span.End() }',
    ),
    'kept in a literal, a map and a channel': charge(
      '_, a := tracer.Start(ctx, "a b")\nhold(&job{span: a})\n_, b := tracer.Start(ctx, "a b")\norder.spans["b"] = b\n_, c := tracer.Start(ctx, "a b")\norder.ch <- c\nreturn nil',
    ),
    'a helper that ends it': withTracer(
      'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer endSpan(span, &err)\n\treturn pay(ctx)\n}\n\nfunc endSpan(span trace.Span, err *error) {\n\tif *err != nil {\n\t\tspan.RecordError(*err)\n\t}\n\tspan.End()\n}',
    ),
    'a helper of another package that ends it': {
      'main.go': charge(
        'ctx, span := tracer.Start(ctx, "chargePayment")\ndefer tracing.Finish(span)\nreturn pay(ctx)',
        ['example.com/shop/tracing'],
      ),
      'tracing/finish.go':
        'package tracing\n\nimport "go.opentelemetry.io/otel/trace"\n\nfunc Finish(span trace.Span) { finish(span) }\n\nfunc finish(span trace.Span) { span.End() }\n',
    },
    'a goroutine that ends it': charge(
      `${START}\ngo func() {\n\tdefer span.End()\n\tpay(ctx)\n}()\nreturn nil`,
    ),
    'a once that ends it': charge(
      `${START}\nvar once sync.Once\nend := func() { once.Do(func() { span.End() }) }\ndefer end()\nreturn pay(ctx)`,
      ['sync'],
    ),
    'a variable that ends it, called': charge(
      `${START}\nend := func() { span.End() }\nif order.Amount == 0 {\n\tend()\n\treturn nil\n}\nend()\nreturn nil`,
    ),
    'ended by a deferred function for failures, by a goroutine when all went well': withTracer(
      'func run(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "runJob")\n\tdefer func() {\n\t\tif err != nil {\n\t\t\tspan.End()\n\t\t}\n\t}()\n\tif err = pay(ctx); err != nil {\n\t\treturn\n\t}\n\tjob, err := begin(ctx)\n\tif err != nil {\n\t\treturn fmt.Errorf("begin: %w", err)\n\t}\n\tif job == nil {\n\t\treturn errors.New("no job")\n\t}\n\tgo func() {\n\t\tdefer span.End()\n\t\tjob.wait()\n\t}()\n\treturn nil\n}',
      ['errors', 'fmt'],
    ),
    'a group that ends it': charge(
      `${START}\norder.group.Go(func() error {\n\tdefer span.End()\n\treturn pay(ctx)\n})\nreturn nil`,
    ),
    'ended under another name': charge(`${START}\nsame := span\ndefer same.End()\nreturn pay(ctx)`),
    'ended where it records': charge(
      `${START}\nerr := pay(ctx)\nif span.IsRecording() {\n\tspan.End()\n}\nreturn err`,
    ),
    'a borrowed span': charge('span := trace.SpanFromContext(ctx)\nspan.AddEvent("paid")\nreturn nil'),
    'a getter of a span': withTracer(
      'type job struct{ span trace.Span }\n\nfunc (j *job) Span() trace.Span { return j.span }\n\nfunc (j *job) note() {\n\tspan := j.Span()\n\tspan.AddEvent("noted")\n}',
    ),
    'no span where the helper failed': withTracer(
      'func start(ctx context.Context) (trace.Span, error) {\n\tif ctx.Err() != nil {\n\t\treturn nil, ctx.Err()\n\t}\n\t_, span := tracer.Start(ctx, "chargePayment")\n\treturn span, nil\n}\n\nfunc charge(ctx context.Context) error {\n\tspan, err := start(ctx)\n\tif err != nil {\n\t\treturn err\n\t}\n\tspan.End()\n\treturn nil\n}',
    ),
    'a no-op tracer': charge(
      '_, span := noop.NewTracerProvider().Tracer("").Start(ctx, "")\nreturn use(span)',
      ['go.opentelemetry.io/otel/trace/noop'],
    ),
    opencensus:
      'package p\n\nimport (\n\t"context"\n\n\t"go.opencensus.io/trace"\n)\n\nfunc charge(ctx context.Context) {\n\tctx, span := trace.StartSpan(ctx, "charge")\n\tspan.AddAttributes()\n}\n',
    opentracing:
      'package p\n\nimport (\n\t"context"\n\n\t"github.com/opentracing/opentracing-go"\n)\n\nfunc charge(ctx context.Context) {\n\tspan, ctx := opentracing.StartSpanFromContext(ctx, "charge")\n\tspan.SetTag("a", 1)\n}\n',
    'a Start of something else': charge('_, job := order.queue.Start(ctx, "job")\nreturn job.Run()'),
    'a type of its own that ends it': withTracer(
      'type Span struct{ span trace.Span }\n\nfunc (s *Span) Finish() { s.span.End() }\n\nfunc startSpan(ctx context.Context) (context.Context, *Span) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\treturn ctx, &Span{span: span}\n}\n\nfunc charge(ctx context.Context) {\n\tctx, s := startSpan(ctx)\n\tdefer s.Finish()\n\tpay(ctx)\n}',
    ),
  },
  invalid: {
    'never ended': {
      code: charge(`${START}\nspan.AddEvent("paid")\nreturn pay(ctx)`),
      findings: [`${AT} ${NEVER}`, '  18:2 returns without ending it'],
      fixed: charge(`${START}\ndefer span.End()\nspan.AddEvent("paid")\nreturn pay(ctx)`),
    },
    'a tracer that an interface among several of its name provides': {
      code: {
        'config/provider.go': 'package config\n\ntype Provider interface{ Config() string }\n',
        'tracing/provider.go':
          'package tracing\n\nimport "go.opentelemetry.io/otel/trace"\n\ntype Provider interface{ Tracer() trace.Tracer }\n',
        'main.go': withTracer(
          'type dependencies interface {\n\tconfig.Provider\n\ttracing.Provider\n}\n\nfunc charge(ctx context.Context, d dependencies) error {\n\t_, span := d.Tracer().Start(ctx, "chargePayment")\n\treturn span.Pay()\n}',
          ['example.com/shop/config', 'example.com/shop/tracing'],
        ),
      },
      findings: [`23:24-23:29 ${NEVER}`, '  24:2 returns without ending it'],
      fixed: withTracer(
        'type dependencies interface {\n\tconfig.Provider\n\ttracing.Provider\n}\n\nfunc charge(ctx context.Context, d dependencies) error {\n\t_, span := d.Tracer().Start(ctx, "chargePayment")\n\tdefer span.End()\n\treturn span.Pay()\n}',
        ['example.com/shop/config', 'example.com/shop/tracing'],
      ),
    },
    'an error return before the end': {
      code: charge(`${START}\nif err := pay(ctx); err != nil {\n\treturn err\n}\nspan.End()\nreturn nil`),
      findings: [`${AT} ${SOMEWHERE}`, '  18:3 returns without ending it'],
      fixed: charge(
        `${START}\ndefer span.End()\nif err := pay(ctx); err != nil {\n\treturn err\n}\nspan.End()\nreturn nil`,
      ),
    },
    'a plain return before the end, and after a loop': {
      code: charge(
        `${START}\nfor _, item := range order.Items {\n\tif item.Free {\n\t\treturn nil\n\t}\n}\nspan.End()\nreturn nil`,
      ),
      findings: [`${AT} ${SOMEWHERE}`, '  19:4 returns without ending it'],
      fixed: charge(
        `${START}\ndefer span.End()\nfor _, item := range order.Items {\n\tif item.Free {\n\t\treturn nil\n\t}\n}\nspan.End()\nreturn nil`,
      ),
    },
    'the closing brace of a function without results': {
      code: withTracer(
        'func charge(ctx context.Context) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tif pay(ctx) {\n\t\tspan.End()\n\t}\n}',
      ),
      findings: [`${AT} ${SOMEWHERE}`, '  20:1 the function ends here without ending it'],
      fixed: withTracer(
        'func charge(ctx context.Context) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\tif pay(ctx) {\n\t\tspan.End()\n\t}\n}',
      ),
    },
    'one case of a switch': {
      code: charge(`${START}\nswitch order.Kind {\ncase "card":\n\tspan.End()\ncase "cash":\n}\nreturn nil`),
      findings: [`${AT} ${SOMEWHERE}`, '  22:2 returns without ending it'],
      fixed: charge(
        `${START}\ndefer span.End()\nswitch order.Kind {\ncase "card":\n\tspan.End()\ncase "cash":\n}\nreturn nil`,
      ),
    },
    'continue in a loop': {
      code: charge(
        'for _, item := range order.Items {\n\t_, span := tracer.Start(ctx, "chargeItem")\n\tif item.Free {\n\t\tcontinue\n\t}\n\tspan.End()\n}\nreturn nil',
      ),
      findings: [`17:14-17:26 ${SOMEWHERE}`, '  19:4 jumps out of its block without ending it'],
    },
    'the end of a round': {
      code: charge(
        'for _, item := range order.Items {\n\t_, span := tracer.Start(ctx, "chargeItem")\n\tif item.Free {\n\t\tspan.End()\n\t}\n}\nreturn nil',
      ),
      findings: [`17:14-17:26 ${SOMEWHERE}`, '  21:2 its block ends here without ending it'],
    },
    'deferred in a loop': {
      code: charge(
        'for range order.Items {\n\tctx, span := tracer.Start(ctx, "chargeItem")\n\tdefer span.End()\n\tpay(ctx)\n}\nreturn nil',
      ),
      findings: [
        "17:16-17:28 The span `span` is started in a loop, but the deferred end runs only when the whole function returns, so every round's span lasts until then. Move the body of the loop into a function of its own.",
        '  18:9 the end that is deferred',
      ],
    },
    'deferred in a loop that starts goroutines': {
      code: charge(
        'for range order.Items {\n\titemCtx, span := tracer.Start(ctx, "chargeItem")\n\tdefer span.End()\n\tgroup.Go(func() error { return pay(itemCtx) })\n}\nreturn group.Wait()',
      ),
      findings: [
        "17:20-17:32 The span `span` is started in a loop, but the deferred end runs only when the whole function returns, so every round's span lasts until then. End it in the function that does the round's work.",
        '  18:9 the end that is deferred',
      ],
    },
    'a cleanup that is returned and forgets it where it fails': {
      code: withTracer(
        'func begin(ctx context.Context) func() error {\n\t_, span := tracer.Start(ctx, "chargeOrders")\n\tcleanup := func() error {\n\t\tif err := flush(); err != nil {\n\t\t\tspan.RecordError(err)\n\t\t\treturn err\n\t\t}\n\t\tspan.End()\n\t\treturn nil\n\t}\n\treturn cleanup\n}',
      ),
      findings: [
        '16:13-16:25 The span `span` is not ended on every way out of the function, and is then never exported. End it before each of these.',
        '  20:4 returns without ending it',
      ],
    },
    'overwritten before its end': {
      code: charge(
        'ctx, span := tracer.Start(ctx, "chargePayment")\npay(ctx)\nctx, span = tracer.Start(ctx, "sendReceipt")\ndefer span.End()\nreturn send(ctx)',
      ),
      findings: [`${AT} ${NEVER}`, '  18:2 the variable gets another value before it is ended'],
    },
    'an end in a closure that is deferred for failures only': {
      code: withTracer(
        'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer func() {\n\t\tif err != nil {\n\t\t\tspan.End()\n\t\t}\n\t}()\n\treturn pay(ctx)\n}',
      ),
      findings: [`${AT} ${SOMEWHERE}`, '  22:2 returns without ending it'],
      fixed: withTracer(
        'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\tdefer func() {\n\t\tif err != nil {\n\t\t\tspan.End()\n\t\t}\n\t}()\n\treturn pay(ctx)\n}',
      ),
    },
    'ended for failures, and forgotten when all went well': {
      code: withTracer(
        'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer func() {\n\t\tif err != nil {\n\t\t\tspan.End()\n\t\t}\n\t}()\n\tif err := pay(ctx); err != nil {\n\t\treturn fmt.Errorf("pay: %w", err)\n\t}\n\treturn nil\n}',
        ['fmt'],
      ),
      findings: [`17:15-17:27 ${SOMEWHERE}`, '  26:2 returns without ending it'],
      fixed: withTracer(
        'func charge(ctx context.Context) (err error) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\tdefer func() {\n\t\tif err != nil {\n\t\t\tspan.End()\n\t\t}\n\t}()\n\tif err := pay(ctx); err != nil {\n\t\treturn fmt.Errorf("pay: %w", err)\n\t}\n\treturn nil\n}',
        ['fmt'],
      ),
    },
    'a local error that the deferred function cannot see': {
      code: charge(
        `var err error\n${START}\ndefer func() {\n\tif err != nil {\n\t\tspan.End()\n\t}\n}()\nreturn fmt.Errorf("no")`,
        ['fmt'],
      ),
      findings: [`18:15-18:27 ${SOMEWHERE}`, '  24:2 returns without ending it'],
      fixed: charge(
        `var err error\n${START}\ndefer span.End()\ndefer func() {\n\tif err != nil {\n\t\tspan.End()\n\t}\n}()\nreturn fmt.Errorf("no")`,
        ['fmt'],
      ),
    },
    'printing it hands nothing on': {
      code: charge(`${START}\nfmt.Println(span)\nreturn pay(ctx)`, ['fmt']),
      findings: [`17:15-17:27 ${NEVER}`, '  19:2 returns without ending it'],
      fixed: charge(`${START}\ndefer span.End()\nfmt.Println(span)\nreturn pay(ctx)`, ['fmt']),
    },
    'a helper that does not end it': {
      code: `${charge(`${START}\nnote(span)\nreturn pay(ctx)`)}\nfunc note(span trace.Span) { span.AddEvent("paid") }\n`,
      findings: [`${AT} ${NEVER}`, '  18:2 returns without ending it'],
      fixed: `${charge(`${START}\ndefer span.End()\nnote(span)\nreturn pay(ctx)`)}\nfunc note(span trace.Span) { span.AddEvent("paid") }\n`,
    },
    'var with two names': {
      code: charge('var c, span = tracer.Start(ctx, "chargePayment")\nreturn pay(c, span.SpanContext())'),
      findings: [
        '16:16-16:28 The span `span` is never ended, so it is never exported. Add `defer span.End()` after it is started.',
        '  17:2 returns without ending it',
      ],
      fixed: charge(
        'var c, span = tracer.Start(ctx, "chargePayment")\ndefer span.End()\nreturn pay(c, span.SpanContext())',
      ),
    },
    'a function literal': {
      code: withTracer(
        'var handler = make(func(ctx context.Context) {})\n\nfunc serve() {\n\thandle(func(ctx context.Context) {\n\t\t_, span := tracer.Start(ctx, "serveOrder")\n\t\tspan.AddEvent("a")\n\t})\n}',
      ),
      findings: [`19:14-19:26 ${NEVER}`, '  21:2 the function ends here without ending it'],
      fixed: withTracer(
        'var handler = make(func(ctx context.Context) {})\n\nfunc serve() {\n\thandle(func(ctx context.Context) {\n\t\t_, span := tracer.Start(ctx, "serveOrder")\n\t\tdefer span.End()\n\t\tspan.AddEvent("a")\n\t})\n}',
      ),
    },
    'a tracer in a field of another file': {
      code: {
        'main.go':
          'package checkout\n\nimport "context"\n\nfunc (s *Service) charge(ctx context.Context) {\n\t_, span := s.deps.Tracer.Start(ctx, "chargePayment")\n\tspan.AddEvent("a")\n}\n',
        'service.go':
          'package checkout\n\nimport "go.opentelemetry.io/otel/trace"\n\ntype Deps struct{ Tracer trace.Tracer }\n\ntype Service struct{ deps *Deps }\n',
      },
      findings: [`6:13-6:32 ${NEVER}`, '  8:1 the function ends here without ending it'],
      fixed:
        'package checkout\n\nimport "context"\n\nfunc (s *Service) charge(ctx context.Context) {\n\t_, span := s.deps.Tracer.Start(ctx, "chargePayment")\n\tdefer span.End()\n\tspan.AddEvent("a")\n}\n',
    },
    'a wrapper of another package': {
      code: {
        'main.go':
          'package checkout\n\nimport (\n\t"context"\n\n\t"example.com/shop/tracing"\n)\n\nfunc charge(ctx context.Context) error {\n\tctx, span := tracing.Start(ctx, "chargePayment")\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\tspan.End()\n\treturn nil\n}\n',
        'tracing/start.go':
          'package tracing\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc Start(ctx context.Context, name string) (context.Context, trace.Span) {\n\treturn otel.Tracer("shop").Start(ctx, name)\n}\n',
      },
      findings: [`10:15-10:28 ${SOMEWHERE}`, '  12:3 returns without ending it'],
      fixed:
        'package checkout\n\nimport (\n\t"context"\n\n\t"example.com/shop/tracing"\n)\n\nfunc charge(ctx context.Context) error {\n\tctx, span := tracing.Start(ctx, "chargePayment")\n\tdefer span.End()\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\tspan.End()\n\treturn nil\n}\n',
    },
    'a function that would end it, never called': {
      code: withTracer(
        'func start(ctx context.Context) (context.Context, func()) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\treturn ctx, func() { span.End() }\n}\n\nfunc charge(ctx context.Context) error {\n\tctx, end := start(ctx)\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\tend()\n\treturn nil\n}',
      ),
      findings: [
        '21:14-21:19 The span is not ended on every way out of the function, and is then never exported. Use `defer end()`, or end it before each of these.',
        '  23:3 returns without ending it',
      ],
      fixed: withTracer(
        'func start(ctx context.Context) (context.Context, func()) {\n\tctx, span := tracer.Start(ctx, "chargePayment")\n\treturn ctx, func() { span.End() }\n}\n\nfunc charge(ctx context.Context) error {\n\tctx, end := start(ctx)\n\tdefer end()\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\tend()\n\treturn nil\n}',
      ),
    },
  },
});
