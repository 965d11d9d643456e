import { describe, expect, test } from 'vitest';
import { isComposePath, readCompose } from '#src/workspace/deployments/compose.js';
import { collector, memoryWorkspace } from '../memory-workspace.js';

function services(text: string, others: Record<string, string> = {}, path = 'docker-compose.yml') {
  const { diagnostics, report } = collector();
  const workloads = readCompose(path, memoryWorkspace({ [path]: text, ...others }), report);
  return { diagnostics, workloads, byName: Object.fromEntries(workloads.map((each) => [each.name, each])) };
}

test.each([
  ['compose.yaml', true],
  ['deploy/docker-compose.prod.yml', true],
  ['docker-compose-load.yaml', true],
  ['local.docker-compose.yml', true],
  ['composer.yml', false],
])('%s is a compose file: %s', (path, expected) => {
  expect(isComposePath(path)).toBe(expected);
});

describe('a service', () => {
  const { byName } = services(
    `
x-shared: &shared
  environment: { LOG: debug }
services:
  cart:
    <<: *shared
    build: ./services/cart
    command: node server.js
    ports: ["8080:80", 9000, { target: 50051 }]
  user:
    build:
      context: .
      dockerfile: services/user/Dockerfile
      args: [SERVICE=user]
    environment:
      - PORT=\${PORT:-3000}
      - SECRET
      - EMPTY=
    env_file: [common.env, { path: missing.env, required: false }]
    image: \${REGISTRY:-local}/user
  db:
    image: postgres:17
    command: ["postgres", "-c", "x=1"]
  remote:
    build: https://github.com/shop/remote.git
  local:
    image: python:3.13
    working_dir: /app
    volumes: ["./tools/seed:/app"]
    command: python seed.py
`,
    { 'common.env': '# defaults\nexport MODE="a b"\nPORT=1\n', '.env': 'REGISTRY=ghcr.io/shop\n' },
  );

  test('with a build directory', () => {
    expect(byName.cart).toMatchObject({
      line: 5,
      buildContext: 'services/cart',
      dockerfile: 'services/cart/Dockerfile',
      directory: 'services/cart',
      command: ['node', 'server.js'],
      env: { LOG: 'debug' },
      ports: [80, 9000, 50051],
    });
  });

  test('with context, Dockerfile, arguments and variables', () => {
    expect(byName.user).toMatchObject({
      buildContext: '.',
      dockerfile: 'services/user/Dockerfile',
      buildArgs: { SERVICE: 'user' },
      image: 'ghcr.io/shop/user',
      env: { MODE: 'a b', PORT: '3000', EMPTY: '' },
    });
    expect(byName.user?.env).not.toHaveProperty('SECRET');
  });

  test('without a build', () => {
    expect(byName.db).toMatchObject({ image: 'postgres:17', buildContext: null, dockerfile: null });
    expect(byName.remote).toMatchObject({ buildContext: null, dockerfile: null });
  });

  test('over mounted source', () => {
    expect(byName.local).toMatchObject({ directory: 'tools/seed', command: ['python', 'seed.py'] });
  });
});

describe('start command', () => {
  const dockerfile =
    'FROM node AS a\nENTRYPOINT ["node"]\nCMD ["a.js"]\nFROM node AS b\nCMD ["node", "b.js"]\n';
  test.each<[string, string, string[]]>([
    ['of the Dockerfile when the file states none', '', ['node', 'b.js']],
    ['of the target stage', 'target: a', ['node', 'a.js']],
  ])('%s', (_, build, expected) => {
    const text = `services:\n  x:\n    build:\n      context: .\n      ${build}\n`;
    expect(services(text, { Dockerfile: dockerfile }).byName.x?.command).toEqual(expected);
  });

  test('`command` goes behind the ENTRYPOINT of the image', () => {
    const text = 'services:\n  x:\n    build: { context: ., target: a }\n    command: c.js\n';
    expect(services(text, { Dockerfile: dockerfile }).byName.x?.command).toEqual(['node', 'c.js']);
  });

  test('`entrypoint` replaces it', () => {
    const text = 'services:\n  x:\n    build: .\n    entrypoint: ["sh", "-c"]\n    command: ["node d.js"]\n';
    expect(services(text, { Dockerfile: dockerfile }).byName.x?.command).toEqual(['node', 'd.js']);
  });
});

describe('extends', () => {
  test('of the same file', () => {
    const { byName } = services(
      'services:\n  base:\n    build: ./api\n    environment: { A: "1" }\n  api:\n    extends: base\n    environment: [B=2]\n',
    );
    expect(byName.api).toMatchObject({ buildContext: 'api', env: { A: '1', B: '2' } });
  });

  test('of another file in the same directory', () => {
    const { byName } = services('services:\n  api:\n    extends: { file: base.yml, service: base }\n', {
      'base.yml': 'services:\n  base:\n    build: ./api\n',
    });
    expect(byName.api?.buildContext).toBe('api');
  });

  test('of itself ends', () => {
    expect(services('services:\n  a:\n    extends: a\n').workloads).toHaveLength(1);
  });
});

test('services at the top, as before version 2', () => {
  expect(services('web:\n  build: .\nredis:\n  image: redis\n').workloads.map(({ name }) => name)).toEqual([
    'web',
    'redis',
  ]);
});

describe('bad input', () => {
  test.each<[string, string, number]>([
    ['a syntax error', 'services:\n  a:\n    image: "x\n', 3],
    ['an alias without anchor', 'services:\n  a: *missing\n', 2],
  ])('%s gives a diagnostic with its line', (_, text, line) => {
    const { diagnostics, workloads } = services(text);
    expect(workloads).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'invalid-yaml', file: 'docker-compose.yml' }]);
    expect(diagnostics[0]?.line).toBeGreaterThanOrEqual(line);
  });

  test.each<[string, string]>([
    ['an anchor that contains itself', 'services: &s\n  a: *s\n'],
    ['ten thousand levels', `services: ${'['.repeat(10_000)}`],
  ])('%s is refused', (_, text) => {
    const { diagnostics, workloads } = services(text);
    expect(workloads).toEqual([]);
    expect(diagnostics[0]).toMatchObject({ code: 'invalid-yaml' });
  });

  test('an alias bomb is refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(10)}]`),
    ];
    const { diagnostics } = services(`${bomb.join('\n')}\nservices: {}\n`);
    expect(diagnostics).toMatchObject([{ code: 'invalid-yaml' }]);
  });

  test.each([
    [''],
    ['[]'],
    ['services: 1'],
    ['services: [a]'],
    ['services:\n  a:\n'],
    ['services:\n  a: text'],
  ])('odd shapes are read as far as they go: %j', (text) => {
    expect(services(text).diagnostics).toEqual([]);
  });
});
