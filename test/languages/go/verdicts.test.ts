import { describe, expect, it } from 'vitest';
import { sitesIn } from './support/analyze-go.js';

const OTELHTTP = 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp';
const OTELGRPC = 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc';

/** A main of one body with the given imports; the body begins on line 3 + number of imports. */
function program(imports: string[], body: string): string {
  return `package main\n\nimport (\n${imports.map((i) => `\t${/["]/.test(i) ? i : `"${i}"`}`).join('\n')}\n)\n\nfunc main() {\n${body}\n}\n`;
}

describe('net/http server', () => {
  const cases: [string, string[], string, string][] = [
    [
      'a bare mux',
      ['net/http'],
      'mux := http.NewServeMux()\nmux.HandleFunc("/orders", nil)\nhttp.ListenAndServe(":8080", mux)',
      'bare',
    ],
    [
      'the default mux',
      ['net/http'],
      'http.HandleFunc("/orders", list)\nhttp.ListenAndServe(":8080", nil)',
      'bare',
    ],
    [
      'a wrapped handler',
      ['net/http', OTELHTTP],
      'mux := http.NewServeMux()\nmux.HandleFunc("/orders", nil)\nhttp.ListenAndServe(":8080", otelhttp.NewHandler(mux, "server"))',
      'otelhttp',
    ],
    [
      'an aliased import',
      ['net/http', `oh "${OTELHTTP}"`],
      'http.ListenAndServe(":8080", oh.NewHandler(mux, "server"))',
      'otelhttp',
    ],
    [
      'a variable assigned twice',
      ['net/http', OTELHTTP],
      'var h http.Handler = router()\nh = logged(h)\nh = otelhttp.NewHandler(h, "server")\nhttp.ListenAndServe(":8080", h)',
      'otelhttp',
    ],
    [
      'a handler set on the server later',
      ['net/http', OTELHTTP],
      'srv := &http.Server{Addr: ":8080"}\nsrv.Handler = otelhttp.NewHandler(mux, "server")\nsrv.ListenAndServe()',
      'otelhttp',
    ],
    [
      'routes wrapped one by one',
      ['net/http', OTELHTTP],
      'mux := http.NewServeMux()\nmux.Handle("/orders", otelhttp.NewHandler(orders, "orders"))\nhttp.ListenAndServe(":8080", mux)',
      'otelhttp',
    ],
    [
      'routes of the default mux wrapped',
      ['net/http', OTELHTTP],
      'http.Handle("/orders", otelhttp.NewHandler(orders, "orders"))\nhttp.ListenAndServe(":8080", nil)',
      'otelhttp',
    ],
    [
      'an import that is never used',
      ['net/http', `_ "${OTELHTTP}"`],
      'http.ListenAndServe(":8080", mux)',
      'bare',
    ],
    [
      'a client transport is no server',
      ['net/http', OTELHTTP],
      't := otelhttp.NewTransport(nil)\nuse(t)\nhttp.ListenAndServe(":8080", mux)',
      'bare',
    ],
  ];
  it.each(cases)('%s', async (_name, imports, body, by) => {
    const sites = await sitesIn(program(imports, body));
    expect(sites.filter((s) => s.startsWith('net/http-server'))).toEqual([
      expect.stringMatching(new RegExp(`${by}$`)),
    ]);
  });

  it('a server for metrics and health alone is not a site', async () => {
    const sites = await sitesIn(
      program(
        ['net/http', 'github.com/prometheus/client_golang/prometheus/promhttp', 'google.golang.org/grpc'],
        'mux := http.NewServeMux()\nmux.Handle("/metrics", promhttp.Handler())\nmux.HandleFunc("/healthz", ok)\ngo http.ListenAndServe(":9090", mux)\ngrpc.NewServer().Serve(l)',
      ),
    );
    expect(sites).toEqual(['grpc-server :14 bare']);
  });

  it('pprof on the default mux is not a site', async () => {
    const sites = await sitesIn(
      program(
        ['net/http', '_ "net/http/pprof"', 'google.golang.org/grpc'],
        'go http.ListenAndServe(":6060", nil)\ngrpc.NewServer()',
      ),
    );
    expect(sites).toEqual(['grpc-server :11 bare']);
  });
});

describe('routers', () => {
  const cases: [string, string[], string, string[]][] = [
    ['gin bare', ['github.com/gin-gonic/gin'], 'r := gin.Default()\nr.Run()', ['gin :8 bare']],
    [
      'gin with middleware',
      [
        'github.com/gin-gonic/gin',
        'go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin',
      ],
      'r := gin.New()\nr.Use(gin.Recovery(), otelgin.Middleware("shop"))\nr.Run()',
      ['gin :9 otelgin'],
    ],
    [
      'chi behind an otelhttp handler: both are covered',
      ['net/http', 'github.com/go-chi/chi/v5', OTELHTTP],
      'r := chi.NewRouter()\nr.Get("/orders", list)\nhttp.ListenAndServe(":80", otelhttp.NewHandler(r, "x"))',
      ['chi :10 otelhttp', 'net/http-server :12 otelhttp'],
    ],
    [
      'middleware of the router covers the server in front of it',
      [
        'net/http',
        'github.com/gorilla/mux',
        'go.opentelemetry.io/contrib/instrumentation/github.com/gorilla/mux/otelmux',
      ],
      'r := mux.NewRouter()\nr.Use(otelmux.Middleware("shop"))\nr.HandleFunc("/orders", list)\nhttp.ListenAndServe(":80", r)',
      ['gorilla/mux :10 otelmux', 'net/http-server :13 otelmux'],
    ],
    [
      'a sub-router is part of its router',
      ['net/http', 'github.com/go-chi/chi/v5', 'github.com/riandyrn/otelchi'],
      'r := chi.NewRouter()\nr.Use(otelchi.Middleware("shop"))\nsub := chi.NewRouter()\nr.Mount("/admin", sub)\nhttp.ListenAndServe(":80", r)',
      ['chi :10 otelchi', 'chi :12 otelchi', 'net/http-server :14 otelchi'],
    ],
    ['echo v4', ['github.com/labstack/echo/v4'], 'e := echo.New()\ne.Start(":80")', ['echo :8 bare']],
    [
      'fiber v2',
      ['github.com/gofiber/fiber/v2', 'github.com/gofiber/contrib/otelfiber/v2'],
      'app := fiber.New()\napp.Use(otelfiber.Middleware())\napp.Listen(":80")',
      ['fiber :9 otelfiber'],
    ],
  ];
  it.each(cases)('%s', async (_name, imports, body, expected) => {
    expect(await sitesIn(program(imports, body))).toEqual(expected);
  });
});

describe('clients', () => {
  const SERVE = '\ngrpc.NewServer()';
  const cases: [string, string[], string, string[]][] = [
    ['http.Get', ['net/http'], 'http.Get("http://x")', ['net/http-client :9 bare']],
    [
      'a client with a transport',
      ['net/http', OTELHTTP],
      'c := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}\nc.Do(nil)',
      ['net/http-client :10 otelhttp'],
    ],
    ['a zero client', ['net/http'], 'var c http.Client\nc.Do(nil)', ['net/http-client :9 bare']],
    ['new(http.Client)', ['net/http'], 'c := new(http.Client)\nc.Do(nil)', ['net/http-client :9 bare']],
    [
      'the default transport replaced',
      ['net/http', OTELHTTP],
      'http.DefaultTransport = otelhttp.NewTransport(http.DefaultTransport)\nhttp.Get("http://x")',
      ['net/http-client :11 otelhttp'],
    ],
    [
      'one bare, one instrumented',
      ['net/http', OTELHTTP],
      'a := http.Client{Transport: otelhttp.NewTransport(nil)}\nb := http.Client{}\nuse(a, b)',
      ['net/http-client :10 otelhttp', 'net/http-client :11 bare'],
    ],
    [
      'grpc options built before',
      [OTELGRPC],
      'opts := []grpc.DialOption{}\nopts = append(opts, grpc.WithStatsHandler(otelgrpc.NewClientHandler()))\nconn, err := grpc.NewClient("x", opts...)\nuse(conn, err)',
      ['grpc-client :11 otelgrpc'],
    ],
    [
      'sql.Open',
      ['database/sql'],
      'db, err := sql.Open("postgres", dsn)\nuse(db, err)',
      ['database/sql :9 bare'],
    ],
    [
      'otelsql.Open',
      ['github.com/XSAM/otelsql'],
      'db, err := otelsql.Open("postgres", dsn)\nuse(db, err)',
      ['database/sql :9 otelsql'],
    ],
    [
      'a registered driver',
      ['database/sql', 'github.com/XSAM/otelsql'],
      'driver, _ := otelsql.Register("postgres")\ndb, _ := sql.Open(driver, dsn)\nuse(db)',
      ['database/sql :11 otelsql'],
    ],
    [
      'sqlx over otelsql',
      ['github.com/jmoiron/sqlx', 'github.com/XSAM/otelsql'],
      'db, _ := otelsql.Open("postgres", dsn)\nx := sqlx.NewDb(db, "postgres")\nuse(x)',
      ['database/sql :10 otelsql', 'sqlx :11 otelsql'],
    ],
    [
      'redis v9',
      ['github.com/redis/go-redis/v9'],
      'rdb := redis.NewClient(nil)\nuse(rdb)',
      ['go-redis :9 bare'],
    ],
    [
      'redis aliased and instrumented',
      ['goredis "github.com/redis/go-redis/v9"', 'github.com/redis/go-redis/extra/redisotel/v9'],
      'rdb := goredis.NewClient(nil)\nif err := redisotel.InstrumentTracing(rdb); err != nil {\n}',
      ['go-redis :10 redisotel'],
    ],
    [
      'pgxpool with a tracer in its config',
      ['github.com/jackc/pgx/v5/pgxpool', 'github.com/exaring/otelpgx'],
      'cfg, _ := pgxpool.ParseConfig(dsn)\ncfg.ConnConfig.Tracer = otelpgx.NewTracer()\npool, _ := pgxpool.NewWithConfig(ctx, cfg)\nuse(pool)',
      ['pgx :12 otelpgx'],
    ],
    [
      'gorm with the plugin',
      ['gorm.io/gorm', 'gorm.io/plugin/opentelemetry/tracing'],
      'db, _ := gorm.Open(dialector)\ndb.Use(tracing.NewPlugin())',
      ['gorm :10 gorm plugin/opentelemetry'],
    ],
    [
      'aws with middlewares',
      [
        'github.com/aws/aws-sdk-go-v2/config',
        'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
      ],
      'cfg, _ := config.LoadDefaultConfig(ctx)\notelaws.AppendMiddlewares(&cfg.APIOptions)\nuse(cfg)',
      ['aws-sdk-go-v2 :10 otelaws'],
    ],
    [
      'mongo v2 with a monitor',
      [
        'go.mongodb.org/mongo-driver/v2/mongo',
        'go.mongodb.org/mongo-driver/v2/mongo/options',
        'go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/v2/mongo/otelmongo',
      ],
      'c, _ := mongo.Connect(options.Client().SetMonitor(otelmongo.NewMonitor()))\nuse(c)',
      ['mongo :11 otelmongo'],
    ],
    [
      'sarama wrapped',
      ['github.com/IBM/sarama', 'github.com/dnwe/otelsarama'],
      'p, _ := sarama.NewSyncProducer(nil, cfg)\np = otelsarama.WrapSyncProducer(cfg, p)',
      ['sarama :10 otelsarama'],
    ],
    [
      'kafka-go writer literal',
      ['github.com/segmentio/kafka-go'],
      'w := &kafka.Writer{Topic: "orders"}\nuse(w)',
      ['kafka-go :9 bare'],
    ],
    [
      'franz-go with kotel',
      ['github.com/twmb/franz-go/pkg/kgo', 'github.com/twmb/franz-go/plugin/kotel'],
      'c, _ := kgo.NewClient(kgo.WithHooks(kotel.NewKotel().Hooks()...))\nuse(c)',
      ['franz-go :10 kotel'],
    ],
  ];
  it.each(cases)('%s', async (_name, imports, body, expected) => {
    const sites = await sitesIn(program([...imports, 'google.golang.org/grpc'], body + SERVE));
    expect(sites.filter((s) => !s.startsWith('grpc-server'))).toEqual(expected);
  });

  it('the connection of the telemetry exporter is no dependency', async () => {
    const sites = await sitesIn(
      program(
        ['google.golang.org/grpc', 'go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc'],
        'conn, _ := grpc.NewClient("collector:4317")\nexp, _ := otlptracegrpc.New(ctx, otlptracegrpc.WithGRPCConn(conn))\nuse(exp)\ngrpc.NewServer()',
      ),
    );
    expect(sites).toEqual(['grpc-server :12 bare']);
  });

  it('spans and headers by hand instrument a broker client', async () => {
    const sites = await sitesIn(
      program(
        ['github.com/segmentio/kafka-go', 'go.opentelemetry.io/otel', 'google.golang.org/grpc'],
        'w := kafka.NewWriter(cfg)\nctx, span := otel.Tracer("shop").Start(ctx, "orders send")\notel.GetTextMapPropagator().Inject(ctx, carrier)\nw.WriteMessages(ctx)\nspan.End()\ngrpc.NewServer()',
      ),
    );
    expect(sites).toEqual(['grpc-server :15 bare', 'kafka-go :13 manual']);
  });
});

describe('messages', () => {
  const KAFKA = 'github.com/segmentio/kafka-go';
  const cases: [string, string[], string, string[]][] = [
    [
      'are sites where they are sent, in place of the client',
      [KAFKA, 'google.golang.org/grpc'],
      'w := &kafka.Writer{}\nw.WriteMessages(ctx)\ngrpc.NewServer()',
      ['grpc-server :11 bare', 'kafka-go :10 bare'],
    ],
    [
      'of a client that nobody uses are no sites: its construction stays',
      [KAFKA, 'google.golang.org/grpc'],
      'w := &kafka.Writer{}\nkeep(w)\ngrpc.NewServer()',
      ['grpc-server :11 bare', 'kafka-go :9 bare'],
    ],
    [
      'are sites where they are taken from a channel',
      ['github.com/rabbitmq/amqp091-go'],
      'conn, _ := amqp091.Dial(url)\nch, _ := conn.Channel()\nmsgs, _ := ch.Consume("q", "", true, false, false, false, nil)\nfor d := range msgs {\nhandle(d)\n}',
      ['amqp091 :11 bare'],
    ],
    [
      'in a slice were taken before',
      ['github.com/rabbitmq/amqp091-go', 'google.golang.org/grpc'],
      'var msgs []amqp091.Delivery\nfor _, d := range msgs {\nhandle(d)\n}\ngrpc.NewServer()',
      ['grpc-server :13 bare'],
    ],
    [
      'that are sent bare stay so when others get their headers by hand',
      [KAFKA, 'go.opentelemetry.io/otel', 'google.golang.org/grpc'],
      'w := &kafka.Writer{}\nw.WriteMessages(ctx)\ntraced(w)\ngrpc.NewServer()\n}\nfunc traced(w *kafka.Writer) {\nctx, span := otel.Tracer("shop").Start(ctx, "send")\notel.GetTextMapPropagator().Inject(ctx, carrier)\nw.WriteMessages(ctx)\nspan.End()',
      ['grpc-server :13 bare', 'kafka-go :11 bare', 'kafka-go :18 manual'],
    ],
  ];
  it.each(cases)('%s', async (_name, imports, body, sites) => {
    expect((await sitesIn(program(imports, body))).sort()).toEqual(sites);
  });
});
