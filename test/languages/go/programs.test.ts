import { describe, expect, it } from 'vitest';
import { analyzeGo, siteLines, undeployed } from './support/analyze-go.js';

const GO_MOD = 'module example.com/shop\n\ngo 1.25\n';
const OTELHTTP = 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp';
const OTELGRPC = 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc';

describe('what a main reaches', () => {
  it('a package that wraps but is not called proves nothing', async () => {
    const result = await analyzeGo({
      'go.mod': `${GO_MOD}require ${OTELGRPC} v0.70.0\n`,
      'main.go':
        'package main\n\nimport (\n\t"example.com/shop/rpc"\n\t"google.golang.org/grpc"\n)\n\nfunc main() {\n\tserve(grpc.NewServer(), rpc.Name)\n}\n',
      'rpc/rpc.go': `package rpc\n\nimport (\n\t"google.golang.org/grpc"\n\t"${OTELGRPC}"\n)\n\nconst Name = "x"\n\nfunc New() *grpc.Server {\n\treturn grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()))\n}\n`,
    });
    expect(siteLines(result)).toEqual(['grpc-server main.go:9 bare']);
  });

  it('a constructor in a shared package is judged once for every service that calls it', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'internal/server/server.go':
        'package server\n\nimport "net/http"\n\nfunc Run(addr string, h http.Handler) error {\n\treturn http.ListenAndServe(addr, h)\n}\n',
      'cmd/orders/main.go': `package main\n\nimport (\n\t"example.com/shop/internal/server"\n\t"${OTELHTTP}"\n)\n\nfunc main() {\n\tserver.Run(":80", otelhttp.NewHandler(routes(), "orders"))\n}\n`,
      'cmd/carts/main.go':
        'package main\n\nimport "example.com/shop/internal/server"\n\nfunc main() {\n\tserver.Run(":80", routes())\n}\n',
    });
    expect(siteLines(result, 'orders')).toEqual(['net/http-server internal/server/server.go:6 otelhttp']);
    expect(siteLines(result, 'carts')).toEqual(['net/http-server internal/server/server.go:6 bare']);
  });

  it('a middleware helper of the own code wraps the handler', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go':
        'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/telemetry"\n)\n\nfunc main() {\n\thttp.ListenAndServe(":80", telemetry.Wrap(http.NewServeMux()))\n}\n',
      'telemetry/wrap.go': `package telemetry\n\nimport (\n\t"net/http"\n\n\t"${OTELHTTP}"\n)\n\nfunc Wrap(h http.Handler) http.Handler {\n\treturn otelhttp.NewHandler(h, "server")\n}\n`,
    });
    expect(siteLines(result)).toEqual(['net/http-server main.go:10 otelhttp']);
  });

  it('middleware that a helper adds to the router it is given', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go':
        'package main\n\nimport (\n\t"github.com/gin-gonic/gin"\n\n\t"example.com/shop/telemetry"\n)\n\nfunc main() {\n\tr := gin.New()\n\ttelemetry.Install(r)\n\tr.Run()\n}\n',
      'telemetry/install.go':
        'package telemetry\n\nimport (\n\t"github.com/gin-gonic/gin"\n\t"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"\n)\n\nfunc Install(engine *gin.Engine) {\n\tengine.Use(otelgin.Middleware("shop"))\n}\n',
    });
    expect(siteLines(result)).toEqual(['gin main.go:10 otelgin']);
  });

  it('a client in a struct field, instrumented in another method', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go':
        'package main\n\nimport (\n\t"github.com/redis/go-redis/extra/redisotel/v9"\n\t"github.com/redis/go-redis/v9"\n\t"google.golang.org/grpc"\n)\n\ntype app struct {\n\trdb *redis.Client\n}\n\nfunc newApp() *app {\n\treturn &app{rdb: redis.NewClient(nil)}\n}\n\nfunc (a *app) trace() error {\n\treturn redisotel.InstrumentTracing(a.rdb)\n}\n\nfunc main() {\n\ta := newApp()\n\ta.trace()\n\tgrpc.NewServer().Serve(nil)\n}\n',
    });
    expect(siteLines(result)).toEqual(['go-redis main.go:14 redisotel', 'grpc-server main.go:24 bare']);
  });

  it('package variables, init functions and dot imports', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go':
        'package main\n\nimport (\n\t. "net/http"\n\n\t_ "example.com/shop/store"\n)\n\nfunc main() {\n\tListenAndServe(":80", NewServeMux())\n}\n',
      'store/store.go':
        'package store\n\nimport "database/sql"\n\nvar db, err = sql.Open("postgres", "")\n\nfunc init() {\n\tsql.Open("mysql", "")\n}\n',
    });
    expect(siteLines(result)).toEqual([
      'database/sql store/store.go:5 bare',
      'database/sql store/store.go:8 bare',
      'net/http-server main.go:10 bare',
    ]);
  });

  it('methods are reached through interfaces and through libraries that get the value', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go':
        'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/orders"\n)\n\nfunc main() {\n\thttp.ListenAndServe(":80", orders.New())\n}\n',
      'orders/handler.go':
        'package orders\n\nimport "net/http"\n\ntype store interface{ Save() error }\n\ntype handler struct{ store store }\n\nfunc New() http.Handler {\n\treturn &handler{store: remote{}}\n}\n\nfunc (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {\n\th.store.Save()\n}\n\ntype remote struct{}\n\nfunc (remote) Save() error {\n\t_, err := http.Post("http://x", "", nil)\n\treturn err\n}\n\nfunc (remote) Unused() {\n\thttp.Get("http://y")\n}\n',
    });
    expect(siteLines(result)).toEqual([
      'net/http-client orders/handler.go:20 bare',
      'net/http-server main.go:10 bare',
    ]);
  });

  it('dependency injection carries values from provider to consumer', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': `package main\n\nimport (\n\t"net/http"\n\n\t"go.uber.org/fx"\n\t"${OTELHTTP}"\n)\n\nfunc newMux() *http.ServeMux {\n\tmux := http.NewServeMux()\n\tmux.Handle("/orders", otelhttp.NewHandler(orders, "orders"))\n\treturn mux\n}\n\nfunc newServer(mux *http.ServeMux) *http.Server {\n\treturn &http.Server{Handler: mux}\n}\n\nfunc main() {\n\tfx.New(fx.Provide(newMux, newServer)).Run()\n}\n`,
    });
    expect(siteLines(result)).toEqual(['net/http-server main.go:17 otelhttp']);
  });
});

describe('commands that a parser of the command line runs', () => {
  const SERVER_COMMAND =
    'package cmd\n\nimport "net/http"\n\ntype Server struct{ Port int `long:"port"` }\n\nfunc (s *Server) METHOD(args []string) error {\n\treturn http.ListenAndServe(":80", orders)\n}\n';

  it.each([
    ['go-flags', 'github.com/jessevdk/go-flags', 'flags.Parse(&options)', 'Execute'],
    ['kong', 'github.com/alecthomas/kong', 'kong.Parse(&options).Run()', 'Run'],
  ])('%s reaches the methods of the structs that its options hold', async (_name, path, parse, method) => {
    const result = await analyzeGo({
      'go.mod': 'module example.com/shop\n\ngo 1.25\n',
      'main.go': `package main\n\nimport (\n\t"${path}"\n\t"example.com/shop/cmd"\n)\n\ntype options struct {\n\tServer cmd.Server \`command:"server"\`\n}\n\nfunc main() {\n\tvar options options\n\t${parse}\n}\n`,
      'cmd/server.go': SERVER_COMMAND.replace('METHOD', method),
    });
    expect(siteLines(result)).toEqual(['net/http-server cmd/server.go:8 bare']);
  });

  it('a struct that is only declared beside them is no command', async () => {
    const result = await analyzeGo({
      'go.mod': 'module example.com/shop\n\ngo 1.25\n',
      'main.go':
        'package main\n\nimport (\n\t"github.com/jessevdk/go-flags"\n\t"example.com/shop/cmd"\n)\n\ntype options struct{ Port int }\n\ntype later struct{ Server cmd.Server }\n\nfunc main() {\n\tvar options options\n\tflags.Parse(&options)\n}\n',
      'cmd/server.go': SERVER_COMMAND.replace('METHOD', 'Execute'),
    });
    expect(siteLines(result)).toEqual([]);
  });
});

describe('files as Go sees them', () => {
  const serve =
    'package main\n\nimport "net/http"\n\nfunc main() {\n\tmake()\n\thttp.ListenAndServe(":80", nil)\n\thttp.HandleFunc("/orders", nil)\n}\n';
  const client = (header = '') =>
    `${header}package main\n\nimport "net/http"\n\nfunc make() {\n\thttp.Get("http://x")\n}\n`;

  it.each([
    ['a test file', 'make_test.go', client()],
    ['a file for another system', 'make_windows.go', client()],
    ['an unset build tag', 'make.go', client('//go:build integration\n\n')],
    ['an ignored file', 'make.go', client('//go:build ignore\n\n')],
    ['a file below testdata', 'testdata/make.go', client()],
    ['a vendored file', 'vendor/example.com/x/make.go', client()],
  ])('%s is left out', async (_name, path, text) => {
    const result = await analyzeGo({ 'go.mod': GO_MOD, 'main.go': serve, [path]: text });
    expect(siteLines(result)).toEqual(['net/http-server main.go:7 bare']);
  });

  it.each([
    ['a file for this system', 'make_linux.go', client()],
    ['a satisfied constraint', 'make.go', client('//go:build !windows && (linux || darwin)\n\n')],
    [
      'cgo',
      'make.go',
      '//go:build cgo\n\npackage main\n\n// #include <stdio.h>\nimport "C"\nimport "net/http"\n\nfunc make() {\n\thttp.Get("http://x")\n}\n',
    ],
  ])('%s is read', async (_name, path, text) => {
    const result = await analyzeGo({ 'go.mod': GO_MOD, 'main.go': serve, [path]: text });
    expect(siteLines(result)).toHaveLength(2);
  });

  it('sites in generated code are not the users to change', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': serve,
      'make.go': client('// Code generated by mockery. DO NOT EDIT.\n\n'),
    });
    expect(siteLines(result)).toEqual(['net/http-server main.go:7 bare']);
  });

  it('a broken file gives a diagnostic and what could be read of it', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go':
        'package main\n\nimport "net/http"\n\nfunc broken() { if { }\n\nfunc main() {\n\thttp.ListenAndServe(":80", routes())\n}\n',
    });
    expect(result.diagnostics).toEqual([
      expect.objectContaining({ code: 'syntax-error', file: 'main.go', line: 5 }),
    ]);
    expect(siteLines(result)).toEqual(['net/http-server main.go:8 bare']);
  });
});

describe('modules', () => {
  it('replace and a package name that differs from its path', async () => {
    const result = await analyzeGo({
      'orders/go.mod': 'module example.com/orders\n\nreplace example.com/go-kit => ../kit\n',
      'orders/main.go':
        'package main\n\nimport "example.com/go-kit"\n\nfunc main() {\n\tplatform.Serve()\n}\n',
      'kit/go.mod': 'module example.com/shop-kit\n',
      'kit/serve.go':
        'package platform\n\nimport "net/http"\n\nfunc Serve() {\n\thttp.ListenAndServe(":80", routes())\n}\n',
    });
    expect(siteLines(result)).toEqual(['net/http-server kit/serve.go:6 bare']);
    expect(result.packages).toEqual([{ path: 'kit', language: 'go', why: 'library' }]);
  });

  it('several modules of one workspace', async () => {
    const result = await analyzeGo({
      'go.work': 'go 1.25\n\nuse (\n\t./orders\n\t./kit\n)\n',
      'orders/go.mod': 'module example.com/orders\n',
      'orders/main.go': 'package main\n\nimport "example.com/kit/http"\n\nfunc main() {\n\thttp.Serve()\n}\n',
      'kit/go.mod': 'module example.com/kit\n',
      'kit/http/serve.go':
        'package http\n\nimport "net/http"\n\nfunc Serve() {\n\thttp.ListenAndServe(":80", routes())\n}\n',
    });
    expect(siteLines(result)).toEqual(['net/http-server kit/http/serve.go:6 bare']);
  });

  it('no go.mod at all: the import path is told from the imports', async () => {
    const result = await analyzeGo({
      'cmd/catalogue/main.go':
        'package main\n\nimport "github.com/shop/catalogue/store"\n\nfunc main() {\n\tstore.Serve()\n}\n',
      'store/store.go':
        'package store\n\nimport "net/http"\n\nfunc Serve() {\n\thttp.ListenAndServe(":80", routes())\n}\n',
    });
    expect(siteLines(result)).toEqual(['net/http-server store/store.go:6 bare']);
    expect(result.services[0]).toMatchObject({ name: 'catalogue', path: '.' });
  });

  it('a broken go.mod gives a diagnostic', async () => {
    const result = await analyzeGo({
      'go.mod': 'modul example.com/shop\n',
      'main.go': 'package main\n\nfunc main() {}\n',
    });
    expect(result.diagnostics.map((d) => [d.code, d.line])).toEqual([
      ['invalid-go-mod', 1],
      ['invalid-go-mod', 1],
    ]);
  });
});

describe('what a main is', () => {
  const main = (body: string, imports = '"net/http"') =>
    `package main\n\nimport ${imports}\n\nfunc main() {\n\t${body}\n}\n`;
  const server = main('http.ListenAndServe(":80", routes())');

  it.each([
    ['cmd/orders/main.go', server, 'service'],
    ['main.go', main('println("hi")', '"fmt"'), 'tool'],
    ['tools/devserver/main.go', server, 'tool'],
    ['examples/hello/main.go', server, 'example'],
    ['test/e2e/main.go', server, 'test'],
    ['cmd/shopctl/main.go', server, 'tool'],
  ])('%s', async (path, text, why) => {
    const result = await analyzeGo({ 'go.mod': GO_MOD, [path]: text });
    expect(result.services.length > 0 ? 'service' : result.packages[0]?.why).toBe(why);
  });

  it('an example with a deployment of its own is a service', async () => {
    const result = await analyzeGo(
      { 'go.mod': GO_MOD, 'examples/hello/main.go': server },
      { ...undeployed, hasImage: () => true },
    );
    expect(result.services.map((s) => s.path)).toEqual(['examples/hello']);
  });

  it('a tool that ships as an image is still a tool; one that Kubernetes runs as a job is a service', async () => {
    const files = { 'go.mod': GO_MOD, 'cmd/cleanup/main.go': main('println("hi")', '"fmt"') };
    expect((await analyzeGo(files, { ...undeployed, hasImage: () => true })).services).toEqual([]);
    const job = await analyzeGo(files, {
      ...undeployed,
      hasImage: () => true,
      isRun: () => true,
      isJob: () => true,
    });
    expect(job.services.map((s) => s.kind)).toEqual(['job']);
  });

  it('several mains of one module are several services', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'cmd/api/main.go': server,
      'cmd/worker/main.go': server,
    });
    expect(result.services.map((s) => s.path)).toEqual(['cmd/api', 'cmd/worker']);
  });
});

describe('spans and tracers', () => {
  const program = (imports: string[], body: string) => ({
    'go.mod': GO_MOD,
    'main.go': `package main\n\nimport (\n\t"net/http"\n${imports.map((i) => `\t"${i}"\n`).join('')})\n\nfunc main() {\n\thttp.ListenAndServe(":80", routes())\n${body}\n}\n`,
  });
  const spans = async (imports: string[], body: string) =>
    (await analyzeGo(program(imports, body))).services.flatMap((s) => s.spans.map((x) => x.name));

  it.each([
    ['a literal name', 'otel.Tracer("shop").Start(ctx, "chargePayment")', ['chargePayment']],
    [
      'a tracer in a variable',
      'tracer := otel.Tracer("shop")\ntracer.Start(ctx, "chargePayment")',
      ['chargePayment'],
    ],
    ['a provider in between', 'otel.GetTracerProvider().Tracer("shop").Start(ctx, "a"+"b")', ['ab']],
    ['a name that is not constant', 'otel.Tracer("shop").Start(ctx, name())', [null]],
    ['some other Start', 'server.Start(ctx, "now")', []],
    ['only the current span', 'trace.SpanFromContext(ctx).SetAttributes(attribute.String("a", "b"))', []],
    ['a meter', 'otel.Meter("shop").Int64Counter("orders")', []],
  ])('%s', async (_name, body, expected) => {
    expect(await spans(['go.opentelemetry.io/otel', 'go.opentelemetry.io/otel/trace'], body)).toEqual(
      expected,
    );
  });

  it('a tracer in a struct field and a constant name', async () => {
    const result = await analyzeGo({
      ...program([], '\t(&payments{}).Charge(nil)'),
      'payments.go':
        'package main\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel/trace"\n)\n\nconst spanName = "charge"\n\ntype payments struct {\n\ttracer trace.Tracer\n}\n\nfunc (p *payments) Charge(ctx context.Context) {\n\t_, span := p.tracer.Start(ctx, spanName)\n\tdefer span.End()\n}\n',
    });
    expect(result.services[0]?.spans).toEqual([{ name: 'charge', file: 'payments.go', line: 16 }]);
  });

  it('other tracers are reported apart', async () => {
    const result = await analyzeGo(
      program(['github.com/opentracing/opentracing-go'], '\topentracing.StartSpan("x")'),
    );
    expect(result.services[0]).toMatchObject({ otherTracers: ['opentracing'], spans: [] });
  });
});

it('variables whose initializers lead back to each other have no type', async () => {
  const result = await analyzeGo({
    'go.mod': GO_MOD,
    'main.go': 'package main\n\nfunc main() { first.Run() }\n',
    'loop.go': 'package main\n\nvar first = second()\n\nvar second = first()\n',
  });
  expect(result.diagnostics).toEqual([]);
});

describe('a missing SDK', () => {
  const OTELGIN = 'go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin';
  const files = (extra: string, body: string) => ({
    'go.mod': GO_MOD,
    'main.go': `package main\n\nimport (\n\t"github.com/gin-gonic/gin"\n\t"${OTELGIN}"\n${extra})\n\nfunc main() {\n${body}\tr := gin.New()\n\tr.Use(otelgin.Middleware("shop"))\n\tr.Run()\n}\n`,
  });
  const codes = async (extra: string, body: string) =>
    (await analyzeGo(files(extra, body))).diagnostics.map((d) => `${d.code} ${d.file}:${d.line}`);

  it('is reported at the first instrumented site', async () => {
    expect(await codes('', '')).toEqual(['sdk-missing main.go:9']);
  });

  it.each([
    ['the SDK', '\tsdktrace "go.opentelemetry.io/otel/sdk/trace"\n', '\tsdktrace.NewTracerProvider()\n'],
    ['a distribution', '\t"github.com/uptrace/uptrace-go/uptrace"\n', '\tuptrace.ConfigureOpentelemetry()\n'],
    [
      'a telemetry package of another module',
      '\t"example.com/platform/telemetry"\n',
      '\ttelemetry.Start()\n',
    ],
  ])('is not reported with %s', async (_name, extra, body) => {
    expect(await codes(extra, body)).toEqual([]);
  });
});
