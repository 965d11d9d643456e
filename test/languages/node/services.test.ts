import { describe, expect, it } from 'vitest';
import { type Files, type Options, type Scanned, scan, sitesOf } from './support/in-memory.js';

const EXPRESS = "require('express')().listen(80);";
const describeServices = ({ services }: Scanned) =>
  services.map(({ name, path, kind, entrypoints }) => `${name} [${path}] ${kind} ${entrypoints.join(' ')}`);

async function servicesIn(files: Files, options: Options = {}): Promise<string[]> {
  return describeServices(await scan(files, options));
}

describe('an entrypoint is found', () => {
  it.each<[string, Files, string[]]>([
    [
      'in the start script',
      { 'package.json': { name: 'shop', scripts: { start: 'node server.js' } }, 'server.js': EXPRESS },
      ['shop [.] http server.js'],
    ],
    [
      'in a script that another calls',
      {
        'package.json': { name: 'shop', scripts: { start: 'npm run serve', serve: 'node server.js' } },
        'server.js': EXPRESS,
      },
      ['shop [.] http server.js'],
    ],
    [
      'in the words that a script hands on to another',
      {
        'package.json': {
          name: 'shop',
          scripts: { start: 'npm run with:env -- node server.js', 'with:env': 'dotenv -e .env --' },
        },
        'server.js': EXPRESS,
      },
      ['shop [.] http server.js'],
    ],
    [
      'in a package of its own, and not in the library that it loads',
      {
        'api/package.json': { name: 'api', scripts: { start: 'node dist/bin.js' } },
        'api/src/index.js': `export const start = () => ${EXPRESS}`,
        'deploy/package.json': { name: 'deploy', scripts: { start: 'node api.js' } },
        'deploy/api.js': "import { start } from 'api';\nstart();",
      },
      ['deploy [deploy] http deploy/api.js'],
    ],
    [
      'through the build output',
      {
        'package.json': { name: 'shop', scripts: { dev: 'tsx src/main.ts', start: 'node dist/main.js' } },
        'src/main.ts': EXPRESS,
      },
      ['shop [.] http src/main.ts'],
    ],
    [
      'through outDir and rootDir',
      {
        'package.json': { name: 'shop', scripts: { start: 'node output/main.js' } },
        'tsconfig.json': '{ "compilerOptions": { "outDir": "output", "rootDir": "code" } }',
        'code/main.ts': EXPRESS,
      },
      ['shop [.] http code/main.ts'],
    ],
    [
      'in the bundler of the build',
      {
        'package.json': {
          name: 'shop',
          scripts: { build: 'esbuild source/api.ts --bundle', start: 'node dist/bundle.js' },
        },
        'source/api.ts': EXPRESS,
      },
      ['shop [.] http source/api.ts'],
    ],
    [
      'in main when it listens itself',
      { 'package.json': { name: 'shop', main: 'app.js' }, 'app.js': EXPRESS },
      ['shop [.] http app.js'],
    ],
    [
      'with a scope in the package name',
      {
        'package.json': { name: '@acme/shop', scripts: { start: 'node .' }, main: 'app.js' },
        'app.js': EXPRESS,
      },
      ['shop [.] http app.js'],
    ],
    [
      'without any package name',
      { 'carts/package.json': { scripts: { start: 'node app.js' } }, 'carts/app.js': EXPRESS },
      ['carts [carts] http carts/app.js'],
    ],
  ])('%s', async (_situation, files, expected) => {
    expect(await servicesIn(files)).toEqual(expected);
  });

  const plain: Files = {
    'package.json': { name: 'shop' },
    'src/api.js': EXPRESS,
    'src/worker.js': "const { Worker } = require('bullmq');\nnew Worker('q', f);",
  };

  it.each<[string, Options, string[]]>([
    [
      'by a Dockerfile',
      {
        workloads: [
          {
            source: 'dockerfile',
            file: 'Dockerfile',
            dockerfile: 'Dockerfile',
            command: ['node', 'src/api.js'],
          },
        ],
        images: [{}],
      },
      ['shop [.] http src/api.js'],
    ],
    [
      'by its path in the container',
      {
        workloads: [
          {
            source: 'dockerfile',
            file: 'Dockerfile',
            dockerfile: 'Dockerfile',
            command: ['node', '/usr/src/app/src/api.js'],
          },
        ],
        images: [{}],
      },
      ['shop [.] http src/api.js'],
    ],
    [
      'by a Procfile',
      { workloads: [{ source: 'procfile', file: 'Procfile', name: 'web', command: ['node', 'src/api.js'] }] },
      ['web [.] http src/api.js'],
    ],
    [
      'by PM2',
      { workloads: [{ source: 'pm2', file: 'ecosystem.config.js', name: 'api', command: ['src/api.js'] }] },
      ['api [.] http src/api.js'],
    ],
    [
      'twice by compose: two services',
      {
        workloads: [
          { name: 'api', command: ['node', 'src/api.js'] },
          { name: 'mailer', command: ['node', 'src/worker.js'] },
        ],
      },
      ['api [.] http src/api.js', 'mailer [.] worker src/worker.js'],
    ],
    [
      'by a Kubernetes CronJob',
      { workloads: [{ source: 'kubernetes', name: 'report', kind: 'job', command: ['node', 'src/api.js'] }] },
      ['report [.] job src/api.js'],
    ],
  ])('%s', async (_situation, options, expected) => {
    expect(await servicesIn(plain, options)).toEqual(expected);
  });

  it('without a package.json, by its Dockerfile', async () => {
    const options: Options = {
      workloads: [
        {
          source: 'dockerfile',
          file: 'api/Dockerfile',
          dockerfile: 'api/Dockerfile',
          directory: 'api',
          command: ['node', 'server.js'],
        },
      ],
      images: [{ file: 'api/Dockerfile', directory: 'api' }],
    };
    expect(await servicesIn({ 'api/server.js': EXPRESS }, options)).toEqual(['api [api] http api/server.js']);
  });
});

describe('services of a package', () => {
  it('are one when several scripts start the same file', async () => {
    const files = {
      'package.json': {
        name: 'shop',
        scripts: { start: 'node app.js', dev: 'nodemon app.js', 'start:prod': 'node ./app' },
      },
      'app.js': EXPRESS,
    };
    expect(await servicesIn(files)).toEqual(['shop [.] http app.js']);
  });

  it('are several when scripts start several programs', async () => {
    const files = {
      'package.json': { name: 'shop', scripts: { orders: 'node orders.js', payments: 'node payments.js' } },
      'orders.js': EXPRESS,
      'payments.js': EXPRESS,
    };
    expect(await servicesIn(files)).toEqual(['orders [.] http orders.js', 'payments [.] http payments.js']);
  });

  it('do not include one by which developers start another, unless it is the only one', async () => {
    const scripts = { start: 'node dist/server.js', 'start:dev': 'tsx src/server-dev.ts' };
    const files = { 'src/server.ts': EXPRESS, 'src/server-dev.ts': EXPRESS };
    expect(await servicesIn({ 'package.json': { name: 'shop', scripts }, ...files })).toEqual([
      'shop [.] http src/server.ts',
    ]);
    expect(
      await servicesIn({
        'package.json': { name: 'shop', scripts: { start: 'tsx src/server-dev.ts' } },
        'src/server-dev.ts': EXPRESS,
      }),
    ).toEqual(['shop [.] http src/server-dev.ts']);
  });

  it('do not include a part that a script starts alone', async () => {
    const files = {
      'package.json': { name: 'shop', scripts: { start: 'node index.js', dev: 'nodemon app.js' } },
      'index.js': "require('./app');",
      'app.js': EXPRESS,
    };
    expect(await servicesIn(files)).toEqual(['shop [.] http index.js']);
  });

  it('do not include what a container fills its database with before it starts', async () => {
    const seed =
      "import { NestFactory } from '@nestjs/core';\nimport { SeedModule } from './seed.module';\nNestFactory.create(SeedModule);";
    const files = {
      'package.json': {
        name: 'shop',
        scripts: { 'seed:run': 'ts-node src/seed.ts', 'start:prod': 'node dist/main.js' },
        dependencies: { '@nestjs/core': '^11.0.0', express: '^5.0.0' },
      },
      'startup.sh': 'set -e\nnpm run seed:run\nnpm run start:prod\n',
      'src/seed.ts': seed,
      'src/seed.module.ts':
        "import { Module } from '@nestjs/common';\n@Module({})\nexport class SeedModule {}",
      'src/main.ts': EXPRESS,
    };
    const workloads = [{ name: 'shop', command: ['/opt/startup.sh'] }];
    expect(await servicesIn(files, { workloads })).toEqual(['shop [.] http src/main.ts']);
  });

  it('take the folder when package.json was copied with its name', async () => {
    const copied = { name: 'movies', scripts: { start: 'node app.js' } };
    const files = {
      'booking/package.json': copied,
      'booking/app.js': EXPRESS,
      'movies/package.json': copied,
      'movies/app.js': EXPRESS,
    };
    expect((await scan(files)).services.map(({ name }) => name)).toEqual(['booking', 'movies']);
  });

  it('are the applications of nest-cli.json', async () => {
    const main =
      "import { NestFactory } from '@nestjs/core';\nNestFactory.create(M).then((app) => app.listen(80));";
    const files = {
      'package.json': { scripts: { start: 'nest start' } },
      'nest-cli.json': {
        projects: {
          auth: { type: 'application', root: 'apps/auth', sourceRoot: 'apps/auth/src' },
          common: { type: 'library', root: 'libs/common', sourceRoot: 'libs/common/src' },
        },
      },
      'apps/auth/src/main.ts': main,
      'libs/common/src/index.ts': '',
    };
    expect(await servicesIn(files)).toEqual(['auth [apps/auth] http apps/auth/src/main.ts']);
  });

  it('are the serverless functions', async () => {
    const files = {
      'package.json': {},
      'orders.js': "exports.create = async () => fetch('x');\nexports.list = async () => [];",
    };
    const functions = ['create', 'list'].map((name) => ({
      source: 'serverless' as const,
      file: 'serverless.yml',
      name,
      command: [`orders.${name}`],
    }));
    expect(await servicesIn(files, { workloads: functions })).toEqual([
      'create [.] unknown orders.js',
      'list [.] unknown orders.js',
    ]);
  });
});

describe('a program is a service', () => {
  const started = (text: string): Files => ({
    'package.json': { name: 'shop', scripts: { start: 'node app.js' } },
    'app.js': text,
  });

  it.each([
    ["require('http').createServer(f).listen(80);", ['http']],
    ["const g = require('@grpc/grpc-js');\nnew g.Server().bindAsync('x', c, f);", ['grpc']],
    ["const { Kafka } = require('kafkajs');\nnew Kafka({}).consumer().run({});", ['worker']],
    ['setInterval(poll, 1000);', ['worker']],
    ['while (true) poll();', ['worker']],
    ["require('node-cron').schedule('* * * * *', f);", ['worker']],
    ['Bun.serve({ fetch: f });', ['http']],
    ["const { Pool } = require('pg');\nnew Pool().query('x').then(print);", []],
    ["console.log('hello');", []],
  ])('%s', async (text, kinds) => {
    expect((await scan(started(text))).services.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('Next.js', () => {
  const next = (more: Files): Files => ({
    'package.json': {
      name: 'storefront',
      scripts: { dev: 'next dev', start: 'next start' },
      dependencies: { next: '16' },
    },
    'next.config.ts': '',
    ...more,
  });

  it('is a service with its routes', async () => {
    const { services } = await scan(
      next({
        'app/api/orders/[id]/route.ts': 'export const GET = () => new Response();',
        'app/page.tsx': '',
      }),
    );
    expect(services[0]).toMatchObject({ name: 'storefront', kind: 'http', entrypoints: ['next.config.ts'] });
    expect(services[0]?.routes.map(({ route }) => route)).toEqual(['/api/orders/[id]']);
  });

  it('fetches on the server alone', async () => {
    const files = next({
      'app/page.tsx':
        "import { Cart } from './cart';\nexport default async () => { await fetch('http://catalog'); return <Cart />; };",
      'app/cart.tsx': "'use client';\nexport const Cart = () => { fetch('/api'); return null; };",
    });
    expect(sitesOf(await scan(files))).toEqual([
      'fetch/undici client app/page.tsx:2',
      'nextjs server next.config.ts:1',
    ]);
  });

  it('loads data on the server only in pages that say so', async () => {
    const files = next({
      'pages/index.tsx': "export default () => { fetch('/api'); };",
      'pages/order.tsx': "export const getServerSideProps = async () => fetch('http://orders');",
    });
    expect(sitesOf(await scan(files))).toEqual([
      'fetch/undici client pages/order.tsx:1',
      'nextjs server next.config.ts:1',
    ]);
  });

  it('is covered by registerOTel in instrumentation.ts', async () => {
    const files = next({
      'app/page.tsx': "export default async () => fetch('http://catalog');",
      'instrumentation.ts':
        "import { registerOTel } from '@vercel/otel';\nexport function register() { registerOTel('storefront'); }",
    });
    expect(sitesOf(await scan(files))).toEqual([
      'fetch/undici client app/page.tsx:1 by @vercel/otel',
      'nextjs server next.config.ts:1 by @vercel/otel',
    ]);
  });
});

describe('a package that is no service is', () => {
  it.each<[string, string, Files]>([
    [
      'library',
      'packages/db',
      {
        'packages/db/package.json': { name: '@shop/db', main: 'index.js' },
        'packages/db/index.js': 'exports.pool = 1;',
      },
    ],
    [
      'browser',
      'web',
      {
        'web/package.json': {
          scripts: { start: 'react-scripts start' },
          dependencies: { 'react-dom': '19' },
        },
        'web/index.jsx': '',
      },
    ],
    ['tool', 'cli', { 'cli/package.json': { bin: 'cli.js' }, 'cli/cli.js': EXPRESS }],
    ['test', 'e2e', { 'e2e/package.json': { scripts: { test: 'jest' } }, 'e2e/shop.js': '' }],
    [
      'example',
      'examples/basic',
      { 'examples/basic/package.json': { name: 'basic' }, 'examples/basic/index.js': '' },
    ],
  ])('a %s', async (why, path, files) => {
    const { services, packages } = await scan(files);
    expect(services).toEqual([]);
    expect(packages.map((one) => `${one.path} ${one.why}`)).toEqual([`${path} ${why}`]);
  });

  it('left out when it is a workspace root without code', async () => {
    const files = {
      'package.json': { workspaces: ['packages/*'], scripts: { build: 'turbo run build' } },
      'packages/a/package.json': { name: 'a', main: 'i.js' },
      'packages/a/i.js': '',
    };
    expect((await scan(files)).packages.map(({ path }) => path)).toEqual(['packages/a']);
  });
});

describe('an image that puts directories side by side', () => {
  it('lets a program load what is elsewhere in the repository', async () => {
    const files = {
      'source/orders/package.json': { name: 'orders', scripts: { start: 'node index.js' } },
      'source/orders/index.js': `require('./database');\n${EXPRESS}`,
      'source/common/database.js': "const { Pool } = require('pg');\nnew Pool();",
    };
    const copies = [
      { from: '${SERVICE}/*.js', to: '/app/' },
      { from: 'common/*.js', to: '/app/' },
    ];
    const result = await scan(files, {
      images: [{ file: 'source/docker/Dockerfile', directory: 'source/docker', copies }],
    });
    expect(sitesOf(result)).toContain('pg client source/common/database.js:2');
  });
});
