/** Set-ups that are there get what they lack, or are left with a reason. */
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import type { Completion } from '#src/languages/node/rewrite/node-service.js';
import { completeSetup } from '#src/languages/node/rewrite/setup/complete-setup.js';
import { applied, readTree } from './support/programs-of.js';

const PG: Completion = {
  missing: [
    {
      package: '@opentelemetry/instrumentation-pg',
      export: 'PgInstrumentation',
      options: '{ requireParentSpan: true }',
    },
  ],
  versionOf: () => ({ range: '~0.76.0' }),
};
const TWO: Completion = {
  missing: [
    { package: '@opentelemetry/instrumentation-pg', export: 'PgInstrumentation' },
    { package: '@opentelemetry/instrumentation-ioredis', export: 'IORedisInstrumentation' },
  ],
  versionOf: () => ({ range: '~0.76.0' }),
};

interface Case {
  files: Record<string, string>;
  start?: string;
  dependencies?: Record<string, string>;
  completion?: Completion;
}

const APP = "const { Pool } = require('pg');\nnew Pool();\nrequire('express')().listen(80);\n";

async function complete({
  files,
  start = 'node --require ./otel.js server.js',
  dependencies = {},
  completion = PG,
}: Case) {
  const type = files['otel.mjs'] === undefined && files['otel.ts'] === undefined ? 'commonjs' : 'module';
  const tree: Record<string, string> = {
    'package.json': JSON.stringify({
      name: 'orders',
      type,
      scripts: { start },
      dependencies: { express: '5', ...dependencies },
    }),
    'server.js': APP,
    ...files,
  };
  const { services, scene } = await readTree(tree);
  const [service] = services;
  if (service === undefined) throw new Error('no service');
  const { changes, skips } = completeSetup(service, completion, scene);
  const edits = changes.flatMap((change) => change.edits);
  return { changes, skips, files: applied(tree, edits) };
}

const OTEL = "const { NodeSDK } = require('@opentelemetry/sdk-node');\n";
const WITH_PG = `${OTEL}const { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');\n`;
const NEW_PG = 'new PgInstrumentation({ requireParentSpan: true })';

describe('an instrumentation is added', () => {
  it.each<[string, string, string]>([
    [
      'to the list',
      `${OTEL}const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');

new NodeSDK({
  instrumentations: [
    new HttpInstrumentation(), // in and out
  ],
}).start();
`,
      `${OTEL}const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');

new NodeSDK({
  instrumentations: [
    new HttpInstrumentation(), // in and out
    ${NEW_PG},
  ],
}).start();
`,
    ],
    [
      'to an empty list',
      `${OTEL}new NodeSDK({ instrumentations: [] }).start();\n`,
      `${WITH_PG}new NodeSDK({ instrumentations: [${NEW_PG}] }).start();\n`,
    ],
    [
      'to options without a list',
      `${OTEL}new NodeSDK({ serviceName: 'orders' }).start();\n`,
      `${WITH_PG}new NodeSDK({ serviceName: 'orders', instrumentations: [${NEW_PG}] }).start();\n`,
    ],
    [
      'to an SDK without options',
      `${OTEL}const sdk = new NodeSDK();\nsdk.start();\n`,
      `${WITH_PG}const sdk = new NodeSDK({ instrumentations: [${NEW_PG}] });\nsdk.start();\n`,
    ],
    [
      'to a list in a variable',
      `${OTEL}const list = [...base()];\nconst options = { instrumentations: list };\nnew NodeSDK(options).start();\n`,
      `${WITH_PG}const list = [...base(), ${NEW_PG}];\nconst options = { instrumentations: list };\nnew NodeSDK(options).start();\n`,
    ],
    [
      'to a list that a function gives',
      `${OTEL}function all() {\n  return [one];\n}\nnew NodeSDK({ instrumentations: all() }).start();\n`,
      `${WITH_PG}function all() {\n  return [one, ${NEW_PG}];\n}\nnew NodeSDK({ instrumentations: all() }).start();\n`,
    ],
    [
      'beside the automatic ones',
      `${OTEL}const { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');\nnew NodeSDK({ instrumentations: getNodeAutoInstrumentations({}) }).start();\n`,
      `${OTEL}const { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');\nconst { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');\nnew NodeSDK({ instrumentations: [getNodeAutoInstrumentations({}), ${NEW_PG}] }).start();\n`,
    ],
    [
      'to a provider set up by hand',
      "const { registerInstrumentations } = require('@opentelemetry/instrumentation');\nregisterInstrumentations({ tracerProvider: provider, instrumentations: [one] });\n",
      `const { registerInstrumentations } = require('@opentelemetry/instrumentation');\nconst { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');\nregisterInstrumentations({ tracerProvider: provider, instrumentations: [one, ${NEW_PG}] });\n`,
    ],
  ])('%s', async (_title, before, after) => {
    const { files, changes, skips } = await complete({ files: { 'otel.js': before } });
    expect(skips).toEqual([]);
    expect(files['otel.js']).toBe(after);
    expect(parseSync('otel.js', after).errors).toEqual([]);
    expect(changes.flatMap(({ requires }) => requires)).toEqual([
      { ecosystem: 'npm', name: '@opentelemetry/instrumentation-pg', version: '~0.76.0', directory: '.' },
    ]);
  });

  it('by an import in an ES module, in its own quotes, several in one go', async () => {
    const before = `import { NodeSDK } from "@opentelemetry/sdk-node"\n\nnew NodeSDK({ instrumentations: [] }).start()\n`;
    const { files } = await complete({
      files: { 'otel.mjs': before },
      start: 'node --import ./otel.mjs server.js',
      completion: TWO,
    });
    expect(files['otel.mjs']).toBe(
      `import { NodeSDK } from "@opentelemetry/sdk-node"\nimport { PgInstrumentation } from "@opentelemetry/instrumentation-pg"\nimport { IORedisInstrumentation } from "@opentelemetry/instrumentation-ioredis"\n\nnew NodeSDK({ instrumentations: [new PgInstrumentation(), new IORedisInstrumentation()] }).start()\n`,
    );
  });

  it('to the list of another file', async () => {
    const { files } = await complete({
      files: {
        'otel.mjs':
          "import { NodeSDK } from '@opentelemetry/sdk-node';\nimport { instrumentations } from './list.mjs';\nnew NodeSDK({ instrumentations }).start();\n",
        'list.mjs':
          "import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';\n\nexport const instrumentations = [new HttpInstrumentation()];\n",
      },
      start: 'node --import ./otel.mjs server.js',
    });
    expect(files['list.mjs']).toBe(
      `import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';\nimport { PgInstrumentation } from '@opentelemetry/instrumentation-pg';\n\nexport const instrumentations = [new HttpInstrumentation(), ${NEW_PG}];\n`,
    );
  });

  it('with what its options mention', async () => {
    const http = {
      package: '@opentelemetry/instrumentation-http',
      export: 'HttpInstrumentation',
      options: '{ level: HttpLevel.Low, ignore: HEALTH }',
      uses: ['HttpLevel'],
      preamble: ['const HEALTH = /^\\/health/;'],
    };
    const completion: Completion = { ...PG, missing: [http] };
    const before = `${OTEL}\nnew NodeSDK({ instrumentations: [] }).start();\n`;
    const { files } = await complete({ files: { 'otel.js': before }, completion });
    expect(files['otel.js']).toBe(
      `${OTEL}const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');\nconst { HttpLevel } = require('@opentelemetry/instrumentation-http');\n\nconst HEALTH = /^\\/health/;\n\nnew NodeSDK({ instrumentations: [new HttpInstrumentation({ level: HttpLevel.Low, ignore: HEALTH })] }).start();\n`,
    );
    const taken = `${OTEL}const HEALTH = 1;\nnew NodeSDK({ instrumentations: [] }).start();\n`;
    const other = await complete({ files: { 'otel.js': taken }, completion });
    expect(other.files['otel.js']).toContain('instrumentations: [new HttpInstrumentation()]');
  });

  it('to @vercel/otel, which keeps its own', async () => {
    const { files } = await complete({
      files: {
        'otel.mjs':
          "import { registerOTel } from '@vercel/otel';\nregisterOTel({ serviceName: 'orders' });\n",
      },
      start: 'node --import ./otel.mjs server.js',
    });
    expect(files['otel.mjs']).toContain(
      `registerOTel({ serviceName: 'orders', instrumentations: ['auto', ${NEW_PG}] });`,
    );
  });
});

describe('a set-up is left alone', () => {
  it('that has the instrumentation already', async () => {
    const { changes, skips } = await complete({
      files: {
        'otel.js': `${WITH_PG}new NodeSDK({ instrumentations: [new PgInstrumentation()] }).start();\n`,
      },
    });
    expect([changes, skips]).toEqual([[], []]);
  });

  it.each<[string, string, Case]>([
    [
      'that a condition makes',
      'setup-not-understood',
      { files: { 'otel.js': `${OTEL}new NodeSDK({ instrumentations: dev ? [] : [one] }).start();` } },
    ],
    [
      'that a library gives its options',
      'setup-not-understood',
      { files: { 'otel.js': `${OTEL}new NodeSDK({ ...require('@acme/otel').options }).start();` } },
    ],
    [
      'that a module starts by being loaded',
      'setup-fixed-list',
      { files: {}, start: 'node --require @opentelemetry/auto-instrumentations-node/register server.js' },
    ],
    ['of Datadog', 'setup-other-agent', { files: {}, start: 'node --require dd-trace/init server.js' }],
    ['of New Relic', 'setup-other-agent', { files: { 'server.js': `require('newrelic');\n${APP}` } }],
    [
      'of Elastic',
      'setup-other-agent',
      { files: { 'server.js': `require('elastic-apm-node').start();\n${APP}` } },
    ],
    [
      'of Sentry 9',
      'setup-sentry',
      {
        files: { 'server.js': `require('@sentry/node').init({});\n${APP}` },
        dependencies: { '@sentry/node': '^9.1.0' },
      },
    ],
    [
      'whose versions do not fit',
      'setup-version',
      {
        files: { 'otel.js': `${OTEL}new NodeSDK({ instrumentations: [] }).start();` },
        completion: { ...PG, versionOf: () => ({ unavailable: 'none' }) },
      },
    ],
  ])('%s', async (_title, code, one) => {
    const { changes, skips } = await complete(one);
    expect(changes).toEqual([]);
    expect(skips.map((skip) => skip.code)).toEqual([code]);
  });

  it('is completed, and told to come too late, where libraries are loaded first', async () => {
    const { changes, skips } = await complete({
      files: {
        'server.js': `${APP}require('./otel');\n`,
        'otel.js': `${OTEL}new NodeSDK({ instrumentations: [] }).start();\n`,
      },
      start: 'node server.js',
    });
    expect(changes.length).toBe(1);
    expect(skips.map(({ code, file, message }) => [code, file, message])).toEqual([
      ['setup-loaded-late', 'otel.js', 'The SDK is set up at otel.js:2, after `express`, `pg` are loaded.'],
    ]);
  });
});
