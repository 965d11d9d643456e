/** What kind of program a main is, and what it is called. */
import { describe, expect, it } from 'vitest';
import { analyzeGo, siteLines, undeployed } from './support/analyze-go.js';

const GO_MOD = 'module example.com/shop\n\ngo 1.25\n';
const main = (imports: string[], body: string) =>
  `package main\n\nimport (\n${imports.map((i) => `\t"${i}"`).join('\n')}\n)\n\nfunc main() {\n\t${body}\n}\n`;
const SERVER = main(['net/http'], 'http.ListenAndServe(":80", routes())');

describe('kinds', () => {
  const LAMBDA = 'github.com/aws/aws-lambda-go/lambda';
  const cases: [string, string, string][] = [
    [
      'a Kratos gRPC server',
      main(['github.com/go-kratos/kratos/v2/transport/grpc'], 'grpc.NewServer()'),
      'grpc',
    ],
    [
      'a Kratos HTTP server',
      main(['github.com/go-kratos/kratos/v2/transport/http'], 'http.NewServer()'),
      'http',
    ],
    ['go-zero RPC', main(['github.com/zeromicro/go-zero/zrpc'], 'zrpc.MustNewServer(c, r).Start()'), 'grpc'],
    ['a go-queue consumer', main(['github.com/zeromicro/go-queue/kq'], 'kq.MustNewQueue(c, h)'), 'worker'],
    ['a scheduler of jobs', main(['github.com/hibiken/asynq'], 'asynq.NewScheduler(r, nil).Run()'), 'worker'],
    ['cron in the program', main(['github.com/robfig/cron/v3'], 'cron.New().Run()'), 'worker'],
    ['a Lambda function of a stream', main([LAMBDA], 'lambda.Start(handle)'), 'unknown'],
    [
      'a Lambda function behind an API gateway',
      main(
        [LAMBDA, 'github.com/aws/aws-lambda-go/events'],
        'lambda.Start(func() any { return events.APIGatewayV2HTTPResponse{} })',
      ),
      'http',
    ],
  ];
  it.each(cases)('%s', async (_name, text, kind) => {
    const result = await analyzeGo({ 'go.mod': GO_MOD, 'cmd/shop/main.go': text });
    expect(result.services.map((s) => s.kind)).toEqual([kind]);
  });
});

describe('names', () => {
  it.each([
    ['example.com/shop', 'app/order/cmd/rpc', 'order-rpc'],
    ['example.com/shop', 'app/order/cmd/api', 'order'],
    ['example.com/shop', 'app/courier/job/cmd/server', 'courier-job'],
    ['example.com/shop', 'services/worker', 'worker'],
    ['example.com/shop', 'cmd/checkout', 'checkout'],
    ['example.com/team/shop/v3', 'cmd', 'shop'],
    ['go.example.com/server', 'cmd/server', 'server'],
    ['shop.example/v2', '.', 'shop'],
  ])('%s %s: %s', async (module, directory, name) => {
    const result = await analyzeGo({
      'go.mod': `module ${module}\n`,
      [directory === '.' ? 'main.go' : `${directory}/main.go`]: SERVER,
    });
    expect(result.services.map((s) => s.name)).toEqual([name]);
  });
});

describe('what is no service', () => {
  const run = { ...undeployed, hasImage: () => true, isRun: () => true };
  const job = main(['os'], 'os.Mkdir("/tmp/keys", 0o755)');
  it.each([
    ['a program below a directory of tests, deployed or not', 'tests/apps/echo/main.go', SERVER, run, 'test'],
    ["a developer's helper that a Procfile starts", 'hack/mounter/main.go', job, run, 'tool'],
    [
      'a command line that forwards a port until it is interrupted',
      'viz/main.go',
      main(['net', 'os/signal'], 'net.Listen("tcp", "localhost:0"); signal.Notify(stop)'),
      undeployed,
      'tool',
    ],
    ['a generator of documentation', 'cmd/docs/main.go', SERVER, undeployed, 'tool'],
  ])('%s', async (_name, path, text, view, why) => {
    const result = await analyzeGo({ 'go.mod': GO_MOD, [path]: text }, view);
    expect(result.services).toEqual([]);
    expect(result.packages[0]?.why).toBe(why);
  });
});

describe('frameworks that trace by themselves', () => {
  const files = {
    'go.mod': GO_MOD,
    'order/main.go': main(['github.com/zeromicro/go-zero/rest'], 'rest.MustNewServer(c.RestConf).Start()'),
  };
  it.each([
    ['when the configuration says so', 'Name: order\nTelemetry:\n  Endpoint: http://tempo:4318\n', 'go-zero'],
    ['not without it', 'Name: order\nOther:\n  Telemetry: no\n', 'bare'],
  ])('%s', async (_name, config, by) => {
    const result = await analyzeGo({ ...files, 'order/etc/order.yaml': config });
    expect(siteLines(result)).toEqual([`go-zero order/main.go:8 ${by}`]);
  });
});
