/**
 * One apply at a time. Every process makes a lock file of its own, whose name says who it is, and then looks whether
 * another living process has one: of two that start together at least one sees the other. No file is ever taken over, so
 * that removing a dead one's can hurt nobody.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Another process that is at work on the same root. */
export interface LockHolder {
  pid: number;
  /** False when it runs on another machine or in another container, where we cannot see whether it lives. */
  sameHost: boolean;
  /** The file to remove when it is known to be dead. */
  path: string;
}

export type LockResult = { held: true; release(): void } | { held: false; holder: LockHolder };

const ATTEMPTS = 5;
/** Of a process that we cannot ask: past this without a sign of life it is dead. */
const FOREIGN_STALE_MS = 60 * 60 * 1000;
const SIGN_OF_LIFE_MS = 60 * 1000;

/**
 * Takes the lock of a state directory, which is made when missing; waits a fraction of a second at most.
 * @param path the directory that holds the lock files
 */
export async function acquireLock(path: string): Promise<LockResult> {
  mkdirSync(path, { recursive: true });
  const own = ownName();
  for (let attempt = 1; ; attempt++) {
    writeFileSync(join(path, own), '', { flag: 'wx', mode: 0o600 });
    const holder = findHolder(path, own);
    if (holder === null) return holdLock(join(path, own));
    rmSync(join(path, own), { force: true });
    if (attempt === ATTEMPTS) return { held: false, holder };
    await sleep(20 + Math.random() * 60);
  }
}

function holdLock(file: string): LockResult {
  const timer = setInterval(() => showLife(file), SIGN_OF_LIFE_MS).unref();
  return {
    held: true,
    release() {
      clearInterval(timer);
      rmSync(file, { force: true });
    },
  };
}

function showLife(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Someone removed the lock by hand; the check of each file before it is written still guards the tree.
  }
}

/** Removes what the dead have left. */
function findHolder(path: string, own: string): LockHolder | null {
  for (const name of readdirSync(path)) {
    const match = /^lock-([0-9a-f]+)-(\d+)-(\d+)-[0-9a-f]+$/.exec(name);
    if (!match || name === own) continue;
    const [, host, pid, started] = match;
    const holder = { pid: Number(pid), sameHost: host === hostId(), path: join(path, name) };
    if (isAlive(holder, started!)) return holder;
    rmSync(holder.path, { force: true });
  }
  return null;
}

function isAlive({ pid, sameHost, path }: LockHolder, started: string): boolean {
  if (!sameHost) return isFresh(path);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // Another process may have got the number since.
  return startTime(pid) === started;
}

function isFresh(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < FOREIGN_STALE_MS;
}

function ownName(): string {
  const token = randomBytes(6).toString('hex');
  return `lock-${hostId()}-${process.pid}-${startTime(process.pid)}-${token}`;
}

function hostId(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** When a process started, in ticks since boot; 0 where the system has no /proc. */
function startTime(pid: number): string {
  try {
    // The second field, the name, may hold spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}
