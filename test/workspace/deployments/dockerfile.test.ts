import { describe, expect, test } from 'vitest';
import { interpretDockerfile, isDockerfilePath } from '#src/workspace/deployments/dockerfile.js';

const built = (lines: string[], options = {}) =>
  interpretDockerfile(lines.join('\n'), 'services/cart/Dockerfile', options);
const start = (lines: string[], options = {}) => {
  const image = built(['FROM node:22', ...lines], options);
  return [...(image?.entrypoint ?? []), ...(image?.cmd ?? [])];
};

test.each([
  ['Dockerfile', true],
  ['a/Dockerfile.checkout', true],
  ['a/checkout.Dockerfile', true],
  ['broker-service.dockerfile', true],
  ['Containerfile', true],
  ['Dockerfile.dockerignore', false],
  ['src/dockerfile.ts', false],
  ['Dockerfile.tmpl', false],
])('%s is a Dockerfile: %s', (path, expected) => {
  expect(isDockerfilePath(path)).toBe(expected);
});

describe('start command', () => {
  test.each<[string, string[], string[]]>([
    ['exec form', ['CMD ["node", "server.js"]'], ['node', 'server.js']],
    ['shell form', ['CMD node server.js --port 80'], ['node', 'server.js', '--port', '80']],
    ['ENTRYPOINT and CMD together', ['ENTRYPOINT ["node"]', 'CMD ["server.js"]'], ['node', 'server.js']],
    ['a shell-form ENTRYPOINT takes no CMD', ['ENTRYPOINT node a.js', 'CMD ["b.js"]'], ['node', 'a.js']],
    ['sh -c is unwrapped', ['CMD ["sh", "-c", "exec node a.js"]'], ['node', 'a.js']],
    [
      'steps stay apart',
      ['CMD npm run migrate && node a.js'],
      ['npm', 'run', 'migrate', '&&', 'node', 'a.js'],
    ],
    ['continuation lines and comments', ['CMD node \\', '  # the server', '  a.js'], ['node', 'a.js']],
    ['keywords in small letters', ['cmd ["node", "a.js"]'], ['node', 'a.js']],
    ['a malformed list is the shell form', ["CMD ['node', 'a.js']"], ['[node,', 'a.js]']],
    ['ENV and ARG are put in', ['ARG APP=cart', 'ENV BIN=/srv/$APP', `CMD ["\${BIN}"]`], ['/srv/cart']],
    ['unknown variables stay', [`CMD ["server", "\${PORT}"]`], ['server', `\${PORT}`]],
    ['the last CMD counts', ['CMD ["a"]', 'CMD ["b"]'], ['b']],
    ['none', ['RUN npm ci'], []],
  ])('%s', (_, lines, expected) => {
    expect(start(lines)).toEqual(expected);
  });

  test('a build argument outranks its default', () => {
    expect(start(['ARG APP=cart', 'CMD ["/srv/$APP"]'], { args: { APP: 'user' } })).toEqual(['/srv/user']);
  });
});

describe('stages', () => {
  const lines = [
    'ARG NODE=22',
    `FROM node:\${NODE} AS base`,
    'ENV MODE=production',
    'WORKDIR /app',
    'CMD ["node", "base.js"]',
    'FROM base AS build',
    'COPY package.json ./',
    'RUN --mount=type=bind,source=libs/money,target=/money npm ci',
    'FROM base AS worker',
    'CMD ["node", "worker.js"]',
    'FROM base',
    'COPY --from=build /app/dist dist',
    'EXPOSE 8080/tcp 9090',
  ];

  test('the last one runs and inherits from the one that it rests on', () => {
    const image = built(lines);
    expect(image?.image).toMatchObject({
      directory: 'services/cart',
      from: ['node:22', 'node:22', 'node:22', 'node:22'],
      workdir: '/app',
      env: { MODE: 'production' },
      runs: ['npm ci'],
    });
    expect(image?.cmd).toEqual(['node', 'base.js']);
    expect(image?.ports).toEqual([8080, 9090]);
    expect(image?.line).toBe(11);
  });

  test('a target stops there', () => {
    expect(built(lines, { target: 'worker' })?.cmd).toEqual(['node', 'worker.js']);
  });

  test('sources come from the build context, not from other stages', () => {
    expect(built(lines)?.image.copies).toEqual([
      { from: 'package.json', to: '/app' },
      { from: 'libs/money', to: '/app' },
    ]);
  });
});

test('COPY in all its forms', () => {
  const image = built([
    'FROM a',
    'WORKDIR /app',
    'COPY --chown=node ./src/ ["odd"] x/',
    'ADD ["a b", "/c"]',
    'ADD https://x.y/z .',
  ]);
  expect(image?.image.copies).toContainEqual({ from: 'src', to: '/app/x' });
  expect(image?.image.copies).toContainEqual({ from: 'a b', to: '/c' });
  expect(image?.image.copies.some(({ from }) => from.startsWith('https'))).toBe(false);
});

test.each([[''], ['# nothing'], ['RUN echo'], ['\u0000FROM']])('no image in %j', (text) => {
  expect(interpretDockerfile(text, 'Dockerfile')).toBeNull();
});
