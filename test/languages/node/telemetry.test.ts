import { describe, expect, it } from 'vitest';
import { type Files, type Options, scan, serviceWith } from './support/in-memory.js';

/** What instruments the pg pool of a service: `bare` or by what. */
async function pgIn(files: Files, options: Options = {}): Promise<string> {
  const { services } = await scan(files, options);
  const site = services[0]?.sites.find(({ id }) => id === 'pg');
  return site === undefined ? 'none' : (site.by ?? 'bare');
}

const POOL = "const { Pool } = require('pg');\nnew Pool();";
const AUTO = 'auto-instrumentations-node';
const sdk = (instrumentations: string) =>
  `const { NodeSDK } = require('@opentelemetry/sdk-node');\nconst { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');\nconst { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');\nconst { ExpressInstrumentation } = require('@opentelemetry/instrumentation-express');\nconst sdk = new NodeSDK({ ${instrumentations} });\nsdk.start();`;
const PG = '@opentelemetry/instrumentation-pg';

/** The set-up in `otel.js`, which the entry requires first. */
const required = (setUp: string): Files => serviceWith(`require('./otel');\n${POOL}`, { 'otel.js': setUp });

describe('an SDK instruments pg', () => {
  it.each([
    ['with its instrumentation', sdk('instrumentations: [new PgInstrumentation()]'), PG],
    ['with the auto-instrumentations', sdk('instrumentations: [getNodeAutoInstrumentations()]'), AUTO],
    ['with the auto-instrumentations alone', sdk('instrumentations: getNodeAutoInstrumentations()'), AUTO],
    [
      'among others, spread',
      sdk('instrumentations: [...[new PgInstrumentation()], new ExpressInstrumentation()]'),
      PG,
    ],
    ['not with an empty list', sdk('instrumentations: []'), 'bare'],
    ['not without a list', sdk(''), 'bare'],
    ['not with another instrumentation', sdk('instrumentations: [new ExpressInstrumentation()]'), 'bare'],
    [
      'not when it is disabled',
      sdk(`instrumentations: [getNodeAutoInstrumentations({ '${PG}': { enabled: false } })]`),
      'bare',
    ],
    [
      'by registerInstrumentations',
      `const { registerInstrumentations } = require('@opentelemetry/instrumentation');\nconst { PgInstrumentation } = require('${PG}');\nregisterInstrumentations({ instrumentations: [new PgInstrumentation()] });`,
      PG,
    ],
    [
      'by a function that is called',
      `const { PgInstrumentation } = require('${PG}');\nfunction start() { new PgInstrumentation(); }\nstart();`,
      PG,
    ],
    [
      'not by a function that nobody calls',
      `const { PgInstrumentation } = require('${PG}');\nfunction start() { new PgInstrumentation(); }`,
      'bare',
    ],
    ['by the register module', "require('@opentelemetry/auto-instrumentations-node/register');", AUTO],
    ['by @splunk/otel', "const { start } = require('@splunk/otel');\nstart();", '@splunk/otel'],
    [
      'by Azure Monitor',
      "const { useAzureMonitor } = require('@azure/monitor-opentelemetry');\nuseAzureMonitor();",
      '@azure/monitor-opentelemetry',
    ],
    ['not by Sentry', "const Sentry = require('@sentry/node');\nSentry.init({});", 'bare'],
    ['not by dd-trace', "require('dd-trace').init();", 'bare'],
  ])('%s', async (_situation, setUp, expected) => {
    expect(await pgIn(required(setUp))).toBe(expected);
  });

  it('from a shared package of the workspace', async () => {
    const files = {
      'apps/api/package.json': { name: 'api', type: 'module', scripts: { start: 'node main.js' } },
      'apps/api/main.js':
        "import { startTelemetry } from '@shop/otel';\nimport express from 'express';\nimport pg from 'pg';\nstartTelemetry('api');\nnew pg.Pool();\nexpress().listen(80);",
      'packages/otel/package.json': { name: '@shop/otel', main: './src/index.ts' },
      'packages/otel/src/index.ts': `import { NodeSDK } from '@opentelemetry/sdk-node';\nimport { PgInstrumentation } from '${PG}';\nconst list = () => [new PgInstrumentation()];\nexport function startTelemetry(name: string) {\n  new NodeSDK({ instrumentations: list() }).start();\n}`,
    };
    expect(await pgIn(files)).toBe(PG);
  });

  it('not when package.json lists it and nothing loads it', async () => {
    const files = serviceWith(
      POOL,
      {},
      { dependencies: { '@opentelemetry/auto-instrumentations-node': '^0.81.0' } },
    );
    const { services } = await scan(files);
    const site = services[0]?.sites.find(({ id }) => id === 'pg');
    expect(site?.instrumented).toBe(false);
    expect(site?.why).toBe(
      'package.json lists OpenTelemetry packages, but nothing that this service loads sets them up.',
    );
  });

  it('not in a version that it does not support', async () => {
    const files = { ...required(sdk('instrumentations: [new PgInstrumentation()]')) };
    files['package.json'] = { scripts: { start: 'node index.js' }, dependencies: { pg: '^9.0.0' } };
    const { services } = await scan(files);
    expect(services[0]?.sites.find(({ id }) => id === 'pg')?.why).toContain('outside >=8.0.3 <9');
  });
});

describe('a set-up outside the code is loaded', () => {
  const otel = { 'otel.js': sdk('instrumentations: [new PgInstrumentation()]') };
  const started = (start: string, more: Files = otel): Files =>
    serviceWith(POOL, more, { scripts: { start } });
  const plain = serviceWith(POOL, otel);

  it.each<[string, Files, Options, string]>([
    ['by --require in a script', started('node --require ./otel.js index.js'), {}, PG],
    ['by -r', started('node -r ./otel index.js'), {}, PG],
    ['by --import', started('node --import ./otel.js index.js'), {}, PG],
    ['by NODE_OPTIONS in a script', started("NODE_OPTIONS='--require ./otel.js' node index.js"), {}, PG],
    [
      'by the register module',
      started('node --require @opentelemetry/auto-instrumentations-node/register index.js', {}),
      {},
      AUTO,
    ],
    [
      'by a Dockerfile',
      plain,
      {
        workloads: [
          {
            source: 'dockerfile',
            file: 'Dockerfile',
            dockerfile: 'Dockerfile',
            command: ['node', '--require', './otel.js', 'index.js'],
          },
        ],
        images: [{}],
      },
      PG,
    ],
    [
      'by ENV of a Dockerfile',
      plain,
      {
        workloads: [
          {
            source: 'dockerfile',
            file: 'Dockerfile',
            dockerfile: 'Dockerfile',
            command: ['node', 'index.js'],
          },
        ],
        images: [{ env: { NODE_OPTIONS: '--require=/app/otel.js' } }],
      },
      PG,
    ],
    [
      'by compose',
      plain,
      {
        workloads: [
          { name: 'shop', command: ['npm', 'start'], env: { NODE_OPTIONS: '--require ./otel.js' } },
        ],
      },
      PG,
    ],
    [
      'by the annotation of the operator',
      plain,
      {
        workloads: [
          {
            source: 'kubernetes',
            name: 'shop',
            command: ['node', 'index.js'],
            annotations: { 'instrumentation.opentelemetry.io/inject-nodejs': 'true' },
          },
        ],
      },
      AUTO,
    ],
    [
      'not by a script that deployments do not use',
      started('node --require ./otel.js index.js'),
      { workloads: [{ command: ['node', 'index.js'] }] },
      'bare',
    ],
    [
      'not when the environment disables it',
      started('node --require @opentelemetry/auto-instrumentations-node/register index.js'),
      { workloads: [{ command: ['npm', 'start'], env: { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'dns,pg' } }] },
      'bare',
    ],
    [
      'not when the environment enables others only',
      plain,
      {
        workloads: [
          {
            command: ['node', 'index.js'],
            env: {
              NODE_OPTIONS: '--require @opentelemetry/auto-instrumentations-node/register',
              OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http',
            },
          },
        ],
      },
      'bare',
    ],
  ])('%s', async (_situation, files, options, expected) => {
    expect(await pgIn(files, options)).toBe(expected);
  });

  it('from a file that only the image puts in place', async () => {
    const files = serviceWith(POOL, {
      'deploy/telemetry.js': sdk('instrumentations: [new PgInstrumentation()]'),
    });
    const options = {
      workloads: [
        {
          source: 'dockerfile' as const,
          file: 'Dockerfile',
          dockerfile: 'Dockerfile',
          command: ['node', '--require=./otel.js', 'index.js'],
        },
      ],
      images: [{ copies: [{ from: 'deploy/telemetry.js', to: 'otel.js' }] }],
    };
    expect(await pgIn(files, options)).toBe(PG);
  });

  it('from a package of the workspace, under a name of its own', async () => {
    const files = {
      ...serviceWith(POOL, {}, { scripts: { start: 'node --import=@acme/kit/telemetry index.js' } }),
      'kit/package.json': { name: '@acme/kit', exports: { './telemetry': './dist/telemetry.js' } },
      'kit/src/telemetry.ts': sdk('instrumentations: [new PgInstrumentation()]'),
    };
    expect(await pgIn(files)).toBe(PG);
  });
});

describe('code instruments', () => {
  it('Hono with its middleware', async () => {
    const files = {
      'package.json': { type: 'module', scripts: { start: 'node main.js' } },
      'main.js':
        "import { Hono } from 'hono';\nimport { serve } from '@hono/node-server';\nimport { httpInstrumentationMiddleware } from '@hono/otel';\nconst app = new Hono();\napp.use(httpInstrumentationMiddleware());\nserve(app);",
    };
    const { services } = await scan(files);
    expect(services[0]?.sites.map(({ id, by }) => `${id} ${by}`)).toEqual(['hono @hono/otel']);
  });

  it('a producer by hand, when the context goes into the message', async () => {
    const text =
      "const { Kafka } = require('kafkajs');\nconst { trace, context, propagation } = require('@opentelemetry/api');\nconst producer = new Kafka({}).producer();\nfunction publish(order) { trace.getTracer('x').startActiveSpan('publish order', (span) => { const headers = {}; propagation.inject(context.active(), headers); producer.send({ headers }); span.end(); }); }\napp.post('/orders', publish);";
    const { services } = await scan(serviceWith(text));
    expect(services[0]?.sites.find(({ id }) => id === 'kafkajs')?.by).toBe('manual');
  });

  it('nothing by a span alone', async () => {
    const text =
      "const { Kafka } = require('kafkajs');\nconst { trace } = require('@opentelemetry/api');\nnew Kafka({}).producer();\ntrace.getTracer('x').startSpan('publish');";
    const { services } = await scan(serviceWith(text));
    expect(services[0]?.sites.find(({ id }) => id === 'kafkajs')?.instrumented).toBe(false);
  });
});

describe('fastify is', () => {
  const files = (version: string): Files => ({
    'package.json': {
      scripts: { start: 'node main.js' },
      dependencies: { '@opentelemetry/auto-instrumentations-node': version },
    },
    'main.js':
      "require('@opentelemetry/auto-instrumentations-node/register');\nconst app = require('fastify')();\napp.listen({ port: 80 });",
  });

  it.each([
    ['instrumented by the auto-instrumentations that had it', '^0.60.0', AUTO],
    ['bare with those of today', '^0.81.0', undefined],
  ])('%s', async (_situation, version, by) => {
    const { services } = await scan(files(version));
    expect(services[0]?.sites[0]?.by).toBe(by);
  });
});

describe('a diagnostic says', () => {
  const codes = async (files: Files) =>
    (await scan(files)).diagnostics.map(({ code, file, line }) => `${code} ${file}:${line}`);

  it('that the SDK is loaded after the libraries', async () => {
    const files = serviceWith(`${POOL}\nrequire('./otel');`, {
      'otel.js': sdk('instrumentations: [new PgInstrumentation()]'),
    });
    expect(await codes(files)).toEqual(['sdk-loaded-late index.js:4']);
    expect(await pgIn(files)).toBe(PG);
  });

  it('nothing when the SDK is first', async () => {
    const files = {
      ...serviceWith('', { 'otel.js': sdk('instrumentations: [new PgInstrumentation()]') }),
      'index.js': `require('./otel');\n${POOL}\nrequire('express')().listen(80);`,
    };
    expect(await codes(files)).toEqual([]);
  });

  it('that an ES module has no loader hook', async () => {
    const files = {
      'package.json': { type: 'module', scripts: { start: 'node --import ./otel.js index.js' } },
      'index.js':
        "import pg from 'pg';\nimport express from 'express';\nnew pg.Pool();\nexpress().listen(80);",
      'otel.js': `import { NodeSDK } from '@opentelemetry/sdk-node';\nimport { PgInstrumentation } from '${PG}';\nnew NodeSDK({ instrumentations: [new PgInstrumentation()] }).start();`,
    };
    expect(await codes(files)).toEqual(['esm-without-hook index.js:1']);
    const hooked = {
      ...files,
      'otel.js': `import { register } from 'node:module';\nregister('@opentelemetry/instrumentation/hook.mjs', import.meta.url);\n${files['otel.js']}`,
    };
    expect(await codes(hooked)).toEqual([]);
  });
});

describe('other tracers are reported apart', () => {
  it.each([
    ["require('dd-trace').init();", ['dd-trace']],
    ["const Sentry = require('@sentry/node');", ['sentry']],
    ["const Sentry = require('@sentry/react-router');", ['sentry']],
    ["const Sentry = require('@sentry/react');", []],
    ["require('newrelic');", ['newrelic']],
    ["require('elastic-apm-node').start();", ['elastic-apm']],
    ["require('@instana/collector')();", ['instana']],
    ["const { initGlobalTracer } = require('opentracing');", ['opentracing']],
    ["const { Tracer } = require('zipkin');\nrequire('zipkin-transport-http');", ['zipkin']],
    ["require('@opentelemetry/api');", []],
  ])('%s', async (text, expected) => {
    const { services } = await scan(serviceWith(text));
    expect(services[0]?.otherTracers).toEqual(expected);
  });

  it('when a script preloads them', async () => {
    const { services } = await scan(
      serviceWith('', {}, { scripts: { start: 'node -r dd-trace/init index.js' } }),
    );
    expect(services[0]?.otherTracers).toEqual(['dd-trace']);
  });
});
