/** A `go` before the real one on the PATH that writes down when it runs, for what, and what it costs. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface WatchedGo {
  path: string;
  /** Forgets all runs. */
  reset(): void;
  spent(): GoTime;
}

export interface GoTime {
  /** Milliseconds for which at least one ran. */
  ms: number;
  /** Milliseconds of processor time of all of them, compilers and linkers included. */
  cpu: number;
  /** By the time when they began. */
  runs: readonly GoRun[];
}

/** Times in milliseconds. */
export interface GoRun {
  begin: number;
  end: number;
  cpu: number;
  /** What was asked: `build`, `mod tidy`, … */
  command: string;
}

/**
 * @param directory empty; it and a log are put there
 * @param go the real one
 */
export function watchGo(directory: string, go: string): WatchedGo {
  const [bin, log] = [join(directory, 'bin'), join(directory, 'log')];
  for (const made of [bin, log]) mkdirSync(made);
  // `times` in a pipe would tell the times of the pipe.
  const script = [
    '#!/bin/sh',
    'begin=$(date +%s%N)',
    `"${go}" "$@"`,
    'code=$?',
    `{ echo "$begin $(date +%s%N) $1 $2"; times; } >"${log}/$$"`,
    'exit $code',
  ];
  writeFileSync(join(bin, 'go'), `${script.join('\n')}\n`);
  chmodSync(join(bin, 'go'), 0o755);
  return {
    path: `${bin}${delimiter}${process.env.PATH}`,
    reset() {
      rmSync(log, { recursive: true });
      mkdirSync(log);
    },
    spent() {
      const runs = readdirSync(log)
        .map((name) => parseRun(readFileSync(join(log, name), 'utf8')))
        .sort((a, b) => a.begin - b.begin);
      return { ms: union(runs), cpu: runs.reduce((sum, { cpu }) => sum + cpu, 0), runs };
    },
  };
}

/** Begin, end, two words of the command; the shell's times; those of what it started. */
function parseRun(text: string): GoRun {
  const [run = '', , started = ''] = text.split('\n');
  const [begin, end, verb, next = ''] = run.split(' ');
  const times = [...started.matchAll(/(\d+)m([\d.]+)s/g)];
  return {
    begin: Number(begin) / 1e6,
    end: Number(end) / 1e6,
    cpu: times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 6e4 + Number(seconds) * 1e3, 0),
    command: verb === 'mod' || next === '-export' ? `${verb} ${next}` : `${verb}`,
  };
}

/** For how long at least one ran. @param runs by the time when they began */
function union(runs: readonly GoRun[]): number {
  let sum = 0;
  let until = 0;
  for (const { begin, end } of runs) {
    sum += Math.max(0, end - Math.max(begin, until));
    until = Math.max(until, end);
  }
  return sum;
}
