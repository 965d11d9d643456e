/** Where values go: helpers that several callers share, fields, groups of routes, generated code. */
import { describe, expect, it } from 'vitest';
import { analyzeGo, siteLines } from './support/analyze-go.js';

const GO_MOD = 'module example.com/shop\n\ngo 1.25\n';
const OTELHTTP = 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp';
const OTELGRPC = 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc';

/** A file of package main; its body begins on line 5 + number of imports. */
function mainFile(imports: string[], ...lines: string[]): string {
  return ['package main', '', 'import (', ...imports.map((i) => `\t"${i}"`), ')', ...lines, ''].join('\n');
}

describe('a helper that two places call', () => {
  it('does not make the value of one caller part of the other', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', OTELHTTP],
        'func addStatus(mux *http.ServeMux) {',
        '\tmux.HandleFunc("/status", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })',
        '}',
        'func main() {',
        '\tbare := http.NewServeMux()',
        '\tbare.HandleFunc("/orders", orders)',
        '\taddStatus(bare)',
        '\tgo http.ListenAndServe(":80", bare)',
        '\ttraced := http.NewServeMux()',
        '\ttraced.Handle("/carts", otelhttp.NewHandler(carts, "carts"))',
        '\taddStatus(traced)',
        '\thttp.ListenAndServe(":81", traced)',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual([
      'net/http-server main.go:14 bare',
      'net/http-server main.go:18 otelhttp',
    ]);
  });

  it('gives back what its caller handed in, through a second helper too', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', OTELHTTP],
        'func logged(h http.Handler) http.Handler { return &logging{next: recovered(h)} }',
        'func recovered(h http.Handler) http.Handler { return http.HandlerFunc(h.ServeHTTP) }',
        'type logging struct{ next http.Handler }',
        'func main() {',
        '\tgo http.ListenAndServe(":80", recovered(otelhttp.NewHandler(carts, "carts")))',
        '\thttp.ListenAndServe(":81", recovered(orders))',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual([
      'net/http-server main.go:11 otelhttp',
      'net/http-server main.go:12 bare',
    ]);
  });

  it('a function literal that calls the next handler passes for it', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', OTELHTTP],
        'func logged(next http.Handler) http.Handler {',
        '\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {',
        '\t\tlog.Println(r.URL)',
        '\t\tnext.ServeHTTP(w, r)',
        '\t})',
        '}',
        'func counted() func(http.Handler) http.HandlerFunc {',
        '\treturn func(next http.HandlerFunc) http.HandlerFunc {',
        '\t\treturn func(w http.ResponseWriter, r *http.Request) { next(w, r) }',
        '\t}',
        '}',
        'func main() {',
        '\thttp.ListenAndServe(":80", counted()(logged(otelhttp.NewHandler(carts, "carts"))))',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual(['net/http-server main.go:19 otelhttp']);
  });

  it('a function literal that gives the error of a call makes the call, and is no part of what it is handed to', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', 'golang.org/x/sync/errgroup', OTELHTTP],
        'func main() {',
        '\tvar group errgroup.Group',
        '\ttraced := &http.Server{Handler: otelhttp.NewHandler(carts, "carts")}',
        '\tbare := &http.Server{Handler: orders, BaseContext: shared(&group)}',
        '\tgroup.Go(func() error { return traced.ListenAndServe() })',
        '\tgroup.Go(func() error { return probe() })',
        '\tgroup.Go(func() error { return bare.ListenAndServe() })',
        '}',
        'func probe() error {',
        '\t_, err := http.Get("http://stock/ready")',
        '\treturn err',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual([
      'net/http-client main.go:17 bare',
      'net/http-server main.go:10 otelhttp',
      'net/http-server main.go:11 bare',
    ]);
  });

  it('a logger that everything is handed to connects nothing', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', 'go.uber.org/zap', OTELHTTP],
        'func main() {',
        '\tvar logger *zap.Logger = newLogger()',
        '\ttraced := otelhttp.NewHandler(carts, "carts")',
        '\tlogger.Info("serving", zap.Any("handler", traced))',
        '\thttp.ListenAndServe(":81", adapt(orders, logger))',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual(['net/http-server main.go:12 bare']);
  });
});

describe('values in structs', () => {
  it('a server held by value is made with its owner, and gets its handler later', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', OTELHTTP],
        'type api struct { server http.Server }',
        'type edge struct { http.Server }',
        'func main() {',
        '\ta := &api{}',
        '\ta.server.Handler = otelhttp.NewHandler(orders, "orders")',
        '\tgo a.server.ListenAndServe()',
        '\te := &edge{}',
        '\te.Handler = carts',
        '\te.ListenAndServe()',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual([
      'net/http-server main.go:10 otelhttp',
      'net/http-server main.go:13 bare',
    ]);
  });

  it('a pointer to a server that is not set makes none', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', 'google.golang.org/grpc'],
        'type api struct { server *http.Server }',
        'func main() {',
        '\tserve(&api{})',
        '\tgrpc.NewServer()',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual(['grpc-server main.go:10 bare']);
  });

  it('a struct of ours put into a field of a library: its own fields and methods count', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', 'github.com/jackc/pgx/v5', 'github.com/exaring/otelpgx'],
        'type tracers struct { all []pgx.QueryTracer }',
        'type handler struct{}',
        'func (handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { http.Get("http://stock") }',
        'func main() {',
        '\tcfg, _ := pgx.ParseConfig(dsn)',
        '\tboth := &tracers{}',
        '\tboth.all = append(both.all, otelpgx.NewTracer())',
        '\tcfg.Tracer = both',
        '\tpgx.ConnectConfig(ctx, cfg)',
        '\tsrv := &http.Server{}',
        '\tsrv.Handler = handler{}',
        '\tsrv.ListenAndServe()',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual([
      'net/http-client main.go:10 bare',
      'net/http-server main.go:17 bare',
      'pgx main.go:16 otelpgx',
    ]);
  });
});

describe('results of calls through interfaces', () => {
  it('the value of the one implementation comes back', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', OTELHTTP],
        'type transports interface { Outgoing() http.RoundTripper }',
        'type traced struct{}',
        'func (traced) Outgoing() http.RoundTripper { return otelhttp.NewTransport(nil) }',
        'func client(t transports) *http.Client { return &http.Client{Transport: t.Outgoing()} }',
        'func main() {',
        '\tclient(traced{})',
        '\thttp.ListenAndServe(":80", orders)',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual([
      'net/http-client main.go:10 otelhttp',
      'net/http-server main.go:13 bare',
    ]);
  });
});

describe('routers', () => {
  it('middleware of a group counts for the router, whoever has it', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['github.com/gofiber/fiber/v2', 'github.com/gofiber/contrib/otelfiber/v2'],
        'func routes(app *fiber.App) {',
        '\tv1 := app.Group("/v1")',
        '\tv1.Use(otelfiber.Middleware())',
        '\tv1.Get("/orders", list)',
        '}',
        'func main() {',
        '\tapp := fiber.New()',
        '\troutes(app)',
        '\tapp.Listen(":80")',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual(['fiber main.go:13 otelfiber']);
  });

  it('injected: what one consumer does to a provided router is seen by the server of another', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', 'github.com/gorilla/mux', 'go.uber.org/fx', OTELHTTP],
        'func newRouter() *mux.Router { return mux.NewRouter().UseEncodedPath() }',
        'func register(r *mux.Router) { r.Handle("/orders", otelhttp.NewHandler(orders, "orders")) }',
        'func newServer(r *mux.Router) *http.Server { return &http.Server{Handler: r} }',
        'func main() {',
        '\tfx.New(fx.Provide(newRouter, newServer), fx.Invoke(register)).Run()',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual([
      'gorilla/mux main.go:9 otelhttp',
      'net/http-server main.go:11 otelhttp',
    ]);
  });
});

describe('servers for operators', () => {
  const HEAD = ['net/http', 'google.golang.org/grpc'];
  const cases: [string, string[], string[]][] = [
    [
      'a metrics route whose path is not constant',
      ['github.com/labstack/echo/v4', 'github.com/prometheus/client_golang/prometheus/promhttp'],
      ['e := echo.New()', 'e.GET(cfg.Path, echo.WrapHandler(promhttp.Handler()))', 'go e.Start(":9090")'],
    ],
    [
      'metrics at the root',
      ['github.com/prometheus/client_golang/prometheus/promhttp'],
      [
        'mux := http.NewServeMux()',
        'mux.Handle("/", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))',
        'go http.ListenAndServe(":9090", mux)',
      ],
    ],
    [
      'a handler of a health library',
      ['github.com/heptiolabs/healthcheck'],
      ['health := healthcheck.NewHandler()', 'go http.ListenAndServe(":8086", health)'],
    ],
    [
      'probes below /healthz',
      [],
      [
        'mux := http.NewServeMux()',
        'mux.HandleFunc("/healthz/live", ok)',
        'mux.HandleFunc("/healthz/ready", ok)',
        'go http.ListenAndServe(":8086", mux)',
      ],
    ],
  ];
  it.each(cases)('%s is no site', async (_name, imports, lines) => {
    const main = mainFile([...HEAD, ...imports], 'func main() {', ...lines, '\tgrpc.NewServer()', '}');
    const result = await analyzeGo({ 'go.mod': GO_MOD, 'main.go': main });
    expect(siteLines(result).map((line) => line.split(' ')[0])).toEqual(['grpc-server']);
    expect(result.services[0]?.kind).toBe('grpc');
  });

  it('a server with routes that are not constant beside its metrics serves', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['github.com/labstack/echo/v4', 'github.com/prometheus/client_golang/prometheus/promhttp'],
        'func main() {',
        '\te := echo.New()',
        '\te.GET("/metrics", echo.WrapHandler(promhttp.Handler()))',
        '\te.GET(base+path, list)',
        '\te.Start(":80")',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual(['echo main.go:8 bare']);
  });
});

describe('what does not make a server one for operators', () => {
  it('health checks alone, when its other routes are handed through files that name no library', async () => {
    const routes = (name: string, route: string) =>
      [
        `package ${name}`,
        'import "github.com/labstack/echo/v4"',
        'type Router struct{ handle echo.HandlerFunc }',
        `func (r *Router) Register(g *echo.Group) { g.POST("${route}", r.handle) }`,
        '',
      ].join('\n');
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': [
        'package main',
        'import (',
        '\t"example.com/shop/health"',
        '\t"example.com/shop/web"',
        '\t"example.com/shop/wiring"',
        ')',
        'func main() {',
        '\tserver := web.NewServer()',
        '\tcontainer := &web.Container{Server: server}',
        '\twiring.Carts(container)',
        '\thealth.Add(container.Server)',
        '\tserver.Run()',
        '}',
        '',
      ].join('\n'),
      'wiring/carts.go': [
        'package wiring',
        'import (',
        '\t"example.com/shop/carts"',
        '\t"example.com/shop/web"',
        ')',
        'func Carts(c *web.Container) { (&carts.Router{}).Register(c.Server.Echo().Group("/api")) }',
        '',
      ].join('\n'),
      'web/server.go': [
        'package web',
        'import "github.com/labstack/echo/v4"',
        'type Server struct{ echo *echo.Echo }',
        'type Container struct{ Server *Server }',
        'func NewServer() *Server { return &Server{echo: echo.New()} }',
        'func (s *Server) Echo() *echo.Echo { return s.echo }',
        'func (s *Server) Run() error { return s.echo.Start(":80") }',
        '',
      ].join('\n'),
      'carts/routes.go': routes('carts', '/carts'),
      'health/routes.go': [
        'package health',
        'import (',
        '\t"example.com/shop/web"',
        '\t"github.com/labstack/echo/v4"',
        ')',
        'func Add(s *web.Server) { s.Echo().GET("/health", func(c echo.Context) error { return nil }) }',
        '',
      ].join('\n'),
    });
    expect(siteLines(result)).toEqual(['echo web/server.go:5 bare']);
  });

  it('metrics of the requests themselves, and routes registered on a group elsewhere', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        [
          'net/http',
          'github.com/gofiber/fiber/v2',
          'github.com/prometheus/client_golang/prometheus/promhttp',
        ],
        'type server struct {',
        '\tapp    *fiber.App',
        '\troutes fiber.Router',
        '}',
        'func newServer() server {',
        '\ts := server{app: fiber.New()}',
        '\ts.app.Get("/metrics", adaptor(promhttp.Handler()))',
        '\ts.routes = s.app.Group("/v1")',
        '\treturn s',
        '}',
        'func main() {',
        '\ts := newServer()',
        '\ts.routes.Get("/orders", list)',
        '\tgo s.app.Listen(":80")',
        '\thttp.ListenAndServe(":81", promhttp.InstrumentHandlerCounter(counter, orders))',
        '}',
      ),
    });
    expect(siteLines(result)).toEqual(['fiber main.go:13 bare', 'net/http-server main.go:22 bare']);
  });
});

describe('generated code', () => {
  it('the call of generated code that dials or opens is the site', async () => {
    const result = await analyzeGo({
      'go.mod': GO_MOD,
      'main.go': mainFile(
        ['net/http', 'google.golang.org/grpc', 'example.com/shop/ent', 'example.com/shop/gen', OTELGRPC],
        'func main() {',
        '\tent.Open("postgres", dsn)',
        '\topts := []grpc.DialOption{grpc.WithStatsHandler(otelgrpc.NewClientHandler())}',
        '\tgen.RegisterStockHandlerFromEndpoint(ctx, gateway, "stock:5001", opts)',
        '\thttp.ListenAndServe(":80", gateway)',
        '}',
      ),
      'ent/client.go':
        '// Code generated by ent, DO NOT EDIT.\n\npackage ent\n\nimport (\n\t"entgo.io/ent"\n\t"entgo.io/ent/dialect/sql"\n)\n\nfunc Open(driver, dsn string) (*Client, error) {\n\tdrv, err := sql.Open(driver, dsn)\n\treturn NewClient(drv), err\n}\n',
      'gen/stock.pb.gw.go':
        '// Code generated by protoc-gen-grpc-gateway. DO NOT EDIT.\n\npackage gen\n\nimport (\n\t"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"\n\t"google.golang.org/grpc"\n)\n\nfunc RegisterStockHandlerFromEndpoint(ctx context.Context, mux *runtime.ServeMux, endpoint string, opts []grpc.DialOption) error {\n\tconn, err := grpc.NewClient(endpoint, opts...)\n\treturn err\n}\n',
    });
    expect(siteLines(result)).toEqual([
      'ent main.go:11 bare',
      'grpc-client main.go:13 otelgrpc',
      'net/http-server main.go:14 bare',
    ]);
  });
});
