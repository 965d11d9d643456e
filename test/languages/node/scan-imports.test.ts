import { describe, expect, it } from 'vitest';
import { scanImports } from '#src/languages/node/outline/scan-imports.js';

const specifiers = (text: string) =>
  scanImports(text).imports.map(({ form, specifier }) => `${form} ${specifier}`);

describe('scanImports finds', () => {
  it.each([
    ["import pg from 'pg';", ['import pg']],
    ['import { Pool } from "pg";', ['import pg']],
    ["import * as pg from 'pg'", ['import pg']],
    ["import pg, { Pool } from 'pg'", ['import pg']],
    ["import {\n  Pool,\n  Client,\n} from 'pg';", ['import pg']],
    ["import './telemetry.js';", ['import ./telemetry.js']],
    ["import{Pool}from'pg'", ['import pg']],
    ["import type from './type.js'", ['import ./type.js']],
    ["import { type Pool, Client } from 'pg'", ['import pg']],
    ["import fs = require('fs')", ['require fs']],
    ["export { Pool } from 'pg'", ['export pg']],
    ["export * from './orders.js'", ['export ./orders.js']],
    ["export * as orders from './orders.js'", ['export ./orders.js']],
    ["const pg = require('pg')", ['require pg']],
    ['const { Pool } = require( `pg` );', ['require pg']],
    ["await import('./app.js')", ['dynamic ./app.js']],
    ["import(/* webpackChunkName: 'a' */ './app.js')", ['dynamic ./app.js']],
    ["const s = 'it'; import a from 'a'; // import b from 'b'", ['import a']],
    ["const r = /['\"`]/; const a = require('a')", ['require a']],
    ['const t = `x ${y ? `a` : "b"} z`; const a = require("a")', ['require a']],
    ["\uFEFFimport a from 'a'\r\nimport b from 'b'\r\n", ['import a', 'import b']],
    ["const x = <div>It's {y}</div>;\nconst a = require('a')", ['require a']],
  ])('%s', (text, expected) => {
    expect(specifiers(text)).toEqual(expected);
  });
});

describe('scanImports leaves out', () => {
  it.each([
    ["import type { Pool } from 'pg'"],
    ["import type Pool from 'pg'"],
    ["import { type Pool, type Client } from 'pg'"],
    ["export type { Pool } from 'pg'"],
    ["// import pg from 'pg'"],
    ["/* require('pg') */"],
    ['const text = "require(\'pg\')"'],
    ["const text = `import pg from 'pg'`"],
    ["loader.require('pg')"],
    ['import.meta.url'],
    ["const requirement = need('pg')"],
    ['export const price = 3'],
  ])('%s', (text) => {
    expect(specifiers(text)).toEqual([]);
  });
});

describe('scanImports tells', () => {
  it('the names that are imported', () => {
    const [found] = scanImports("import db, { Pool as P, type Client } from 'pg'").imports;
    expect(found?.names).toEqual(['default as db', 'Pool as P']);
  });

  it('that a namespace takes every name', () => {
    expect(scanImports("import * as pg from 'pg'").imports[0]?.names).toBeNull();
  });

  it('computed arguments', () => {
    expect(scanImports('require(path.join(__dirname, file))').computed).toHaveLength(1);
  });

  it.each([
    ['fetch(url)', true],
    ['globalThis.fetch(url)', true],
    ['client.fetch(url)', false],
    ['prefetch(url)', false],
    ["'fetch('", false],
  ])('a use of the global fetch: %s', (text, expected) => {
    expect(scanImports(text).fetch).toBe(expected);
  });

  it('nothing of a five-megabyte line in more than a moment', () => {
    const text = `const data="${'a'.repeat(5_000_000)}";require('pg')`;
    expect(specifiers(text)).toEqual(['require pg']);
  });
});
