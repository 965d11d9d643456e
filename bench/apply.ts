/** Measures `instrument apply --layer 2` on a Go module, and how much of it is the repository's own toolchain. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGoModule } from './go-module.js';
import { CLI, inTurn, type Measure, median, once, row, timed } from './measure.js';
import { type GoRun, type GoTime, type WatchedGo, watchGo } from './watched-go.js';

const SERVICES = 10;
const APPLY = [CLI, 'apply', '--layer', '2', '--format', 'json'];

export function measureApply(): void {
  const found = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' });
  if (found.status !== 0) {
    console.log('\napply: no `go` here, not measured');
    return;
  }
  const work = mkdtempSync(join(tmpdir(), 'instrument-bench-'));
  const module = join(work, 'module');
  const files = writeGoModule(module, SERVICES);
  const watched = watchGo(work, join(found.stdout.trim(), 'bin', 'go'));
  const bench: Bench = { module, watched, cache: join(work, 'cache'), state: join(work, 'state') };
  console.log(`\napply: a Go module of ${files} files, nothing to compile that was not compiled before`);
  measureAgain(bench);
  console.log(`\napply: the same, the changed tree and what it needs never compiled before, once`);
  measureFirst(bench, work);
  rmSync(work, { recursive: true });
}

interface Bench {
  module: string;
  watched: WatchedGo;
  /** For the tool's cache. */
  cache: string;
  /** For what takes an apply back. */
  state: string;
}

/** What Go compiles is in its cache after the first round, in both trees. */
function measureAgain(bench: Bench): void {
  const inGo: GoTime[] = [];
  const [scan, build, apply] = inTurn(
    () => scanCold(bench),
    () => buildAndVet(bench),
    () => {
      const { whole, go } = applyCold(bench);
      inGo.push(go);
      return whole;
    },
  );
  const measured = inGo.slice(1);
  const go = { ms: median(measured.map(({ ms }) => ms)), cpu: median(measured.map(({ cpu }) => cpu)) };
  report(scan, build, apply, go);
  listRuns(measured.at(-1)?.runs ?? []);
}

/** The untouched tree is in Go's cache, as it is for who works on it; each way compiles the changed one by itself. */
function measureFirst(bench: Bench, work: string): void {
  const [goCache, other] = [join(work, 'go-cache'), join(work, 'other-go-cache')];
  buildAndVet(bench, { GOCACHE: goCache });
  cpSync(goCache, other, { recursive: true, preserveTimestamps: true });
  const scan = scanCold(bench);
  const { whole, go } = applyCold(bench, { GOCACHE: goCache });
  timed(process.execPath, [...APPLY, '--yes', '--force', '--no-verify', bench.module], {
    env: { XDG_STATE_HOME: bench.state },
  });
  const build = buildAndVet(bench, { GOCACHE: other });
  report(scan, build, whole, go);
  row('go build && go vet, after the apply', buildAndVet(bench, { GOCACHE: goCache }), build);
  listRuns(go.runs);
}

type Environment = Readonly<Record<string, string>>;

function scanCold(bench: Bench): Measure {
  return once([CLI, 'scan', bench.module, '--format', 'json'], emptied(bench.cache));
}

function buildAndVet({ module, watched }: Bench, env: Environment = {}): Measure {
  watched.reset();
  const runs = ['build', 'vet'].map((verb) =>
    timed('go', [verb, './...'], { cwd: module, env: { ...env, PATH: watched.path } }),
  );
  return { ms: runs.reduce((sum, { ms }) => sum + ms, 0), cpu: watched.spent().cpu, peak: 0 };
}

function applyCold({ module, watched, cache }: Bench, env: Environment = {}): { whole: Measure; go: GoTime } {
  watched.reset();
  const whole = once([...APPLY, '--dry-run', module], emptied(cache), {
    env: { ...env, PATH: watched.path },
  });
  const go = watched.spent();
  return { whole: { ...whole, cpu: whole.cpu + go.cpu }, go };
}

function report(scan: Measure, build: Measure, apply: Measure, go: Pick<GoTime, 'ms' | 'cpu'>): void {
  const sum = plus(scan, build);
  const own = plus(apply, { ms: -go.ms, cpu: -go.cpu });
  row('scan, cold', scan, scan);
  row('go build && go vet', build, build);
  row('both', sum, sum);
  row('apply --dry-run, cold', apply, sum);
  row('  of it in the go command', { ...go, peak: 0 }, apply);
  row('  of it our own, the scan included', own, apply);
  row('  of it our own, without the scan', plus(own, { ms: -scan.ms, cpu: -scan.cpu }), apply);
}

function listRuns(runs: readonly GoRun[]): void {
  const seconds = (ms: number) => (ms / 1e3).toFixed(2);
  const told = runs.map(
    ({ command, begin, end, cpu }) => `${command} ${seconds(end - begin)} (${seconds(cpu)})`,
  );
  console.log(`  go, one after the other, in s (of CPU): ${told.join(', ')}`);
}

function plus(a: Measure, b: { ms: number; cpu: number }): Measure {
  return { ms: a.ms + b.ms, cpu: a.cpu + b.cpu, peak: 0 };
}

function emptied(directory: string): string {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  return directory;
}
