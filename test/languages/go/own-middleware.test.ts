import { describe, expect, it } from 'vitest';
import { sitesIn } from './support/analyze-go.js';

const IMPORTS = `import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"google.golang.org/grpc"
)
`;

/** A program with every import, whose declarations begin on line 14. */
function program(declarations: string): string {
  return `package main\n\n${IMPORTS}\n${declarations}`;
}

const SPAN = 'otel.Tracer("shop").Start(ctx, "request")';
const EXTRACT = 'otel.GetTextMapPropagator().Extract(r.Context(), propagation.HeaderCarrier(r.Header))';

describe('spans of a server or client that are written by hand', () => {
  const cases: [string, string, string[]][] = [
    [
      'in a middleware that a function makes',
      `func main() {
	e := echo.New()
	e.Use(traced("shop"))
	e.Start(":8080")
}
func traced(name string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			ctx := ${EXTRACT}
			ctx, span := ${SPAN}
			defer span.End()
			c.SetRequest(r.WithContext(ctx))
			return next(c)
		}
	}
}`,
      ['echo :16 manual'],
    ],
    [
      'in a middleware that is handed over as it is',
      `func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", nil)
	http.ListenAndServe(":8080", traced(mux))
}
func traced(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := ${EXTRACT}
		ctx, span := ${SPAN}
		defer span.End()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}`,
      ['net/http-server :18 manual'],
    ],
    [
      'by a helper that takes the headers',
      `func main() {
	e := echo.New()
	e.Use(traced)
	e.Start(":8080")
}
func traced(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, span := otel.Tracer("shop").Start(parent(c.Request()), "request")
		defer span.End()
		return next(c)
	}
}
func parent(r *http.Request) context.Context {
	return ${EXTRACT}
}`,
      ['echo :16 manual'],
    ],
    [
      'where the server is made',
      `func main() {
	mux := http.NewServeMux()
	http.ListenAndServe(":8080", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := ${EXTRACT}
		ctx, span := ${SPAN}
		defer span.End()
		mux.ServeHTTP(w, r.WithContext(ctx))
	}))
}`,
      ['net/http-server :17 manual'],
    ],
    [
      'in an interceptor',
      `func main() {
	grpc.NewServer(grpc.UnaryInterceptor(traced))
}
func traced(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	ctx = otel.GetTextMapPropagator().Extract(ctx, incoming(ctx))
	ctx, span := ${SPAN}
	defer span.End()
	return next(ctx, req)
}`,
      ['grpc-server :16 manual'],
    ],
    [
      'in a transport',
      `func main() {
	client := &http.Client{Transport: &traced{next: http.DefaultTransport}}
	client.Get("https://stock")
	grpc.NewServer()
}
type traced struct{ next http.RoundTripper }
func (t *traced) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, span := otel.Tracer("shop").Start(r.Context(), "call")
	defer span.End()
	return t.next.RoundTrip(r.WithContext(ctx))
}`,
      ['grpc-server :18 bare', 'net/http-client :16 manual'],
    ],
    [
      'in a hook',
      `func main() {
	client := redis.NewClient(&redis.Options{})
	client.AddHook(hook{})
	grpc.NewServer()
}
type hook struct{}
func (hook) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		ctx, span := otel.Tracer("shop").Start(ctx, cmd.Name())
		defer span.End()
		return next(ctx, cmd)
	}
}`,
      ['go-redis :16 manual', 'grpc-server :18 bare'],
    ],
  ];
  it.each(cases)('%s', async (_name, declarations, sites) => {
    expect(await sitesIn(program(declarations))).toEqual(sites);
  });
});

describe('spans that are not those of the server or client', () => {
  const cases: [string, string, string[]][] = [
    [
      'of a handler, below the request',
      `func main() {
	http.HandleFunc("/orders", list)
	http.ListenAndServe(":8080", nil)
}
func list(w http.ResponseWriter, r *http.Request) {
	_, span := otel.Tracer("shop").Start(r.Context(), "listOrders")
	defer span.End()
}`,
      ['net/http-server :17 bare'],
    ],
    [
      'of messages that are taken beside a server',
      `func main() {
	go func() {
		r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders"})
		for {
			m, _ := r.ReadMessage(context.Background())
			ctx := otel.GetTextMapPropagator().Extract(context.Background(), carrier(m))
			_, span := ${SPAN}
			span.End()
		}
	}()
	http.HandleFunc("/orders", nil)
	http.ListenAndServe(":8080", nil)
}`,
      ['kafka-go :19 manual', 'net/http-server :26 bare'],
    ],
    [
      'of a middleware that no server gets',
      `func main() {
	e := echo.New()
	e.Start(":8080")
	keep(traced("shop"))
}
func traced(name string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			ctx := ${EXTRACT}
			ctx, span := ${SPAN}
			defer span.End()
			c.SetRequest(r.WithContext(ctx))
			return next(c)
		}
	}
}`,
      ['echo :16 bare'],
    ],
    [
      'of a transport that another client has',
      `func main() {
	client := &http.Client{Transport: &traced{next: http.DefaultTransport}}
	client.Get("https://stock")
	bare := &http.Client{}
	bare.Get("https://prices")
	grpc.NewServer()
}
type traced struct{ next http.RoundTripper }
func (t *traced) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, span := otel.Tracer("shop").Start(r.Context(), "call")
	defer span.End()
	return t.next.RoundTrip(r.WithContext(ctx))
}`,
      ['grpc-server :20 bare', 'net/http-client :16 manual', 'net/http-client :18 bare'],
    ],
    [
      'of a transport that starts none',
      `func main() {
	client := &http.Client{Transport: signed{}}
	client.Get("https://stock")
	_, span := otel.Tracer("shop").Start(context.Background(), "start")
	span.End()
	grpc.NewServer()
}
type signed struct{}
func (signed) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("Signature", "x")
	return http.DefaultTransport.RoundTrip(r)
}`,
      ['grpc-server :20 bare', 'net/http-client :16 bare'],
    ],
    [
      'of calls: a client that puts its context into the headers of requests is none of the server',
      `func main() {
	http.HandleFunc("/orders", list)
	http.ListenAndServe(":8080", nil)
}
func list(w http.ResponseWriter, r *http.Request) {
	ctx, span := otel.Tracer("shop").Start(r.Context(), "listOrders")
	defer span.End()
	req, _ := http.NewRequestWithContext(ctx, "GET", "https://stock", nil)
	otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))
	http.DefaultClient.Do(req)
}`,
      ['net/http-client :24 manual', 'net/http-server :17 bare'],
    ],
  ];
  it.each(cases)('%s', async (_name, declarations, sites) => {
    expect((await sitesIn(program(declarations))).sort()).toEqual(sites);
  });
});
