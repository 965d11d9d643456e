import { describe, expect, test } from 'vitest';
import { imageName, isStockImage, tagName } from '#src/workspace/deployments/image-reference.js';
import { matchWorkloads } from '#src/workspace/deployments/match.js';
import { nameSimilarity } from '#src/workspace/deployments/name-similarity.js';
import { readDeployments } from '#src/workspace/deployments/read-deployments.js';
import { memoryWorkspace } from '../memory-workspace.js';

/** What each directory gets, as `source name-or-file`. */
async function matched(texts: Record<string, string>, directories: string[]) {
  const match = matchWorkloads(await readDeployments(memoryWorkspace(texts), () => {}), directories);
  const entries = directories.map((directory): [string, string[]] => [
    directory,
    match.workloadsOf(directory).map(({ source, name, file }) => `${source} ${name ?? file}`),
  ]);
  return { match, found: Object.fromEntries(entries) };
}

const pod = (name: string, image: string) =>
  `kind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [ { image: "${image}" } ] }\n`.replace(
    '{ containers:',
    '\n  { containers:',
  );

describe('a build belongs to', () => {
  test('the directory of its Dockerfile', async () => {
    const { found } = await matched({ 'services/cart/Dockerfile': 'FROM go\nCOPY . .\n' }, [
      'services/cart',
      'services/user',
    ]);
    expect(found).toEqual({ 'services/cart': ['dockerfile services/cart/Dockerfile'], 'services/user': [] });
  });

  test('the directory above a docker directory', async () => {
    const { found } = await matched({ 'cart/docker/Dockerfile': 'FROM go\n' }, ['cart', 'user']);
    expect(found.cart).toHaveLength(1);
  });

  test('what it copies, when the context is the root', async () => {
    const { found } = await matched(
      {
        'docker/Dockerfile.one': 'FROM go\nCOPY services/cart/go.mod ./\n',
        'compose.yml': 'services:\n  basket:\n    build: { context: ., dockerfile: docker/Dockerfile.one }\n',
      },
      ['services/cart', 'services/user'],
    );
    expect(found['services/cart']).toEqual(['compose basket', 'dockerfile docker/Dockerfile.one']);
  });

  test('the main that it compiles', async () => {
    const text = 'FROM go\nCOPY . .\nRUN go build -o /app ./cmd/api\nCMD ["/app"]\n';
    const { found } = await matched({ Dockerfile: text }, ['cmd/api', 'cmd/migrate']);
    expect(found).toEqual({ 'cmd/api': ['dockerfile Dockerfile'], 'cmd/migrate': [] });
  });

  test('the one that a build argument names', async () => {
    const compose = ['cart', 'user']
      .map((name) => `  ${name}-svc:\n    build: { context: ., args: { SERVICE: ${name} } }\n`)
      .join('');
    const { found } = await matched(
      {
        Dockerfile: `FROM go\nARG SERVICE\nCOPY services/\${SERVICE} .\n`,
        'compose.yml': `services:\n${compose}`,
      },
      ['services/cart', 'services/user'],
    );
    expect(found['services/cart']).toEqual(['dockerfile Dockerfile', 'compose cart-svc']);
    expect(found['services/user']).toEqual(['dockerfile Dockerfile', 'compose user-svc']);
  });

  test('the one that the file is named after', async () => {
    const { found } = await matched(
      { 'cart-service.dockerfile': 'FROM alpine\nCOPY cartApp /app\nCMD ["/app"]\n' },
      ['cart-service', 'user-service'],
    );
    expect(found).toMatchObject({ 'cart-service': [expect.any(String)], 'user-service': [] });
  });

  test('the root, when docker/<name> copies everything', async () => {
    const { found } = await matched(
      {
        'docker/cart/Dockerfile': 'FROM go\nCOPY . /src\n',
        'docker/db/Dockerfile': 'FROM mysql\nCOPY data/x.sql /\n',
      },
      ['.'],
    );
    expect(found['.']).toEqual(['dockerfile docker/cart/Dockerfile']);
  });
});

describe('a workload without a build belongs to', () => {
  test.each<[string, string, string[], string | null]>([
    [
      'the directory of the same name',
      'registry/shop/checkout:1',
      ['src/checkout', 'src/cart'],
      'src/checkout',
    ],
    [
      'one with a generic word more',
      'shop/checkout',
      ['services/checkout-service', 'services/cart-service'],
      'services/checkout-service',
    ],
    ['one with the project in front', 'shop/shop-checkout', ['checkout', 'cart'], 'checkout'],
    [
      'the main below the directory',
      'shop/checkout',
      ['checkout/cmd/server', 'cart/cmd/server'],
      'checkout/cmd/server',
    ],
    ['the one that the tag names', 'shop/demo:latest-checkout', ['src/checkout', 'src/cart'], 'src/checkout'],
    ['nobody, when it is a stock image', 'redis:7', ['redis', 'cart'], null],
    ['nobody, when nothing fits', 'shop/ledger', ['cart', 'user'], null],
  ])('%s', async (_, image, directories, expected) => {
    const { found } = await matched({ 'k8s/a.yaml': pod('other', image) }, directories);
    expect(Object.keys(found).filter((directory) => found[directory]?.length)).toEqual(
      expected === null ? [] : [expected],
    );
  });

  test('the builder of the same image', async () => {
    const { found } = await matched(
      {
        'compose.yml': 'services:\n  a: { build: ./basket, image: shop/cart }\n',
        'k8s/a.yaml': pod('x', 'shop/cart'),
      },
      ['basket', 'cart'],
    );
    expect(found).toEqual({ basket: ['compose a', 'kubernetes x'], cart: [] });
  });

  test('its twin in the compose file that builds', async () => {
    const { found } = await matched(
      {
        'compose.yml': 'services:\n  a: { build: ./basket, image: x }\n',
        'compose.prod.yml': 'services:\n  a: { environment: { A: "1" } }\n',
      },
      ['basket', 'cart'],
    );
    expect(found.basket).toEqual(['compose a', 'compose a']);
  });
});

test('processes of a Procfile and PM2 belong to the package that holds their file', async () => {
  const { found } = await matched(
    {
      Procfile: 'web: node services/cart/server.js\n',
      'pm2.json': '{"apps":[{"name":"u","script":"services/user/a.js"}]}',
    },
    ['.', 'services/cart', 'services/user'],
  );
  expect(found).toEqual({ '.': [], 'services/cart': ['procfile web'], 'services/user': ['pm2 u'] });
});

test('programs that share a directory are told apart by their files', async () => {
  const { match } = await matched(
    {
      'api/Dockerfile': 'FROM node\nCMD ["node", "dist/server.js"]\n',
      'compose.yml': 'services:\n  worker: { build: ./api, command: node dist/worker.js }\n',
    },
    ['api'],
  );
  expect(match.workloadsOf('api', ['api/src/worker.ts']).map(({ name }) => name)).toEqual(['worker']);
  expect(match.workloadsOf('api', ['api/src/server.ts']).map(({ file }) => file)).toEqual(['api/Dockerfile']);
  expect(match.workloadsOf('api', ['api/src/other.ts'])).toHaveLength(2);
});

describe('the name of a directory', () => {
  test('comes from compose before Kubernetes', async () => {
    const { match } = await matched(
      {
        'compose.yml': 'services:\n  basket: { build: ./cart, image: shop/cart }\n',
        'k8s/a.yaml': pod('cart-pod', 'shop/cart'),
      },
      ['cart'],
    );
    expect(match.nameFor('cart')).toBe('basket');
    expect(match.nameFor('user')).toBeNull();
  });

  test("is nobody's when several differ", async () => {
    const { match } = await matched(
      { 'compose.yml': 'services:\n  a: { build: ./cart }\n  b: { build: ./cart }\n' },
      ['cart'],
    );
    expect(match.nameFor('cart')).toBeNull();
  });
});

test.each([
  ['registry:5000/shop/cart:1.2', 'cart', null],
  ['shop/cart@sha256:abc', 'cart', null],
  ['ghcr.io/shop/demo:latest-cart', 'demo', 'cart'],
  [`\${IMAGE}`, null, null],
  [`\${REGISTRY}/cart:\${TAG}`, 'cart', null],
])('image %s', (reference, name, tag) => {
  expect([imageName(reference), tagName(reference)]).toEqual([name, tag]);
});

test.each([
  ['postgres:17', true],
  ['docker.io/bitnami/redis', true],
  ['grafana/grafana:11', true],
  ['prom/node-exporter', true],
  ['shop/cart', false],
  [null, false],
])('image %s is stock: %s', (reference, expected) => {
  expect(isStockImage(reference)).toBe(expected);
});

test.each([
  ['cart', 'services/cart', 45],
  ['productcatalogservice', 'src/product-catalog', 40],
  ['checkout-worker', 'checkout/cmd/worker', 40],
  ['rs-cart', 'cart', 20],
  ['cart', 'user', 0],
  ['order', 'border', 0],
])('%s names %s with %i', (name, directory, expected) => {
  expect(nameSimilarity(name, directory)).toBe(expected);
});
