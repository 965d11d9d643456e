import { describe, expect, test } from 'vitest';
import { readDeployments } from '#src/workspace/deployments/read-deployments.js';
import { collector, memoryWorkspace } from '../memory-workspace.js';

async function workloads(texts: Record<string, string>) {
  const { diagnostics, report } = collector();
  const deployments = await readDeployments(memoryWorkspace(texts), report);
  return { ...deployments, diagnostics };
}

test('a Procfile, without what it runs once', async () => {
  const { workloads: found } = await workloads({
    'api/Procfile': '# c\nweb: node server.js\nrelease: node migrate.js\nworker: exec node worker.js\n',
  });
  expect(found).toMatchObject([
    { source: 'procfile', name: 'web', line: 2, directory: 'api', command: ['node', 'server.js'] },
    { source: 'procfile', name: 'worker', line: 4, command: ['node', 'worker.js'] },
  ]);
});

describe('PM2', () => {
  test.each<[string, string]>([
    [
      'ecosystem.config.js',
      `module.exports = { apps: [{ name: 'api', script: './api/server.js', node_args: '--require ./otel.js', env: { PORT: 3000 } }] };`,
    ],
    [
      'ecosystem.config.cjs',
      `const path = require('path');\nconst base = { env: { PORT: '3000' } };\nmodule.exports = { apps: [{ ...base, name: \`api\`, script: './api/' + 'server.js', node_args: ['--require', './otel.js'], x: compute() }] };`,
    ],
    [
      'ecosystem.config.json',
      `{"apps": [{"name": "api", "script": "./api/server.js", "interpreter_args": "--require ./otel.js", "env": {"PORT": 3000}}]}`,
    ],
    [
      'process.yml',
      'apps:\n  - name: api\n    script: ./api/server.js\n    node_args: --require ./otel.js\n    env:\n      PORT: 3000\n',
    ],
  ])('%s', async (path, text) => {
    const { workloads: found } = await workloads({ [path]: text });
    expect(found).toMatchObject([
      {
        source: 'pm2',
        name: 'api',
        command: ['node', '--require', './otel.js', './api/server.js'],
        env: { PORT: '3000' },
      },
    ]);
  });

  test('cwd is relative to the file, with or without __dirname', async () => {
    const text = `module.exports = { apps: [{ script: 'a.js', cwd: './api' }, { script: 'b.js', cwd: require('path').join(__dirname, 'web') }] }`;
    const { workloads: found } = await workloads({ 'deploy/ecosystem.config.js': text });
    expect(found.map(({ directory }) => directory)).toEqual(['deploy/api', 'deploy/web']);
  });

  test.each([
    ['syntax error {'],
    ['module.exports = load()'],
    ['const a = b; const b = a; module.exports = a'],
    [''],
    [`module.exports = ${'['.repeat(100_000)}`],
  ])('what is not literal is unknown: %#', async (text) => {
    expect((await workloads({ 'ecosystem.config.js': text })).workloads).toEqual([]);
  });
});

test('serverless.yml', async () => {
  const text =
    'provider:\n  environment: { NODE_OPTIONS: --require ./otel.js }\nfunctions:\n  create:\n    handler: src/orders.create\n    environment: { A: 1 }\n  skipped: {}\n';
  const { workloads: found } = await workloads({ 'orders/serverless.yml': text });
  expect(found).toMatchObject([
    {
      source: 'serverless',
      name: 'create',
      line: 4,
      directory: 'orders',
      command: ['src/orders.create'],
      env: { A: '1', NODE_OPTIONS: '--require ./otel.js' },
    },
  ]);
});

test('functions of serverless.yml in a file of their own', async () => {
  const { workloads: found } = await workloads({
    'serverless.yml': `functions: \${file(functions.yml)}\n`,
    'functions.yml': 'create: { handler: a.create }\n',
  });
  expect(found).toMatchObject([{ name: 'create', command: ['a.create'] }]);
});

test('an AWS SAM template', async () => {
  const text =
    'Resources:\n  Create:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: functions/create/\n      Handler: app.handler\n      Role: !GetAtt Role.Arn\n';
  const { workloads: found, diagnostics } = await workloads({ 'template.yaml': text });
  expect(diagnostics).toEqual([]);
  expect(found).toMatchObject([
    { source: 'serverless', name: 'Create', directory: 'functions/create', command: ['app.handler'] },
  ]);
});

test('a systemd unit', async () => {
  const text = '[Service]\nEnvironment=A=1 "B=two words"\nExecStart=-/opt/shop/cart --port 80\n';
  const { workloads: found } = await workloads({
    'deploy/cart.service': text,
    'deploy/none.service': '[Unit]\n',
  });
  expect(found).toMatchObject([
    {
      source: 'systemd',
      name: 'cart',
      line: 3,
      command: ['/opt/shop/cart', '--port', '80'],
      env: { A: '1', B: 'two words' },
    },
  ]);
});

test('a YAML file that holds no workload is not parsed', async () => {
  const { workloads: found, diagnostics } = await workloads({
    'openapi.yaml': 'a: [\n',
    'values.yaml': 'kind: x\ncontainers: [',
  });
  expect([found, diagnostics]).toEqual([[], []]);
});

test('a Dockerfile is a workload and an image', async () => {
  const { workloads: found, images } = await workloads({
    'cart/Dockerfile': 'FROM node\nENV A=1\nCMD node a.js\n',
  });
  expect(found).toMatchObject([
    {
      source: 'dockerfile',
      name: null,
      dockerfile: 'cart/Dockerfile',
      directory: 'cart',
      command: ['node', 'a.js'],
      env: { A: '1' },
    },
  ]);
  expect(images).toMatchObject([{ file: 'cart/Dockerfile', from: ['node'] }]);
});
