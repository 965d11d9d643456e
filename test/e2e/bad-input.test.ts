import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/model/scan-report.js';

const CLI = fileURLToPath(new URL('../../dist/bin/instrument.js', import.meta.url));
const SERVE =
  'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":80", routes())\n}\n';
const APP =
  "const express = require('express');\nconst app = express();\napp.get('/orders', list);\napp.listen(80);\n";

let root: string;

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function scan(directory = root, ...flags: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'scan', directory, '--no-cache', '--format', 'json', ...flags],
    { encoding: 'utf8' },
  );
  return { status, stderr, report: stdout === '' ? null : (JSON.parse(stdout) as ScanReport) };
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'instrument-bad-'));
  put('orders/go.mod', 'module example.com/orders\n');
  put('orders/main.go', SERVE);
  put('orders/broken.go', 'package main\n\nfunc broken( {\n');
  put('orders/latin1.go', Buffer.from('package main\n\n// caf\xe9\n', 'latin1'));
  put('orders/binary.go', Buffer.from([0x70, 0, 1, 2, 255]));
  put('orders/huge.go', `package main\n\nvar table = "${'x'.repeat(3_000_000)}"\n`);
  put('orders/deep.go', `package main\n\nvar x = ${'('.repeat(50_000)}1${')'.repeat(50_000)}\n`);
  put(
    'orders/sum.go',
    `package main\n\nvar s = ${Array.from({ length: 20_000 }, () => '"a"').join(' + ')}\n`,
  );
  put('orders/empty.go', '');
  put('carts/go.mod', 'modulo example.com/carts\n');
  put('carts/main.go', `\uFEFF${SERVE.replaceAll('\n', '\r\n')}`);
  put('web/package.json', '{ "name": "web", "scripts": { "start": "node app.js" } }');
  put('web/app.js', APP);
  put('web/broken.ts', 'export const x: = {;\n');
  put('web/empty.js', '');
  put('web/deep.js', `require('express');\nconst x = ${'['.repeat(50_000)}${']'.repeat(50_000)};\n`);
  put('api/package.json', '{ "name": "api", ');
  put('compose.yaml', 'services:\n  orders:\n   build: ./orders\n  image: [\n');
  put('k8s/orders.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [\n');
  symlinkSync(root, join(root, 'loop'));
  symlinkSync('/etc', join(root, 'outside'));
  put('locked/main.go', SERVE);
  chmodSync(join(root, 'locked/main.go'), 0o000);
  let path = 'nested';
  for (let i = 0; i < 120; i++) path = join(path, 'd');
  put(join(path, 'util.go'), 'package d\n');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a repository with everything wrong in it', () => {
  const found = () => scan();

  it('is scanned to the end, without a stack trace', () => {
    const { status, stderr, report } = found();
    expect(stderr).toBe('');
    expect(status).toBe(0);
    // Nothing is unreadable for root.
    const readable = process.getuid?.() === 0 ? ['locked'] : [];
    expect(report?.services.map((s) => s.path).sort()).toEqual(['carts', ...readable, 'orders', 'web']);
  });

  it('says what was wrong with each file', () => {
    const codes = new Map(found().report?.diagnostics.map((d) => [d.file, d.code]));
    expect(Object.fromEntries(codes)).toMatchObject({
      'orders/broken.go': 'syntax-error',
      'orders/latin1.go': 'invalid-utf8',
      'orders/binary.go': 'binary-file',
      'orders/huge.go': 'file-too-large',
      'orders/deep.go': 'syntax-error',
      'orders/empty.go': 'syntax-error',
      'carts/go.mod': 'invalid-go-mod',
      'api/package.json': 'invalid-package-json',
      'compose.yaml': 'invalid-yaml',
      'k8s/orders.yaml': 'invalid-yaml',
    });
  });

  it('gives every diagnostic a place, a reason and a way out', () => {
    for (const d of found().report?.diagnostics ?? []) {
      expect(d.line).toBeGreaterThan(0);
      expect(d.message).toMatch(/\S/);
      expect(d.help).toMatch(/\S/);
      expect(d.file).not.toContain(root);
    }
  });
});

describe('a directory without a service', () => {
  it('says so and what it looked for', () => {
    const empty = mkdtempSync(join(tmpdir(), 'instrument-empty-'));
    try {
      writeFileSync(join(empty, 'README.md'), '# nothing\n');
      const { status, report } = scan(empty);
      expect(status).toBe(0);
      expect(report?.services).toEqual([]);
      expect(report?.diagnostics).toEqual([
        expect.objectContaining({ code: 'no-services', help: expect.stringContaining('package main') }),
      ]);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
