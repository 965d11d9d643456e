import { describe, expect, it } from 'vitest';
import { installedVersion } from '#src/languages/node/rewrite/installed-version.js';
import { readTree } from './support/programs-of.js';

/** The version of Express of a service, with one more file in its tree. */
async function versionIn(
  files: Record<string, string>,
  { express = '^5.0.0', directory = '' }: { express?: string; directory?: string } = {},
): Promise<string | null> {
  const under = directory === '' ? '' : `${directory}/`;
  const manifest = { name: 'orders', scripts: { start: 'node server.js' }, dependencies: { express } };
  const root = directory === '' ? {} : { 'package.json': JSON.stringify({ workspaces: ['services/*'] }) };
  const { services, scene } = await readTree({
    ...root,
    [`${under}package.json`]: JSON.stringify(manifest),
    [`${under}server.js`]: "require('express')().listen(3000);\n",
    ...files,
  });
  expect(services).toHaveLength(1);
  return installedVersion('express', services[0]!.manifest, scene)?.text ?? null;
}

describe('a lockfile of npm', () => {
  it('tells the version', async () => {
    const lock = { lockfileVersion: 3, packages: { 'node_modules/express': { version: '5.1.0' } } };
    expect(await versionIn({ 'package-lock.json': JSON.stringify(lock) })).toBe('5.1.0');
  });

  it('tells it in its first format too', async () => {
    const lock = { lockfileVersion: 1, dependencies: { express: { version: '5.0.1' } } };
    expect(await versionIn({ 'package-lock.json': JSON.stringify(lock) })).toBe('5.0.1');
  });

  it("tells a workspace's own version before that of all", async () => {
    const packages = {
      'node_modules/express': { version: '4.21.0' },
      'services/orders/node_modules/express': { version: '5.1.0' },
    };
    const files = { 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }) };
    expect(await versionIn(files, { directory: 'services/orders' })).toBe('5.1.0');
  });
});

describe('a lockfile of pnpm', () => {
  const lock = (importer: string, specifier: string) =>
    `lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  ${importer}:\n    dependencies:\n      express:\n        specifier: ${specifier}\n        version: 5.1.0(supports-color@8.1.1)\n\npackages:\n`;

  it("tells a workspace's version", async () => {
    const files = { 'pnpm-lock.yaml': lock('services/orders', '^5.0.0') };
    expect(await versionIn(files, { directory: 'services/orders' })).toBe('5.1.0');
  });

  it('tells the version of a catalog', async () => {
    const files = { 'pnpm-lock.yaml': lock('services/orders', "'catalog:'") };
    expect(await versionIn(files, { directory: 'services/orders', express: 'catalog:' })).toBe('5.1.0');
  });

  it('says nothing of a package that it does not list', async () => {
    const files = { 'pnpm-lock.yaml': lock('services/parcels', '^5.0.0') };
    expect(await versionIn(files, { directory: 'services/orders' })).toBe('^5.0.0');
  });
});

describe('a lockfile of yarn', () => {
  it.each([
    ['1', 'accepts@^2.0.0, express@^5.0.0:\n  version "5.0.1"\n'],
    [
      '1, where a package has two versions',
      'express@^4.0.0:\n  version "4.21.0"\n\nexpress@^5.0.0:\n  version "5.0.1"\n',
    ],
    ['4', '"express@npm:^4.0.0 || ^5.0.0, express@npm:^5.0.0":\n  version: 5.0.1\n'],
  ])('%s tells the version', async (_, text) => {
    expect(await versionIn({ 'yarn.lock': text })).toBe('5.0.1');
  });
});

describe('without a lockfile', () => {
  it('the range stands for the version', async () => {
    expect(await versionIn({})).toBe('^5.0.0');
  });

  it.each([
    '*',
    'workspace:*',
    'catalog:',
    'github:expressjs/express',
  ])('%s tells nothing', async (express) => {
    expect(await versionIn({}, { express })).toBeNull();
  });
});

it('a broken lockfile tells nothing, and the range counts', async () => {
  expect(await versionIn({ 'package-lock.json': '{ "packages": ' })).toBe('^5.0.0');
});
