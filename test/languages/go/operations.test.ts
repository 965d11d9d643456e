import { describe, expect, it } from 'vitest';
import { analyzeGo, undeployed } from './support/analyze-go.js';

const program = (body: string) => ({
  'go.mod': 'module example.com/shop\n',
  'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/orders", handle)\n\thttp.ListenAndServe(":80", nil)\n}\n\n${body}`,
});

const HANDLER =
  'func handle(w http.ResponseWriter, r *http.Request) {\n\tplaceOrder(r.FormValue("id"))\n\trecount()\n}\n\n';
const ORDER =
  'func placeOrder(orderID string) error {\n\tresp, err := http.Post("http://payments", "", nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn resp.Body.Close()\n}\n\n';
const RECOUNT = 'func recount() {\n\tn++\n}\n';

describe('operations of a Go service', () => {
  it('are business functions on the path of a request', async () => {
    const { services } = await analyzeGo(program(HANDLER + ORDER + RECOUNT));
    expect(services[0]?.operations).toEqual([
      expect.objectContaining({ name: 'placeOrder', file: 'main.go', line: 15, flagged: false }),
    ]);
  });

  it.each([
    '//instrument:span',
    '//dd:span kind:order',
    '//otelc:span',
  ])('are flagged by %s', async (comment) => {
    const { services } = await analyzeGo(program(`${HANDLER + ORDER}${comment}\n${RECOUNT}`));
    expect(services[0]?.operations[0]).toMatchObject({ name: 'recount', flagged: true });
  });

  it.each([
    [{ match: 'recount' }, true],
    [{ match: 're*' }, true],
    [{ match: 're*', service: 'shop' }, true],
    [{ match: 're*', service: 'other' }, false],
  ])('are flagged by the configuration: %j', async (operation, expected) => {
    const { services } = await analyzeGo(program(HANDLER + ORDER + RECOUNT), undeployed, [operation]);
    expect(services[0]?.operations.some((o) => o.name === 'recount' && o.flagged)).toBe(expected);
  });

  it('do no I/O by saying what to answer over gRPC', async () => {
    const files = program(
      `${HANDLER}func placeOrder(orderID string) error {\n\tif orderID == "" {\n\t\treturn status.Error(codes.InvalidArgument, "no order")\n\t}\n\tquotePrice(orderID)\n\treturn nil\n}\n\n${RECOUNT}`,
    );
    files['main.go'] = files['main.go'].replace(
      'import "net/http"',
      'import (\n\t"net/http"\n\n\t"google.golang.org/grpc/codes"\n\t"google.golang.org/grpc/status"\n)',
    );
    const { services } = await analyzeGo(files);
    expect(services[0]?.operations.flatMap(({ reasons }) => reasons)).not.toContain('does I/O');
  });

  it('are calls of other services that take a message, which only look like methods of a server', async () => {
    const files = {
      'go.mod': 'module example.com/shop\n',
      'main.go':
        'package main\n\nimport (\n\t"context"\n\t"net/http"\n\n\tpb "example.com/shop/genproto"\n)\n\ntype checkout struct{}\n\nfunc main() {\n\tcs := &checkout{}\n\thttp.HandleFunc("/orders", cs.handle)\n\thttp.ListenAndServe(":80", nil)\n}\n\nfunc (cs *checkout) handle(w http.ResponseWriter, r *http.Request) {\n\tcs.chargeCard(r.Context(), nil, nil)\n}\n\nfunc (cs *checkout) chargeCard(ctx context.Context, amount *pb.Money, card *pb.Card) (string, error) {\n\tresp, err := http.Post("http://payments", "", nil)\n\tif err != nil {\n\t\treturn "", err\n\t}\n\treturn resp.Status, nil\n}\n',
    };
    const { services } = await analyzeGo(files);
    expect(services[0]?.operations.map(({ name }) => name)).toEqual(['checkout.chargeCard']);
  });

  it('are about the package where their type is called `service` alone', async () => {
    const files = {
      'go.mod': 'module example.com/shop\n',
      'main.go':
        'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/album"\n)\n\nvar albums = album.New()\n\nfunc handle(w http.ResponseWriter, r *http.Request) { albums.Create(r.Context(), r.FormValue("id")) }\n\nfunc main() {\n\thttp.HandleFunc("/albums", handle)\n\thttp.ListenAndServe(":80", nil)\n}\n',
      'album/album.go':
        'package album\n\nimport (\n\t"context"\n\t"net/http"\n)\n\ntype service struct{}\n\nfunc New() *service { return &service{} }\n\nfunc (s *service) Create(ctx context.Context, artist string) error {\n\tresp, err := http.Get("http://artists/" + artist)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn resp.Body.Close()\n}\n',
    };
    const { services } = await analyzeGo(files);
    expect(services[0]?.operations.map(({ reasons }) => reasons[0])).toEqual([
      'names a business action: create album',
    ]);
  });

  it('are not what makes the handlers of requests', async () => {
    const files = program(
      `func handle(w http.ResponseWriter, r *http.Request) {\n\tplaceOrder("")\n\tplaceOrderHandler()(w, r)\n}\n\nfunc placeOrderHandler() http.HandlerFunc {\n\treturn func(w http.ResponseWriter, r *http.Request) {\n\t\tplaceOrder(r.FormValue("id"))\n\t}\n}\n\n${ORDER}`,
    );
    const { services } = await analyzeGo(files);
    expect(services[0]?.operations.map(({ name }) => name)).toEqual(['placeOrder']);
  });

  it('are not a method of gRPC and the command of the same name that it calls', async () => {
    const files = {
      'go.mod': 'module example.com/shop\n',
      // The name of the package is not that of its directory.
      'proto/order/order.pb.go': 'package orderService\n\ntype Req struct{}\n\ntype Res struct{}\n',
      'main.go':
        'package main\n\nimport (\n\t"context"\n\t"net"\n\t"net/http"\n\n\t"example.com/shop/proto/order"\n\t"google.golang.org/grpc"\n)\n\ntype handler interface {\n\tHandle(ctx context.Context, orderID string) error\n}\n\ntype cancelOrderHandler struct{}\n\nfunc (h cancelOrderHandler) Handle(ctx context.Context, orderID string) error {\n\tresp, err := http.Post("http://payments", "", nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn resp.Body.Close()\n}\n\ntype server struct{ cancel handler }\n\nfunc (s *server) CancelOrder(ctx context.Context, req *orderService.Req) (*orderService.Res, error) {\n\tif err := s.cancel.Handle(ctx, "1"); err != nil {\n\t\treturn nil, err\n\t}\n\tif err := s.cancel.Handle(ctx, "2"); err != nil {\n\t\treturn nil, err\n\t}\n\tresp, err := http.Post("http://audit", "", nil)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn &orderService.Res{}, resp.Body.Close()\n}\n\nfunc main() {\n\ts := &server{cancel: cancelOrderHandler{}}\n\tg := grpc.NewServer()\n\tregister(g, s)\n\tl, _ := net.Listen("tcp", ":80")\n\tg.Serve(l)\n}\n\nfunc register(g *grpc.Server, s *server) { _ = s.CancelOrder }\n',
    };
    const { services } = await analyzeGo(files);
    expect(services[0]?.operations.map(({ name }) => name)).toEqual(['cancelOrderHandler.Handle']);
  });

  it.each([
    'context',
    'golang.org/x/net/context',
  ])('reach a database through a repository, with %s', async (context) => {
    const files = program(
      `type orderRepo interface {\n\tGet(ctx context.Context, id string) string\n\tAdd(ctx context.Context, id string)\n}\n\ntype sqlOrderRepo struct{ db db }\n\nfunc (r sqlOrderRepo) Get(ctx context.Context, id string) string { return r.db.Find(id) }\n\nfunc (r sqlOrderRepo) Add(ctx context.Context, id string) { r.db.Insert(id) }\n\nvar repo orderRepo = sqlOrderRepo{}\n\nfunc handle(w http.ResponseWriter, r *http.Request) {\n\tplaceOrder(r.Context(), r.FormValue("id"))\n}\n\nfunc placeOrder(ctx context.Context, orderID string) {\n\tif known := repo.Get(ctx, orderID); known != "" {\n\t\treturn\n\t}\n\trepo.Add(ctx, orderID)\n}\n`,
    );
    files['main.go'] = files['main.go'].replace(
      'import "net/http"',
      `import (\n\t"net/http"\n\n\t"example.com/other/engine"\n\t"${context}"\n)\n\ntype db = engine.Engine`,
    );
    const { services } = await analyzeGo(files);
    expect(services[0]?.operations.map(({ name, reasons }) => [name, reasons.join()])).toEqual([
      ['placeOrder', expect.stringContaining('coordinates 2 other operations')],
    ]);
  });

  it('reach nothing through a method that is only called like one that takes a context', async () => {
    const cache =
      'type cache struct{}\n\nfunc (c cache) Set(ctx context.Context, key string) {\n\thttp.Get(key)\n}\n\n';
    const maker = (ctx: string) =>
      `func createToken(${ctx}claims claims, userID string) string {\n\tclaims.Set("sub", userID)\n\tclaims.Set("aud", "shop")\n\ttext := claims.Text()\n\treturn text\n}\n\n`;
    const handler = (argument: string) =>
      `type claims interface {\n\tSet(key, value string)\n\tText() string\n}\n\nfunc handle(w http.ResponseWriter, r *http.Request) {\n\tcache{}.Set(r.Context(), "")\n\tcreateToken(${argument}nil, "")\n}\n\n`;
    const operations = async (ctx: string, argument: string) => {
      const files = program(handler(argument) + cache + maker(ctx));
      files['main.go'] = files['main.go'].replace(
        'import "net/http"',
        'import (\n\t"context"\n\t"net/http"\n)',
      );
      return (await analyzeGo(files)).services[0]?.operations.map(({ name }) => name);
    };
    expect(await operations('', '')).toEqual([]);
    expect(await operations('ctx context.Context, ', 'r.Context(), ')).toEqual(['createToken']);
  });

  it('leave out what has a span, health checks and generated code', async () => {
    const spanned = ORDER.replace(
      '{\n',
      '{\n\tctx, span := otel.Tracer("x").Start(ctx, "placeOrder")\n\tdefer span.End()\n',
    );
    const files = program(HANDLER + spanned + RECOUNT);
    files['main.go'] = files['main.go'].replace(
      'import "net/http"',
      'import (\n\t"net/http"\n\n\t"go.opentelemetry.io/otel"\n)',
    );
    expect((await analyzeGo(files)).services[0]?.operations).toEqual([]);
  });
});
