import { describe, expect, it } from 'vitest';
import { type Files, scan, serviceWith, sitesOf } from './support/in-memory.js';

const codes = async (files: Files) =>
  (await scan(files)).diagnostics.map(({ code, file, line }) => `${code} ${file}:${line}`);

describe('bad input gets a diagnostic and the rest goes on', () => {
  it('a broken package.json', async () => {
    const files = { ...serviceWith(''), 'broken/package.json': '{\n  "name": "x",\n}' };
    expect(await codes(files)).toEqual(['invalid-package-json broken/package.json:3']);
    expect((await scan(files)).services).toHaveLength(1);
  });

  it('a syntax error', async () => {
    const files = serviceWith("require('./orders');", {
      'orders.js': "const { Pool } = require('pg');\nfunction ( {",
    });
    expect(await codes(files)).toEqual(['syntax-error orders.js:2']);
  });

  it('a broken tsconfig.json', async () => {
    const files = serviceWith("require('./a');", {
      'tsconfig.json': '{ "compilerOptions": ',
      'a.js': "require('unknown');",
    });
    expect(await codes(files)).toEqual(['invalid-tsconfig tsconfig.json:1']);
  });

  it('a cycle of extends', async () => {
    const files = serviceWith("require('lib');", {
      'tsconfig.json': '{ "extends": "./base.json" }',
      'base.json': '{ "extends": "./tsconfig.json" }',
    });
    expect(await codes(files)).toEqual(['cyclic-tsconfig base.json:1']);
  });
});

describe('odd input is read all the same', () => {
  const POOL = "const { Pool } = require('pg');\nnew Pool();";

  it('carriage returns', async () => {
    const files = serviceWith("require('./db');", { 'db.js': POOL.replaceAll('\n', '\r\n') });
    expect(sitesOf(await scan(files))).toContain('pg client db.js:2');
  });

  it('cyclic imports', async () => {
    const files = serviceWith("require('./a');", {
      'a.js': "require('./b');",
      'b.js': `require('./a');\n${POOL}`,
    });
    expect(sitesOf(await scan(files))).toContain('pg client b.js:3');
  });

  it('scripts that call each other', async () => {
    const files = { 'package.json': { scripts: { start: 'npm run serve', serve: 'npm start' } }, 'a.js': '' };
    expect((await scan(files)).services).toEqual([]);
  });

  it('an empty file', async () => {
    expect((await scan(serviceWith("require('./empty');", { 'empty.js': '' }))).diagnostics).toEqual([]);
  });

  it('a minified line of megabytes, without parsing it', async () => {
    const files = serviceWith("require('./vendor');", {
      'vendor.js': `require('pg');${'var a=1;'.repeat(700_000)}`,
    });
    expect(sitesOf(await scan(files))).toEqual(['express server index.js:2']);
  });

  it('values that depend on themselves', async () => {
    const files = serviceWith(
      'let a = b;\nvar b = a;\nfunction f() { return f(); }\nf().x();\nclass A { x = this.x; }\nnew A().x();',
    );
    expect((await scan(files)).services).toHaveLength(1);
  });
});

describe('what is not needed is not read', () => {
  it('a file that no service loads', async () => {
    const { read } = await scan({ ...serviceWith(''), 'unused/deep.js': "require('pg');" });
    expect(read).not.toContain('unused/deep.js');
  });
});
