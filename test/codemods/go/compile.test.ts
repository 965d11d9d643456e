/**
 * Slow: what the fixtures come out as is compiled with the real modules, and one program is run to read its spans. Needs
 * Go, and the module proxy or a warm cache.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFixtureModule } from './support/one-module.js';

const hasGo = spawnSync('go', ['version']).error === undefined;
const isWanted = hasGo && process.env.INSTRUMENT_FAST === undefined;
const TIMEOUT = 900_000;

describe.runIf(isWanted)('the fixtures, applied', () => {
  let root = '';

  const go = (...args: string[]) => {
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
    const { stdout, stderr } = spawnSync('go', args, { cwd: root, env, encoding: 'utf8' });
    return { stdout, problems: stderr.replace(/^(?:go: (?:downloading|finding|found|added)|# ).*\n/gm, '') };
  };

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'instrument-go-'));
    expect((await writeFixtureModule(root)).length).toBeGreaterThan(20);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('compile and vet with the real modules, and leave the go line', { timeout: TIMEOUT }, () => {
    expect(go('vet', './...').problems).toBe('');
    expect(go('list', '-m', '-f', '{{.GoVersion}}').stdout).toBe('1.25.0\n');
  });

  it('yield one joined trace over HTTP, SQL, gin and gRPC', { timeout: TIMEOUT }, () => {
    const { stdout, problems } = go('run', './joined-trace/one-request');
    expect(problems).toBe('');
    const spans = stdout
      .trim()
      .split('\n')
      .map((line) => {
        const [trace, id, parent, kind, name] = line.split('|');
        return { trace, id, parent, label: `${kind} ${name}` };
      });
    expect(new Set(spans.map((s) => s.trace)).size).toBe(1);
    const labelOf = (id: string | undefined) => spans.find((s) => s.id === id)?.label ?? 'root';
    expect(spans.map((s) => `${labelOf(s.parent)} → ${s.label}`).sort()).toEqual([
      'client HTTP GET → server GET /orders/{id}',
      'client HTTP GET → server GET /stock/:id',
      'client grpc.health.v1.Health/Check → server grpc.health.v1.Health/Check',
      'root → client HTTP GET',
      'server GET /orders/{id} → client HTTP GET',
      'server GET /orders/{id} → client UPDATE orders',
      'server GET /stock/:id → client grpc.health.v1.Health/Check',
    ]);
  });
});
