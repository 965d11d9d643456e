import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type InstrumentConfig, instrumentConfigSchema } from '#src/config/instrument-config.js';
import { type ApplyPlan, type PlanOptions, planApply } from '#src/engine/apply.js';
import type { Change, Requirement } from '#src/model/change.js';
import type { ScanReport } from '#src/model/scan-report.js';

export const hasGo = spawnSync('go', ['version']).status === 0;

export const MAIN =
  'package main\n\nimport "example.com/orders/stock"\n\nfunc main() {\n\tprintln(greeting())\n\tprintln(stock.Count())\n}\n\nfunc greeting() string { return "orders" }\n';
export const STOCK = 'package stock\n\nfunc Count() int { return 1 }\n';
export const MODULE = 'module example.com/orders\n\ngo 1.25.0\n';
export const OTEL: Requirement = {
  ecosystem: 'go',
  name: 'go.opentelemetry.io/otel',
  version: 'v1.45.0',
  directory: '.',
};
export const ORDERS: Readonly<Record<string, string>> = {
  'go.mod': MODULE,
  'main.go': MAIN,
  'stock/stock.go': STOCK,
};

/** A tree that is committed, with a state folder of its own; both go when the test ends. */
export function ordersTree(files: Readonly<Record<string, string>> = ORDERS): string {
  const base = mkdtempSync(join(tmpdir(), 'instrument-test-apply-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  process.env.XDG_STATE_HOME = join(base, 'state');
  const root = join(base, 'tree');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  git(root, 'init', '-q');
  commit(root);
  return root;
}

export function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    encoding: 'utf8',
  });
}

export function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'orders');
}

/** Path → text of every file but git's. */
export function snapshot(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !path.startsWith('.git/'))
    .sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

export interface Rewrite {
  id: string;
  file: string;
  find: string;
  text: string;
  requires?: Requirement[];
  creates?: Change['creates'];
  restsOn?: Change['restsOn'];
}

/** A change that replaces a text where it stands; nothing when it is not there. */
export function rewrite(
  { id, file, find, text, requires = [], creates = [], restsOn }: Rewrite,
  source: string,
): Change[] {
  const start = source.indexOf(find);
  if (start < 0) return [];
  return [
    {
      id,
      title: `Rewrite ${id}`,
      services: ['orders'],
      subject: 'net/http-server',
      edits: [{ file, start, end: start + find.length, text }],
      creates,
      requires,
      notes: [],
      ...(restsOn ? { restsOn } : {}),
    },
  ];
}

/** A planner that makes these rewrites. */
export function plannerOf(rewrites: readonly Rewrite[]): PlanOptions['planner'] {
  return async ({ workspace }) => ({
    changes: rewrites.flatMap((one) => rewrite(one, workspace.read(one.file) ?? '')),
    skips: [],
  });
}

export const config: InstrumentConfig = instrumentConfigSchema.parse({});

export const REPORT: ScanReport = {
  schemaVersion: 1,
  tool: { name: 'instrument', version: '0' },
  root: '.',
  services: [],
  packages: [],
  calls: [],
  summary: {
    services: 0,
    byLayer: { '1': 0, '2': 0, '3': 0 },
    recommended: { '1': 0, '2': 0, '3': 0 },
    integrations: { total: 0, instrumented: 0 },
  },
  diagnostics: [],
};

export function plan(root: string, rewrites: readonly Rewrite[], verify = true): Promise<ApplyPlan> {
  return planApply({
    root,
    config,
    report: REPORT,
    services: null,
    planner: plannerOf(rewrites),
    layer: 2,
    verify,
  });
}

/** What became of each change. */
export function statuses({ report }: Pick<ApplyPlan, 'report'>): Record<string, string> {
  return Object.fromEntries(report.changes.map(({ id, status }) => [id, status]));
}

export const RENAME: Rewrite = { id: 'rename', file: 'main.go', find: '"orders"', text: '"all orders"' };
export const BROKEN: Rewrite = { id: 'broken', file: 'stock/stock.go', find: 'return 1', text: 'return "x"' };
export const TRACED: Rewrite = {
  id: 'traced',
  file: 'stock/stock.go',
  find: 'package stock\n\nfunc',
  text: 'package stock\n\nimport "go.opentelemetry.io/otel"\n\nvar tracer = otel.Tracer("stock")\n\nfunc',
  requires: [OTEL],
};
/** Needs a package that embeds a file of bytes. */
export const EMBEDDED: Rewrite = {
  id: 'embedded',
  file: 'stock/stock.go',
  find: 'package stock\n\nfunc',
  text: 'package stock\n\nimport _ "google.golang.org/protobuf/types/known/emptypb"\n\nfunc',
  requires: [{ ecosystem: 'go', name: 'google.golang.org/protobuf', version: 'v1.36.10', directory: '.' }],
};
