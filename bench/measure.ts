/** Times whole processes, as a person at a terminal has them. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const RUNS = 5;
export const CLI = fileURLToPath(new URL('../bin/instrument.js', import.meta.url));
const PRINT_USE =
  'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write("peak "+u.maxRSS+" cpu "+(u.userCPUTime+u.systemCPUTime))})';

export interface Measure {
  /** Milliseconds, median. */
  ms: number;
  /** Milliseconds of processor time, of the process itself unless told, median; 0 where it was not asked for. */
  cpu: number;
  /** Megabytes, the largest; 0 where it was not asked for. */
  peak: number;
}

export interface OnceOptions {
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  /** Exit code 1, which stands for findings, is fine. */
  mayFind?: boolean;
}

/** Runs Node.js with arguments and the given directory for the tool's cache. */
export function once(args: string[], cacheDirectory: string, options: OnceOptions = {}): Measure {
  const env = { ...options.env, INSTRUMENT_CACHE_DIR: cacheDirectory };
  const { ms, stderr } = timed(process.execPath, ['--import', PRINT_USE, ...args], { ...options, env });
  const [, peak = 0, cpu = 0] = /peak (\d+) cpu (\d+)/.exec(stderr) ?? [];
  return { ms, cpu: Number(cpu) / 1e3, peak: Number(peak) / 1024 };
}

/** Runs a command that has to succeed. */
export function timed(
  command: string,
  args: readonly string[],
  { cwd, env, mayFind = false }: OnceOptions = {},
): { ms: number; stderr: string } {
  const start = performance.now();
  const run = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const ms = performance.now() - start;
  if (run.status !== 0 && !(mayFind && run.status === 1))
    throw new Error(`${command} ${args.join(' ')}\n${run.stderr}`);
  return { ms, stderr: run.stderr };
}

/** Runs commands in turn, so that all see the same drift of the machine; the first round only warms. */
export function inTurn<Commands extends readonly (() => Measure)[]>(
  ...commands: Commands
): { [K in keyof Commands]: Measure } {
  for (const command of commands) command();
  const results = commands.map((): Measure[] => []);
  for (let i = 0; i < RUNS; i++) for (const [k, command] of commands.entries()) results[k]!.push(command());
  const summary = (measures: readonly Measure[]): Measure => ({
    ms: median(measures.map(({ ms }) => ms)),
    cpu: median(measures.map(({ cpu }) => cpu)),
    peak: Math.max(...measures.map(({ peak }) => peak)),
  });
  return results.map(summary) as { [K in keyof Commands]: Measure };
}

export function median(values: readonly number[]): number {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;
}

/** Prints a measure and what it is of another, which is left out where it is its own base. */
export function row(name: string, measured: Measure, base: Measure): void {
  const ratioOf = (key: 'ms' | 'cpu') =>
    measured === base || base[key] === 0 || measured[key] === 0
      ? ''
      : `${(measured[key] / base[key]).toFixed(2)}×`;
  const peak = measured.peak === 0 ? '' : `${measured.peak.toFixed(0).padStart(5)} MB`;
  const cpu = measured.cpu === 0 ? '' : `${(measured.cpu / 1000).toFixed(2).padStart(6)} s of CPU`;
  const line = `  ${name.padEnd(38)} ${(measured.ms / 1000).toFixed(2).padStart(6)} s  ${ratioOf('ms').padStart(6)}  ${cpu.padEnd(15)}  ${ratioOf('cpu').padStart(6)}  ${peak}`;
  console.log(line.trimEnd());
}
