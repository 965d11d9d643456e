import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultConfig } from '../../src/config/default-config.js';
import { scan } from '../../src/engine/scan.js';
import { listFiles } from '../../src/workspace/list-files.js';

const SHOP = 'fixtures/projects/shop';
const FILES = listFiles(SHOP)
  .files.map(({ path }) => path)
  .filter((path) => /\.(?:go|[cm]?[jt]s|mod|json|ya?ml)$|Dockerfile$/.test(path));

let work: string;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'instrument-incremental-'));
  vi.stubEnv('INSTRUMENT_CACHE_DIR', join(work, 'cache'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true, force: true });
});

/** What people do to a file between two scans; `null` takes it away. */
const EDITS: Record<string, (text: string) => string | null> = {
  'a line more at the end': (text) => `${text}\n`,
  'a line more at the top': (text) => (text.startsWith('{') ? ` ${text}` : `\n${text}`),
  'instrumentation removed': (text) => text.replaceAll(/otel\w+/g, 'plain'),
  'cut in half': (text) => text.slice(0, text.length / 2),
  emptied: () => '',
  deleted: () => null,
};

const edit = fc.record({
  path: fc.constantFrom(...FILES),
  what: fc.constantFrom('restored', 'copied beside', ...Object.keys(EDITS)),
  /** Written long enough ago for its time stamp to be trusted. */
  settled: fc.boolean(),
});

let clock = 0;

function apply(
  root: string,
  { path, what, settled }: { path: string; what: string; settled: boolean },
): void {
  const original = readFileSync(join(SHOP, path), 'utf8');
  const from = join(root, path);
  const target = what === 'copied beside' ? from.replace(/([^/]*)$/, 'copy_of_$1') : from;
  const before = existsSync(from) ? readFileSync(from, 'utf8') : original;
  const after = EDITS[what] === undefined ? original : EDITS[what](before);
  if (after === null) {
    rmSync(target, { force: true });
    return;
  }
  writeFileSync(target, after);
  // Some steps of time apart, as the scan tells files by their time.
  const time = Date.now() / 1000 - 100_000 + clock++;
  if (settled) utimesSync(target, time, time);
}

it('says after any edits what a scan without a cache says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
      async (rounds) => {
        const root = mkdtempSync(join(work, 'shop-'));
        cpSync(SHOP, root, { recursive: true, preserveTimestamps: true });
        const look = (cache: boolean) => scan({ root, config: defaultConfig, cache });
        expect(await look(true)).toEqual(await look(false));
        for (const round of rounds) {
          for (const step of round) apply(root, step);
          expect(await look(true)).toEqual(await look(false));
          expect(await look(true)).toEqual(await look(false));
        }
      },
    ),
    { numRuns: 4 },
  );
}, 180_000);
