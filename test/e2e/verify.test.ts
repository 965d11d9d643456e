import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../cli/run-cli.js';

/** What each tenant's Tempo and Mimir hold, in the shapes that their APIs are documented to have. */
const HELD: Record<string, { traces: string[]; metrics: string[] }> = {
  alpha: { traces: ['cart', 'bank'], metrics: ['cart'] },
  beta: { traces: [], metrics: ['bank'] },
};

const deployment = (name: string, namespace: string) =>
  `kind: Deployment\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { template: { spec: { containers: [{ name: main, image: "x/${name}:1" }] } } }\n`;

const main =
  'package main\n\nimport "net/http"\n\nfunc main() { http.HandleFunc("/x", nil); http.ListenAndServe(":80", nil) }\n';

let root: string;
let server: Server;
let url: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'instrument-verify-'));
  const files: Record<string, string> = {
    'go.mod': 'module example.com/shop\n\ngo 1.25\n',
    'instrument.yaml': 'layer1:\n  tenants: { shop: alpha, money: beta }\n',
    'k8s/cart.yaml': deployment('cart', 'shop'),
    'k8s/bank.yaml': deployment('bank', 'money'),
  };
  for (const name of ['cart', 'bank']) files[`cmd/${name}/main.go`] = main;
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  server = createServer((request, response) => {
    const held = HELD[String(request.headers['x-scope-orgid'])];
    if (!held) return response.writeHead(401).end('no org id');
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    if (pathname === '/api/v2/search/tag/resource.service.name/values')
      return response.end(
        JSON.stringify({ tagValues: held.traces.map((value) => ({ type: 'string', value })) }),
      );
    const counts = searchParams.get('query')?.includes('http_server_request_duration_seconds_count');
    const result = (counts ? held.metrics : []).map((name) => ({
      metric: { service_name: name },
      value: [1, '3'],
    }));
    return response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const verify = (...flags: string[]) => runCli(['verify', '--no-color', ...flags], { cwd: root });

test('what is missing and what lies under the wrong tenant is told, with where to look', async () => {
  const { code, stdout, stderr } = await verify('--tempo', url, '--mimir', url);
  expect(stderr).toBe('');
  expect(stdout).toBe(
    [
      '1 of 2 services arrived',
      '',
      '  SERVICE  TENANT  TRACES  METRICS',
      '  bank     beta      ✗       ✓',
      "      it is under the tenant `alpha`: look at `layer1.tenants` and the gateway's filters",
      '  cart     alpha     ✓       ✓',
      '',
      'Under the wrong tenant',
      '  bank: traces lie under the tenant alpha, where they do not belong',
      '',
    ].join('\n'),
  );
  expect(code).toBe(1);
});

test('with metrics alone everything has arrived', async () => {
  const { code, stdout } = await verify('--mimir', url, '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    services: [
      { name: 'bank', traces: 'unasked', metrics: 'arrived' },
      { name: 'cart', traces: 'unasked', metrics: 'arrived' },
    ],
    strays: [],
  });
  expect(code).toBe(0);
});

test.each([
  [[], /^error nothing-to-verify/],
  [['--tempo', 'nowhere'], /^error no-live-figures: Tempo at nowhere .*no http or https URL/],
  [['--tempo', 'http://x', '--since', 'yesterday'], /^error wrong-range/],
])('%j cannot be run', async (flags, message) => {
  const { code, stdout, stderr } = await verify(...flags);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});
