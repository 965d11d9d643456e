/** Measures `instrument apply --layer 2` on a Go module, and how much of it is the repository's own toolchain. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { writeGoModule } from './go-module.js';
import { CLI, inTurn, type Measure, once, row, timed } from './measure.js';

const SERVICES = 10;
const NONE: Measure = { ms: 0, cpu: 0, peak: 0 };

/** What it builds is in Go's cache after the first round, in both trees: what is left is what Go takes to find that. */
export function measureApply(): void {
  const found = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' });
  if (found.status !== 0) {
    console.log('\napply: no `go` here, not measured');
    return;
  }
  const work = mkdtempSync(join(tmpdir(), 'instrument-bench-'));
  const module = join(work, 'module');
  const files = writeGoModule(module, SERVICES);
  console.log(`\napply: a Go module of ${files} files`);
  const watched = watchGo(work, join(found.stdout.trim(), 'bin', 'go'));
  const env = { PATH: watched.path };
  const cache = join(work, 'cache');
  const cold = () => {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache);
  };
  const spent: number[] = [];
  const [scan, build, apply] = inTurn(
    () => {
      cold();
      return once([CLI, 'scan', module, '--format', 'json'], cache);
    },
    () => {
      const ms = ['build', 'vet'].map((verb) => timed('go', [verb, './...'], { cwd: module }).ms);
      return { ...NONE, ms: ms[0]! + ms[1]! };
    },
    () => {
      cold();
      watched.reset();
      const whole = once([CLI, 'apply', module, '--layer', '2', '--dry-run', '--format', 'json'], cache, {
        env,
      });
      spent.push(watched.milliseconds());
      return whole;
    },
  );
  const inGo = { ...NONE, ms: spent.slice(1).sort((a, b) => a - b)[Math.floor((spent.length - 1) / 2)]! };
  const sum = { ...NONE, ms: scan.ms + build.ms };
  const own = { ms: apply.ms - inGo.ms, cpu: apply.cpu, peak: 0 };
  row('scan, cold', scan, scan);
  row('go build && go vet', build, build);
  row('both', sum, sum);
  row('apply --dry-run, cold', apply, sum);
  row('  of it in the go command', inGo, apply);
  row('  of it our own, the scan included', own, apply);
  row('  of it our own, without the scan', { ms: own.ms - scan.ms, cpu: own.cpu - scan.cpu, peak: 0 }, apply);
  rmSync(work, { recursive: true });
}

interface WatchedGo {
  /** PATH with a `go` before the real one that writes down when it runs. */
  path: string;
  reset(): void;
  /** For how long at least one ran. */
  milliseconds(): number;
}

function watchGo(work: string, go: string): WatchedGo {
  const directory = join(work, 'bin');
  const log = join(work, 'go.log');
  mkdirSync(directory);
  const script = `#!/bin/sh\nbegin=$(date +%s%N)\n"${go}" "$@"\ncode=$?\necho "$begin $(date +%s%N)" >>"${log}"\nexit $code\n`;
  writeFileSync(join(directory, 'go'), script);
  chmodSync(join(directory, 'go'), 0o755);
  return {
    path: `${directory}${delimiter}${process.env.PATH}`,
    reset: () => writeFileSync(log, ''),
    milliseconds: () => union(readFileSync(log, 'utf8')) / 1e6,
  };
}

/** The length of the union of `begin end` intervals, one a line. */
function union(log: string): number {
  const intervals = log
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ').map(Number) as [number, number])
    .sort((a, b) => a[0] - b[0]);
  let sum = 0;
  let until = 0;
  for (const [begin, end] of intervals) {
    sum += Math.max(0, end - Math.max(begin, until));
    until = Math.max(until, end);
  }
  return sum;
}
