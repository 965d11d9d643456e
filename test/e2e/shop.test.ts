import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/model/scan-report.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHOP = 'fixtures/projects/shop';

interface ExpectedService {
  name: string;
  path: string;
  language: string;
  supported: boolean;
  kind: string;
  layer: number | null;
  layer2: string;
  layer3: boolean;
  integrations: {
    id: string;
    role: string;
    instrumented: boolean;
    sites: { file: string; line: number }[];
  }[];
  spans: { name: string | null; file: string; line: number }[];
}

/** Written by hand from the code of the shop. */
const expected = JSON.parse(readFileSync(`${ROOT}/${SHOP}/expected.json`, 'utf8')) as {
  services: ExpectedService[];
  packages: { path: string; why: string }[];
};

function scanShop(...flags: string[]): string {
  return execFileSync(process.execPath, ['dist/bin/instrument.js', 'scan', SHOP, '--no-cache', ...flags], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

const report = JSON.parse(scanShop('--format', 'json')) as ScanReport;
const byName = <T extends { name: string }>(list: readonly T[]) =>
  [...list].sort((a, b) => (a.name < b.name ? -1 : 1));

describe('the built command line on the shop', () => {
  it('finds every service and no other', () => {
    expect(byName(report.services).map((s) => `${s.name} ${s.path}`)).toEqual(
      byName(expected.services).map((s) => `${s.name} ${s.path}`),
    );
  });

  it.each(byName(expected.services).map((s) => [s.name, s] as const))('%s', (name, truth) => {
    const found = report.services.find((s) => s.name === name);
    const { language, supported, kind, layer, layer3 } = truth;
    expect(found).toMatchObject({ language, supported, kind, layer, layer3 });
    if (!supported) return;
    const sites = (uses: ExpectedService['integrations']) =>
      uses
        .flatMap((i) => i.sites.map((s) => `${i.id} ${i.instrumented ? '+' : '-'} ${s.file}:${s.line}`))
        .sort();
    expect(found?.layer2).toBe(truth.layer2);
    expect(sites(found?.integrations ?? [])).toEqual(sites(truth.integrations));
    expect(found?.spans.map((s) => `${s.name} ${s.file}:${s.line}`).sort()).toEqual(
      truth.spans.map((s) => `${s.name} ${s.file}:${s.line}`).sort(),
    );
  });

  it('says what the other packages are', () => {
    const line = (p: { path: string; why: string }) => `${p.path} ${p.why}`;
    expect(report.packages.map(line).sort()).toEqual(
      expect.arrayContaining(expected.packages.map(line).sort()),
    );
  });

  it('is valid against the published schema', () => {
    const schema = JSON.parse(readFileSync(`${ROOT}/schema/scan.schema.json`, 'utf8')) as object;
    const validate = new Ajv2020().compile(schema);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
  });

  it('says the same twice', () => {
    expect(JSON.parse(scanShop('--format', 'json', '--concurrency', '1'))).toEqual(report);
  });
});
