import { describe, expect, it } from 'vitest';
import type { RuleWishes } from '#src/engine/lint/rule-selection.js';
import { temporaryTree } from '../../workspace/temporary-tree.js';
import { lintTree, noWishes } from './lint-scene.js';

const wishes: RuleWishes = {
  ...noWishes,
  only: new Map([
    ['sdk-setup', undefined],
    ['double-instrumentation', undefined],
  ]),
};

async function found(files: Record<string, string>, preset: RuleWishes['preset'] = 'recommended') {
  const { report } = await lintTree(temporaryTree(files), { wishes: { ...wishes, preset } });
  return report.findings.map(({ rule, file, line, message }) => `${file}:${line} ${rule} ${message}`);
}

const imports = (paths: readonly string[]) => paths.map((path) => `\t${path}\n`).join('');

const goMain = (body: string, more: readonly string[] = []) => ({
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'main.go': `package main

import (
	"context"
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
${imports(more)})

func main() {
${body}
}
`,
});

const SERVE = '\thttp.ListenAndServe(":80", otelhttp.NewHandler(http.NewServeMux(), "shop"))';
const PROPAGATE = '\totel.SetTextMapPropagator(propagation.TraceContext{})\n';

describe('the set-up of a Go service', () => {
  it('is fine with a provider, a propagator and a shutdown', async () => {
    const body = `\ttp := sdk.NewTracerProvider(sdk.WithBatcher(exporter))\n\tdefer tp.Shutdown(context.Background())\n\totel.SetTracerProvider(tp)\n${PROPAGATE}${SERVE}`;
    expect(await found(goMain(body))).toEqual([]);
  });

  it('lacks a propagator', async () => {
    const body = `\totel.SetTracerProvider(sdk.NewTracerProvider())\n${SERVE}`;
    expect(await found(goMain(body))).toEqual([
      'main.go:14 sdk-setup `shop` sets no propagator, and Go has none by default: what it calls, and what calls it, ends up in other traces. Call `otel.SetTextMapPropagator(propagation.TraceContext{})`.',
    ]);
  });

  it('needs no propagator where its instrumentation makes no spans', async () => {
    const body = `\totel.SetTracerProvider(sdk.NewTracerProvider())\n\thttp.ListenAndServe(":80", otelhttp.NewHandler(http.NewServeMux(), "shop", otelhttp.WithTracerProvider(noop.NewTracerProvider())))`;
    expect(await found(goMain(body))).toEqual([]);
  });

  it('may set the propagator in another package', async () => {
    const files = {
      ...goMain(`\ttelemetry.Start()\n\totel.SetTracerProvider(sdk.NewTracerProvider())\n${SERVE}`, [
        '"example.com/shop/telemetry"',
      ]),
      'telemetry/start.go':
        'package telemetry\n\nimport "go.opentelemetry.io/otel"\n\nfunc Start() { otel.SetTextMapPropagator(nil) }\n',
    };
    expect(await found(files)).toEqual([]);
  });

  it('never registers the provider', async () => {
    const body = `\tsdk.NewTracerProvider()\n${PROPAGATE}${SERVE}`;
    expect((await found(goMain(body)))[0]).toContain('makes a tracer provider and never registers it');
  });

  it('never shuts the provider down', async () => {
    const body = `\totel.SetTracerProvider(sdk.NewTracerProvider(sdk.WithBatcher(exporter)))\n${PROPAGATE}${SERVE}`;
    expect((await found(goMain(body)))[0]).toContain('never shuts its tracer provider down');
  });

  it('is missing where spans are made', async () => {
    const files = {
      'go.mod': 'module example.com/shop\n\ngo 1.24\n',
      'main.go': `package main\n\nimport (\n\t"net/http"\n\n\t"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"\n)\n\nfunc main() {\n${SERVE}\n}\n`,
    };
    expect((await found(files))[0]).toContain('nothing that it reaches sets up a tracer provider');
  });
});

const OTELGIN = '"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"';
const SET_UP = `\ttp := sdk.NewTracerProvider()\n\totel.SetTracerProvider(tp)\n${PROPAGATE}`;

describe('double instrumentation of a Go service', () => {
  it('is a wrapper around a router that has middleware', async () => {
    const body = `${SET_UP}\trouter := gin.New()\n\trouter.Use(otelgin.Middleware("shop"))\n\thttp.ListenAndServe(":80", otelhttp.NewHandler(router, "shop"))`;
    expect(await found(goMain(body, ['"github.com/gin-gonic/gin"', OTELGIN]))).toEqual([
      'main.go:20 double-instrumentation Requests get two server spans: one by this, one by `otelhttp.NewHandler` at main.go:21 around it. Keep one of them.',
    ]);
  });

  it('is not a wrapper beside a router that has middleware', async () => {
    const body = `${SET_UP}\trouter := gin.New()\n\trouter.Use(otelgin.Middleware("shop"))\n\tgo http.ListenAndServe(":80", router)\n\thttp.ListenAndServe(":81", otelhttp.NewHandler(admin(), "admin"))`;
    expect(await found(goMain(body, ['"github.com/gin-gonic/gin"', OTELGIN]))).toEqual([]);
  });

  it('is a stats handler beside an interceptor', async () => {
    const body = `${SET_UP}\tserver := grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()), grpc.UnaryInterceptor(otelgrpc.UnaryServerInterceptor()))\n\tserver.Serve(nil)`;
    const more = [
      '"google.golang.org/grpc"',
      '"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"',
    ];
    expect((await found(goMain(body, more)))[0]).toContain(
      'Every call that is served gets two spans: one by this, one by `otelgrpc.NewServerHandler`',
    );
  });

  it('is a GORM plugin over a driver that is wrapped', async () => {
    const body = `${SET_UP}\tpool, _ := otelsql.Open("postgres", "")\n\tdb, _ := gorm.Open(postgres.New(postgres.Config{Conn: pool}))\n\tdb.Use(tracing.NewPlugin())\n${SERVE}`;
    const more = [
      '"github.com/XSAM/otelsql"',
      '"gorm.io/driver/postgres"',
      '"gorm.io/gorm"',
      '"gorm.io/plugin/opentelemetry/tracing"',
    ];
    expect((await found(goMain(body, more))).join('\n')).toContain('Every query gets two spans');
  });
});

const node = (tracing: string, more: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({
    name: 'shop',
    scripts: { start: 'node --require ./tracing.js server.js' },
    dependencies: {
      express: '^4.0.0',
      pg: '^8.0.0',
      '@sentry/node': '^8.0.0',
      '@opentelemetry/sdk-node': '^0.200.0',
    },
  }),
  'tracing.js': tracing,
  'server.js':
    "const express = require('express');\nconst { Pool } = require('pg');\nconst pool = new Pool();\nconst app = express();\napp.get('/orders', (req, res) => pool.query('SELECT 1').then((rows) => res.json(rows)));\napp.listen(3000);\n",
  ...more,
});

const NODE_SDK = (instrumentations: string) => `const { NodeSDK } = require('@opentelemetry/sdk-node');
const { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');
const { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');
const sdk = new NodeSDK({ instrumentations: ${instrumentations} });
sdk.start();
process.on('SIGTERM', () => sdk.shutdown());
`;

describe('the set-up of a Node.js service', () => {
  it('is fine with an SDK that is loaded first and shut down', async () => {
    expect(await found(node(NODE_SDK('[getNodeAutoInstrumentations()]')), 'strict')).toEqual([]);
  });

  it('registers an instrumentation that is brought already', async () => {
    expect(await found(node(NODE_SDK('[getNodeAutoInstrumentations(), new PgInstrumentation()]')))).toEqual([
      'tracing.js:4 double-instrumentation `@opentelemetry/instrumentation-pg` is registered here and once more by `auto-instrumentations-node` (tracing.js:4): what it instruments makes two spans. Leave it out here, and give its options to `getNodeAutoInstrumentations`.',
    ]);
  });

  it('may register one that is switched off in the bundle', async () => {
    const list =
      "[getNodeAutoInstrumentations({ '@opentelemetry/instrumentation-pg': { enabled: false } }), new PgInstrumentation()]";
    expect(await found(node(NODE_SDK(list)))).toEqual([]);
  });

  it('starts an SDK beside one that starts itself', async () => {
    const files = node(NODE_SDK('[]'));
    const manifest = JSON.parse(files['package.json']) as { scripts: { start: string } };
    manifest.scripts.start =
      'node --require @opentelemetry/auto-instrumentations-node/register --require ./tracing.js server.js';
    files['package.json'] = JSON.stringify(manifest);
    expect((await found(files))[0]).toContain('An SDK is set up here, and `auto-instrumentations-node`');
  });

  it('starts an SDK beside the one of Sentry', async () => {
    const sentry = "const Sentry = require('@sentry/node');\nSentry.init({ dsn: 'x' });\n";
    expect((await found(node(sentry + NODE_SDK('[]'))))[0]).toContain('`Sentry.init` at tracing.js:2');
  });

  it('may leave the SDK to itself beside Sentry', async () => {
    const sentry =
      "const Sentry = require('@sentry/node');\nSentry.init({ dsn: 'x', skipOpenTelemetrySetup: true });\n";
    expect(await found(node(sentry + NODE_SDK('[]')))).toEqual([]);
  });

  it('may make a provider of its own late: it patches nothing', async () => {
    const files = node('', {
      'copies.js':
        "const { BasicTracerProvider } = require('@opentelemetry/sdk-trace-base');\nexports.provider = new BasicTracerProvider();\n",
    });
    files['server.js'] += "require('./copies');\n";
    files['package.json'] = files['package.json'].replace(
      './tracing.js',
      '@opentelemetry/auto-instrumentations-node/register',
    );
    expect(await found(files)).toEqual([]);
  });

  it('is not shut down: from the preset strict on', async () => {
    const root = temporaryTree(node(NODE_SDK('[getNodeAutoInstrumentations()]').replace(/process.*\n/, '')));
    const messages = async (preset: RuleWishes['preset']) =>
      (await lintTree(root, { wishes: { ...noWishes, preset } })).report.findings.map((one) => one.message);
    expect(await messages('recommended')).toEqual([]);
    expect((await messages('strict')).join()).toContain('never shuts its SDK down');
  });

  it('is missing where spans are started', async () => {
    const files = node('', {
      'orders.js':
        "const { trace } = require('@opentelemetry/api');\nexports.run = () => trace.getTracer('shop').startActiveSpan('list orders', (span) => span.end());\n",
    });
    files['server.js'] = `require('./orders').run();\n${files['server.js']}`;
    files['package.json'] = files['package.json']
      .replace(',"@sentry/node":"^8.0.0"', '')
      .replace(',"@opentelemetry/sdk-node":"^0.200.0"', '');
    expect((await found(files))[0]).toContain('starts spans, and nothing that it loads or lists');
  });
});
