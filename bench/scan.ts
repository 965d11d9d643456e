/**
 * Measures `instrument scan` as whole processes against two floors, each pair in turn, and prints a table.
 * Run as `npm run bench -- <directory> [<directory> …]`, with large repositories of your own.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { listFiles } from '#src/workspace/list-files.js';

const RUNS = 5;
const CLI = fileURLToPath(new URL('../bin/instrument.js', import.meta.url));
const FLOOR = fileURLToPath(new URL('./floor.js', import.meta.url));
const SOURCE = /\.(?:go|[cm]?[jt]s|[jt]sx)$/;
const PRINT_PEAK =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))';

interface Measure {
  /** Milliseconds, median. */
  ms: number;
  /** Megabytes, the largest. */
  peak: number;
}

function once(args: string[], cacheDirectory: string): Measure {
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--import', PRINT_PEAK, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, INSTRUMENT_CACHE_DIR: cacheDirectory },
  });
  const ms = performance.now() - start;
  if (run.status !== 0) throw new Error(`${args.join(' ')}\n${run.stderr}`);
  return { ms, peak: Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024 };
}

/** Runs two commands in turn, so that both see the same drift of the machine. */
function pair(a: () => Measure, b: () => Measure): [Measure, Measure] {
  const results: [Measure, Measure][] = [];
  a();
  b();
  for (let i = 0; i < RUNS; i++) results.push([a(), b()]);
  const side = (index: 0 | 1): Measure => ({
    ms: median(results.map((r) => r[index].ms)),
    peak: Math.max(...results.map((r) => r[index].peak)),
  });
  return [side(0), side(1)];
}

function median(values: number[]): number {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;
}

/** Copies the first part of a corpus by bytes of source, whole directories in order. */
function copyPart(root: string, share: number, target: string): { files: number; megabytes: number } {
  const { files } = listFiles(root);
  const total = files.reduce((sum, f) => sum + (SOURCE.test(f.path) ? f.size : 0), 0);
  let bytes = 0;
  let count = 0;
  for (const { path, size } of files) {
    if (bytes > total * share) break;
    mkdirSync(join(target, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(target, path), { preserveTimestamps: true });
    if (!SOURCE.test(path)) continue;
    bytes += size;
    count++;
  }
  trackWithGit(target);
  return { files: count, megabytes: bytes / 1e6 };
}

/** Files that a .gitignore matches but that were committed belong to the tree: a copy without git would lose them. */
function trackWithGit(directory: string): void {
  for (const args of [
    ['init', '-q'],
    ['add', '-f', '.'],
  ])
    spawnSync('git', ['-C', directory, ...args]);
}

function measure(root: string): void {
  const work = mkdtempSync(join(tmpdir(), 'instrument-bench-'));
  const cache = join(work, 'cache');
  const scan = (...flags: string[]) => once([CLI, 'scan', copy, '--format', 'json', ...flags], cache);
  const copy = join(work, basename(root));
  const { files, megabytes } = copyPart(root, 1, copy);
  console.log(`\n${basename(root)}: ${files} source files, ${megabytes.toFixed(1)} MB`);
  const [floor, cold] = pair(
    () => once([FLOOR, 'search', copy], cache),
    () => scan('--no-cache'),
  );
  row('list, read, search (floor)', floor, floor);
  row('scan, cold', cold, floor);
  scan();
  const [list, warm] = pair(
    () => once([FLOOR, 'list', copy], cache),
    () => scan(),
  );
  row('list and stat (floor)', list, list);
  row('scan, warm', warm, list);
  const edited = listFiles(copy).files.find((f) => SOURCE.test(f.path) && f.size < 50_000);
  const [, changed] = pair(
    () => ({ ms: 0, peak: 0 }),
    () => {
      appendFileSync(join(copy, edited?.path ?? ''), '\n');
      return scan();
    },
  );
  row('scan, one file changed', changed, list);
  for (const share of [0.25, 0.5]) {
    const part = join(work, `part-${share}`);
    const size = copyPart(root, share, part);
    const [, run] = pair(
      () => ({ ms: 0, peak: 0 }),
      () => once([CLI, 'scan', part, '--format', 'json', '--no-cache'], cache),
    );
    row(`scan, cold, ${share * 100} % (${size.megabytes.toFixed(1)} MB)`, run, cold);
  }
  rmSync(work, { recursive: true });
}

function row(name: string, measured: Measure, base: Measure): void {
  const ratio = measured === base ? '' : `${(measured.ms / base.ms).toFixed(2)}×`;
  console.log(
    `  ${name.padEnd(38)} ${(measured.ms / 1000).toFixed(2).padStart(6)} s  ${ratio.padStart(6)}  ${measured.peak.toFixed(0).padStart(5)} MB`,
  );
}

const corpora = process.argv.slice(2);
if (corpora.length === 0) {
  console.error('usage: npm run bench -- <directory> [<directory> …]');
  process.exitCode = 2;
}
for (const corpus of corpora) measure(corpus);
