/** Where the flag goes in scripts of package.json. */
import { describe, expect, it } from 'vitest';
import type { Bootstrap } from '#src/languages/node/rewrite/node-service.js';
import { planStart } from '#src/languages/node/rewrite/start/plan-start.js';
import { applied, readTree } from './support/programs-of.js';

const IMPORT: Bootstrap = { file: 'instrumentation.mjs', place: 'as-is', flag: '--import' };
const REQUIRE: Bootstrap = { file: 'instrumentation.cjs', place: 'as-is', flag: '--require' };
const COMPILED: Bootstrap = { file: 'src/instrumentation.ts', place: 'beside-entry', flag: '--require' };

const SERVER = "require('express')().listen(80);";

interface Options {
  bootstrap?: Bootstrap;
  /** The script is not the one that starts alone. */
  others?: Record<string, string>;
  devDependencies?: Record<string, string>;
  files?: Record<string, string>;
}

async function scriptAfter(script: string, options: Options = {}): Promise<string> {
  const { bootstrap = IMPORT, others = {}, devDependencies = {}, files = {} } = options;
  const scripts = { start: script, ...others };
  const tree: Record<string, string> = {
    'package.json': `${JSON.stringify({ name: 'orders', scripts, devDependencies }, null, 2)}\n`,
    'src/main.ts': SERVER,
    'server.js': SERVER,
    'index.js': SERVER,
    'server.mjs': SERVER,
    ...files,
  };
  const { services, scene } = await readTree(tree);
  const service = services.find(({ entry }) => /^(?:src\/main\.ts|server\.m?js|index\.js)$/.test(entry));
  if (service === undefined) return 'no service';
  const plan = planStart(service, bootstrap, scene);
  if ('code' in plan) return plan.code;
  const after = applied(tree, plan.edits);
  const again = await readTree({ ...after, [bootstrap.file]: '' });
  const same = again.services.find(({ entry }) => entry === service.entry);
  const second = same === undefined ? null : planStart(same, bootstrap, again.scene);
  if (second === null || 'code' in second || second.edits.length > 0)
    return `not settled: ${JSON.stringify(second)}`;
  const written = JSON.parse(after['package.json'] ?? '') as { scripts: Record<string, string> };
  return written.scripts.start ?? '';
}

const I = '--import ./instrumentation.mjs';
const R = '--require ./instrumentation.cjs';

describe('the flag goes behind the program that takes it', () => {
  it.each<[string, string]>([
    ['node server.js', `node ${I} server.js`],
    ['node ./server.js', `node ${I} ./server.js`],
    ['node .', `node ${I} .`],
    ['node --max-old-space-size=512 server.js', `node ${I} --max-old-space-size=512 server.js`],
    ['node --enable-source-maps dist/main.js', `node ${I} --enable-source-maps dist/main.js`],
    ['node --env-file .env server.js --port 80', `node ${I} --env-file .env server.js --port 80`],
    ['node dist/main', `node ${I} dist/main`],
    ['NODE_ENV=production node server.js', `NODE_ENV=production node ${I} server.js`],
    ['cross-env NODE_ENV=production node server.js', `cross-env NODE_ENV=production node ${I} server.js`],
    ['dotenv -e .env -- node server.js', `dotenv -e .env -- node ${I} server.js`],
    ['env-cmd -f .env node server.js', `env-cmd -f .env node ${I} server.js`],
    ['npm run build && node dist/main.js', `npm run build && node ${I} dist/main.js`],
    ['tsc;node dist/main.js', `tsc;node ${I} dist/main.js`],
    ['node server.js | pino-pretty', `node ${I} server.js | pino-pretty`],
    ['node server.js > out.log 2>&1', `node ${I} server.js > out.log 2>&1`],
    ['exec node server.js', `exec node ${I} server.js`],
    ['tsx src/main.ts', `tsx ${I} src/main.ts`],
    ['tsx watch src/main.ts', `tsx watch ${I} src/main.ts`],
    ['tsx watch --clear-screen=false src/main.ts', `tsx watch ${I} --clear-screen=false src/main.ts`],
    ['npx tsx src/main.ts', `npx tsx ${I} src/main.ts`],
    ['pnpm exec tsx src/main.ts', `pnpm exec tsx ${I} src/main.ts`],
    ['yarn tsx src/main.ts', `yarn tsx ${I} src/main.ts`],
    ['node --import tsx src/main.ts', `node --import tsx ${I} src/main.ts`],
    ['node -r dotenv/config server.js', `node -r dotenv/config ${I} server.js`],
    ['node --watch --import=tsx src/main.ts', `node --watch --import=tsx ${I} src/main.ts`],
    ['nodemon server.js', `nodemon ${I} server.js`],
    ['nodemon --watch src server.js', `nodemon ${I} --watch src server.js`],
    ['nodemon --exec tsx src/main.ts', `nodemon --exec "tsx ${I}" src/main.ts`],
    ['nodemon --exec "tsx src/main.ts"', `nodemon --exec "tsx ${I} src/main.ts"`],
    ["nodemon -x 'node --inspect' server.js", `nodemon -x 'node ${I} --inspect' server.js`],
    ['concurrently "tsc -w" "node dist/main.js"', `concurrently "tsc -w" "node ${I} dist/main.js"`],
    [
      "concurrently -n a,b 'npm:watch' 'nodemon --exec \"node --inspect\" dist/main.js'",
      `concurrently -n a,b 'npm:watch' 'nodemon --exec "node ${I} --inspect" dist/main.js'`,
    ],
    ['tsc-watch --onSuccess "node dist/main.js"', `tsc-watch --onSuccess "node ${I} dist/main.js"`],
    ['sh -c "node server.js"', `sh -c "node ${I} server.js"`],
    ['pm2 start server.js -i max', `pm2 start server.js --node-args="${I}" -i max`],
    ['pm2-runtime dist/main.js', `pm2-runtime dist/main.js --node-args="${I}"`],
    ['echo "${1//:/ }" && node server.js', `echo "${'${1//:/ }'}" && node ${I} server.js`],
    ['cd . && node server.js', `cd . && node ${I} server.js`],
    ['cd src && tsx main.ts', 'cd src && tsx --import ../instrumentation.mjs main.ts'],
  ])('%s', async (before, after) => {
    expect(await scriptAfter(before)).toBe(after);
  });
});

describe('--require', () => {
  it.each<[string, string]>([
    ['node server.js', `node ${R} server.js`],
    ['ts-node src/main.ts', `ts-node ${R} src/main.ts`],
    ['ts-node -r tsconfig-paths/register src/main.ts', `ts-node -r tsconfig-paths/register ${R} src/main.ts`],
    ['node -r ts-node/register src/main.ts', `node -r ts-node/register ${R} src/main.ts`],
    [
      'ts-node-dev --respawn --transpile-only src/main.ts',
      `ts-node-dev ${R} --respawn --transpile-only src/main.ts`,
    ],
    ['nodemon src/main.ts', `nodemon ${R} src/main.ts`],
    [
      'nodemon --watch src --exec ts-node src/main.ts',
      `nodemon --watch src --exec "ts-node ${R}" src/main.ts`,
    ],
    ['node -r ./early.js server.js', `node ${R} -r ./early.js server.js`],
  ])('%s', async (before, after) => {
    expect(await scriptAfter(before, { bootstrap: REQUIRE })).toBe(after);
  });
});

describe('NODE_OPTIONS stands in for the flag', () => {
  it.each<[string, string, Options]>([
    [
      'NODE_ENV=dev ts-node src/main.ts',
      `NODE_ENV=dev NODE_OPTIONS=--import=./instrumentation.mjs ts-node src/main.ts`,
      {},
    ],
    [
      'cross-env A=1 esno src/main.ts',
      'cross-env NODE_OPTIONS=--import=./instrumentation.mjs A=1 esno src/main.ts',
      {},
    ],
    [
      'cross-env NODE_OPTIONS=--max-old-space-size=99 ts-node src/main.ts',
      'cross-env NODE_OPTIONS="--max-old-space-size=99 --import=./instrumentation.mjs" ts-node src/main.ts',
      {},
    ],
    [
      'ts-node src/main.ts',
      'cross-env NODE_OPTIONS=--import=./instrumentation.mjs ts-node src/main.ts',
      { devDependencies: { 'cross-env': '7' } },
    ],
  ])('%s', async (before, after, options) => {
    expect(await scriptAfter(before, options)).toBe(after);
  });
});

describe('what is compiled beside the entry', () => {
  const tsconfig = (outDir: string) => JSON.stringify({ compilerOptions: { outDir } });
  const BUILT = 'node --require ./dist/instrumentation.js dist/main.js';
  it.each<[string, string, Options]>([
    ['node dist/main.js', BUILT, { files: { 'tsconfig.json': tsconfig('./dist') } }],
    ['node dist/main.js', BUILT, { files: { 'tsconfig.build.json': tsconfig('dist') } }],
    ['node dist/main.js', BUILT, { others: { build: 'rimraf dist && tsc --outDir dist' } }],
    [
      'node dist/main.js',
      BUILT,
      { others: { build: 'tsc -b' }, files: { 'tsconfig.json': '{ "extends": "@acme/base" }' } },
    ],
    ['node dist/main.js', BUILT, { others: { build: 'swc src -d dist' } }],
    ['node dist/main.js', BUILT, { others: { build: 'esbuild src/*.ts --outdir=dist' } }],
    [
      'node dist/main.js',
      BUILT,
      {
        others: { build: 'nx run api:build' },
        files: {
          'project.json':
            '{ "targets": { "build": { "executor": "@nx/js:tsc", "options": { "outputPath": "dist" } } } }',
        },
      },
    ],
    [
      'node dist/main',
      'node --require ./dist/instrumentation.js dist/main',
      { files: { 'tsconfig.json': tsconfig('./dist') } },
    ],
    ['tsx src/main.ts', 'tsx --require ./src/instrumentation.ts src/main.ts', {}],
    ['ts-node ./src/main.ts', 'ts-node --require ./src/instrumentation.ts ./src/main.ts', {}],
  ])('%s is %s with %j', async (before, after, options) => {
    expect(await scriptAfter(before, { ...options, bootstrap: COMPILED })).toBe(after);
  });

  it.each<[string, Options]>([
    ['nothing tells how it is built', {}],
    [
      'Nx builds it with a plugin',
      { others: { build: 'nx run api:build' }, files: { 'webpack.config.js': '' } },
    ],
    [
      'the compiler writes elsewhere',
      { others: { build: 'nx build' }, files: { 'tsconfig.app.json': tsconfig('dist/out-tsc') } },
    ],
    ['types alone are checked', { others: { types: 'tsc --noEmit', build: 'node build.mjs' } }],
    ['esbuild bundles', { others: { build: 'esbuild src/main.ts --bundle --outdir=dist' } }],
  ])('is left alone where %s', async (_name, options) => {
    expect(await scriptAfter('node dist/main.js', { ...options, bootstrap: COMPILED })).toBe(
      'build-not-understood',
    );
  });
});

describe('nest start', () => {
  const files = { 'nest-cli.json': '{"sourceRoot": "src"}' };
  it.each<[string, string]>([
    ['nest start', `nest start --exec "node ${I}"`],
    ['nest start --watch', `nest start --exec "node ${I}" --watch`],
    ['nest start --exec "node --inspect"', `nest start --exec "node ${I} --inspect"`],
  ])('%s', async (before, after) => {
    expect(await scriptAfter(before, { files })).toBe(after);
  });
});

describe('a start is left alone', () => {
  it.each<[string, string, string, Options]>([
    ['that Bun runs', 'bun run src/main.ts', 'start-not-node', {}],
    ['that needs an environment, on any system', 'ts-node src/main.ts', 'start-not-understood', {}],
    ['that requires a file of its own first', 'node -r ./early.js server.js', 'start-late-import', {}],
    ["that another vendor's agent starts", 'dd-trace-run node server.js', 'start-other-agent', {}],
  ])('%s', async (_title, before, code, options) => {
    expect(await scriptAfter(before, options)).toBe(code);
  });
});
