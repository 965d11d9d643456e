import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE = 15_000;

export interface Command {
  program: string;
  args: readonly string[];
  /** Where its output goes. */
  log: string;
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  /** Run as this account where the tests run as root, which some servers refuse. */
  account?: string;
}

export interface RunningProcess {
  /** Waits until it listens; throws with its log when it ends or takes too long. */
  listens(port: number, timeout?: number): Promise<void>;
  /** Waits until it ends by itself. */
  ends(): Promise<number | NodeJS.Signals | null>;
  /** Asks it to end, waits, and gives its exit code, or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Starts a program that ends with the tests, whatever happens to them. */
export function start({ program, args, log, cwd, env, account }: Command): RunningProcess {
  const output = openSync(log, 'a');
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
    ...identity(account),
  });
  closeSync(output);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('error', () => resolve(null)).once('exit', (code, signal) => resolve(code ?? signal));
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  ended.then(() => process.off('exit', kill));
  const ends = async () => {
    const late = setTimeout(kill, GRACE);
    const result = await ended;
    clearTimeout(late);
    return result;
  };
  return {
    listens: (port, timeout = 60_000) => waitForPort(child, port, timeout, () => `${program}:\n${tail(log)}`),
    ends,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ends();
    },
  };
}

async function waitForPort(child: ChildProcess, port: number, timeout: number, why: () => string) {
  const end = Date.now() + timeout;
  while (!(await isOpen(port))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended at once. ${why()}`);
    if (Date.now() > end) throw new Error(`It does not listen on ${port}. ${why()}`);
    await sleep(50);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function tail(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-30).join('\n') : '';
}

/** The ids of an account to run as, for `spawn`; nothing where the tests do not run as root. */
export function identity(account: string | undefined): { uid?: number; gid?: number } {
  if (account === undefined || process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, account], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The path of a program on the PATH or in one of the folders; null when it is not installed. */
export function findProgram(name: string, ...folders: readonly string[]): string | null {
  const found = [...(process.env.PATH ?? '').split(delimiter), ...folders].map((folder) =>
    join(folder, name),
  );
  return found.find((path) => existsSync(path)) ?? null;
}
