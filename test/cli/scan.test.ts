import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from './run-cli.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'instrument-cli-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const orders = {
  'orders/go.mod': 'module example.com/orders\n\ngo 1.24\n',
  'orders/main.go':
    'package main\n\nimport "net/http"\n\nfunc main() {\n\tmux := http.NewServeMux()\n\thttp.ListenAndServe(":8080", mux)\n}\n',
};

test('a directory without services says so, and is no failure', async () => {
  const { stdout, stderr, code } = await runCli(['scan'], { cwd: root });
  expect(stdout).toMatch(/^No service found\n/);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});

test('a bare Go service is shown with its site', async () => {
  write(orders);
  const { stdout, stderr, code } = await runCli(['scan', '--service', 'orders', '--no-cache'], { cwd: root });
  expect(stdout).toContain('orders/main.go:7');
  expect(stdout).toContain('net/http-server');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});

test('JSON is valid by the schema that the package ships', async () => {
  write(orders);
  const { stdout, code } = await runCli(['scan', root, '--format', 'json']);
  expect(code).toBe(0);
  const validate = new Ajv2020().compile(JSON.parse(readFileSync('schema/scan.schema.json', 'utf8')));
  const report: unknown = JSON.parse(stdout);
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report).toMatchObject({ root: '.', services: [{ name: 'orders', language: 'go', layer: 1 }] });
});

test('several outputs at once, and --quiet', async () => {
  write(orders);
  const outputs = ['-o', 'json:a.json', '-o', 'b.html', '-o', 'markdown:-'];
  const { stdout, stderr, code } = await runCli(['--quiet', '--cwd', root, 'scan', ...outputs]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toMatch(/^## Instrumentation of 1 service\n/);
  expect(JSON.parse(readFileSync(join(root, 'a.json'), 'utf8'))).toHaveProperty('schemaVersion', 1);
  expect(readFileSync(join(root, 'b.html'), 'utf8')).toMatch(/^<!doctype html>/);
});

test('a faulty configuration stops the run at its line', async () => {
  write({ 'instrument.yaml': 'ignore: []\nservises: {}\n' });
  const { stdout, stderr, code } = await runCli(['scan'], { cwd: root });
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toContain('instrument.yaml:2:1');
  expect(stderr).toContain('did you mean `services`?');
});

test('what init writes is a configuration that scan takes', async () => {
  expect((await runCli(['init'], { cwd: root })).code).toBe(0);
  expect((await runCli(['scan'], { cwd: root })).code).toBe(0);
  const again = await runCli(['init'], { cwd: root });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('--force');
});
