/** Applications that a framework serves by where their files lie, and servers of one's own around them. */
import { describe, expect, it } from 'vitest';
import { type Files, type Options, scan, sitesOf } from './support/in-memory.js';

const POOL = "import { Pool } from 'pg';\nexport const pool = new Pool();";

async function found(files: Files, options?: Options): Promise<{ services: string[]; sites: string[] }> {
  const scanned = await scan(files, options);
  return {
    services: scanned.services.map(({ name, kind, entrypoints }) => `${name} ${kind} ${entrypoints[0]}`),
    sites: sitesOf(scanned),
  };
}

describe('files that a framework loads', () => {
  it.each<[string, Files, string]>([
    [
      'React Router: routes by folder',
      {
        'package.json': {
          name: 'shop',
          scripts: { dev: 'react-router dev' },
          devDependencies: { '@react-router/dev': '7' },
        },
        'react-router.config.ts': 'export default {};',
        'app/routes/orders.tsx': "import { pool } from '../db.server';\nexport const loader = () => pool;",
        'app/db.server.ts': POOL,
      },
      'react-router.config.ts',
    ],
    [
      'React Router: routes by app/routes.ts',
      {
        'package.json': { name: 'shop', devDependencies: { '@react-router/dev': '7' } },
        'react-router.config.ts': 'export default { ssr: true };',
        'app/routes.ts': "export default [route('orders', './pages/orders.tsx')];",
        'app/pages/orders.tsx': "import { pool } from '../db.server';\nexport const loader = () => pool;",
        'app/db.server.ts': POOL,
      },
      'react-router.config.ts',
    ],
    [
      'SvelteKit, with the alias of its generated tsconfig.json',
      {
        'package.json': {
          name: 'shop',
          scripts: { dev: 'vite dev' },
          devDependencies: { '@sveltejs/kit': '2' },
        },
        'svelte.config.js': "import adapter from '@sveltejs/adapter-node';",
        'tsconfig.json': { extends: './.svelte-kit/tsconfig.json' },
        'src/routes/orders/+page.server.ts':
          "import { pool } from '$lib/db';\nexport const load = () => pool;",
        'src/lib/db.ts': POOL,
      },
      'svelte.config.js',
    ],
    [
      'Nuxt, with the aliases of its generated tsconfig.json',
      {
        'package.json': {
          name: 'shop',
          scripts: { start: 'node .output/server/index.mjs' },
          dependencies: { nuxt: '4' },
        },
        'nuxt.config.ts': 'export default defineNuxtConfig({});',
        'tsconfig.json': { files: [], references: [{ path: './.nuxt/tsconfig.app.json' }] },
        'server/api/orders.get.ts': "import { pool } from '~~/lib/db';\nexport default () => pool;",
        'lib/db.ts': POOL,
      },
      'nuxt.config.ts',
    ],
    [
      'Astro with an adapter',
      {
        'package.json': { name: 'shop', scripts: { dev: 'astro dev' }, dependencies: { astro: '5' } },
        'astro.config.mjs': 'export default defineConfig({ adapter: node() });',
        'src/pages/api/orders.ts': "import { pool } from '../../db';\nexport const GET = () => pool;",
        'src/db.ts': POOL,
      },
      'astro.config.mjs',
    ],
    [
      'TanStack Start',
      {
        'package.json': {
          name: 'shop',
          scripts: { dev: 'vite dev' },
          dependencies: { '@tanstack/react-start': '1' },
        },
        'vite.config.ts': 'export default {};',
        'src/routes/orders.tsx':
          "import { pool } from '../db';\nexport const get = createServerFn(() => pool);",
        'src/db.ts': POOL,
      },
      'vite.config.ts',
    ],
    [
      'Nitro',
      {
        'package.json': {
          name: 'shop',
          scripts: { dev: 'nitropack dev' },
          devDependencies: { nitropack: '2' },
        },
        'nitro.config.ts': 'export default defineNitroConfig({});',
        'routes/orders.ts': "import { pool } from '../db';\nexport default () => pool;",
        'db.ts': POOL,
      },
      'nitro.config.ts',
    ],
  ])('%s', async (_framework, files, config) => {
    const { services, sites } = await found(files);
    expect(services).toEqual([`shop http ${config}`]);
    expect(sites).toEqual([expect.stringContaining('pg client')]);
  });

  it.each<[string, Files]>([
    [
      'SvelteKit with the static adapter',
      {
        'package.json': {
          name: 'shop',
          scripts: { dev: 'vite dev' },
          devDependencies: { '@sveltejs/kit': '2' },
        },
        'svelte.config.js': "import adapter from '@sveltejs/adapter-static';",
        'src/routes/+page.ts': 'export const load = () => fetch("/api");',
      },
    ],
    [
      'React Router without server rendering',
      {
        'package.json': {
          name: 'shop',
          scripts: { dev: 'react-router dev' },
          devDependencies: { '@react-router/dev': '7' },
        },
        'react-router.config.ts': 'export default { ssr: false };',
        'app/routes/orders.tsx': 'export const clientLoader = () => fetch("/api");',
      },
    ],
    [
      'Astro without an adapter',
      {
        'package.json': { name: 'blog', scripts: { dev: 'astro dev' }, dependencies: { astro: '5' } },
        'astro.config.mjs': "export default defineConfig({ output: 'static' });",
        'src/pages/feed.ts': 'export const GET = () => fetch("https://example.com");',
      },
    ],
    [
      'documentation that nothing deploys',
      {
        'docs/package.json': { name: 'docs', scripts: { dev: 'nuxt dev' }, dependencies: { nuxt: '4' } },
        'docs/nuxt.config.ts': 'export default {};',
      },
    ],
  ])('do not make a service: %s', async (_framework, files) => {
    expect((await found(files)).services).toEqual([]);
  });
});

describe('a server of one’s own around an application', () => {
  const application: Files = {
    'package.json': {
      name: 'shop',
      scripts: { dev: 'react-router dev', start: 'node build/server.js' },
      devDependencies: { '@react-router/dev': '7' },
    },
    'react-router.config.ts': 'export default {};',
    'server.ts':
      "import express from 'express';\nexpress().listen(8080);\nimport('./build/server/index.js');",
    'app/routes/orders.tsx': "import { pool } from '../db.server';\nexport const loader = () => pool;",
    'app/db.server.ts': POOL,
  };

  it('loads the application', async () => {
    expect(await found(application)).toEqual({
      services: ['shop http server.ts'],
      sites: ['express server server.ts:2', 'pg client app/db.server.ts:2'],
    });
  });

  it('is not the application’s worker', async () => {
    const files = {
      ...application,
      'package.json': {
        name: 'shop',
        scripts: { start: 'react-router-serve build/server/index.js', 'start:worker': 'node worker.ts' },
        devDependencies: { '@react-router/dev': '7' },
      },
      'worker.ts': "import { Worker } from 'bullmq';\nnew Worker('orders', f);",
    };
    expect((await found(files)).services.sort()).toEqual([
      'shop http react-router.config.ts',
      'worker worker worker.ts',
    ]);
  });

  it('names built files when the build copies it', async () => {
    const files = {
      ...application,
      'server.ts': "import app from './hono/server/router.js';\napp.listen(8080);",
      'server/router.ts': "import { Hono } from 'hono';\nexport default new Hono();",
    };
    expect((await found(files)).sites).toContain('hono server server/router.ts:2');
  });

  it('leaves requests of React hooks to the browser', async () => {
    const files = {
      ...application,
      'app/routes/orders.tsx':
        "import { useOrders } from '../use-orders';\nexport default () => useOrders();",
      'app/use-orders.ts':
        "import { useEffect } from 'react';\nexport const useOrders = () => useEffect(() => fetch('/api'));",
    };
    expect((await found(files)).sites).toEqual(['express server server.ts:2']);
  });
});
