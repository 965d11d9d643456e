import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireLock } from '../../src/editing/lock.js';
import { recover } from '../../src/editing/recover.js';
import { type Child, compileChild } from './compiled-child.js';
import { temporaryDirectory, workTree } from './tree.js';

let child: Child;
beforeAll(() => {
  child = compileChild();
});
afterAll(() => child.dispose());

/** The same two files, written by two processes with different texts. */
function filesOf(writer: string) {
  return ['a.go', 'b.go'].map((file) => ({ file, before: 'old\n', after: `${writer}\n` }));
}

function texts(root: string): string[] {
  return ['a.go', 'b.go'].map((file) => readFileSync(join(root, file), 'utf8'));
}

describe('two applies at once', () => {
  it('are told apart: the second is refused while the first verifies', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'old\n', 'b.go': 'old\n' });
    const verifyWhile = join(temporaryDirectory(), 'verifying');
    const first = child.run({ action: 'apply', root, stateHome, files: filesOf('first'), verifyWhile });
    while (!existsSync(verifyWhile)) await sleep(5);
    const second = await child.run({ action: 'apply', root, stateHome, files: filesOf('second') });
    rmSync(verifyWhile);
    expect(second.answer?.status).toBe('locked');
    expect((await first).answer?.status).toBe('committed');
    expect(texts(root)).toEqual(['first\n', 'first\n']);
  });

  it('never mix, however they fall together', async () => {
    const rounds = Array.from({ length: 4 }, async () => {
      const { root, stateHome } = workTree({ 'a.go': 'old\n', 'b.go': 'old\n' });
      const ended = await Promise.all(
        ['first', 'second'].map((writer) =>
          child.run({ action: 'apply', root, stateHome, files: filesOf(writer) }),
        ),
      );
      const committed = ended.flatMap(({ answer }, index) => (answer?.status === 'committed' ? [index] : []));
      const others = ended.filter(({ answer }) => answer?.status !== 'committed');
      expect(others.every(({ answer }) => ['stale', 'locked'].includes(answer?.status ?? ''))).toBe(true);
      expect(committed).toHaveLength(1);
      const winner = committed[0] === 0 ? 'first\n' : 'second\n';
      expect(texts(root)).toEqual([winner, winner]);
    });
    await Promise.all(rounds);
  });

  it('do not let a repair disturb the one that is under way', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'old\n', 'b.go': 'old\n' });
    // Stopped in the middle, as a debugger or a full disk would.
    const stopped = await child.run({
      action: 'apply',
      root,
      stateHome,
      files: filesOf('first'),
      signal: { name: 'SIGKILL', after: 3 },
    });
    expect(stopped.signal).toBe('SIGKILL');
    const [state] = readdirSync(stateHome);
    const lock = await acquireLock(join(stateHome, state!));
    expect(await recover(root, { stateHome })).toMatchObject([
      { status: 'locked', holder: { pid: process.pid } },
    ]);
    if (lock.held) lock.release();
    expect(await recover(root, { stateHome })).toMatchObject([{ status: 'recovered' }]);
    expect(texts(root)).toEqual(['old\n', 'old\n']);
  });
});

describe('a lock', () => {
  const FOREIGN_HOST = '00000000';

  /** The lock file of this process, and the parts of its name. */
  async function ownLock(directory: string): Promise<{ host: string; started: string }> {
    const lock = await acquireLock(directory);
    const [name = ''] = readdirSync(directory);
    if (lock.held) lock.release();
    const [, host = '', , started = ''] = name.split('-');
    return { host, started };
  }

  it('is free again after release', async () => {
    const directory = temporaryDirectory();
    for (let round = 0; round < 2; round++) {
      const lock = await acquireLock(directory);
      expect(lock.held).toBe(true);
      if (lock.held) lock.release();
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each<[string, (own: { host: string; started: string }) => string, boolean]>([
    ['of a living process', ({ host, started }) => `lock-${host}-${process.pid}-${started}-aa`, true],
    ['of a dead process', ({ host }) => `lock-${host}-4194305-17-aa`, false],
    [
      'of a process whose number another one has now',
      ({ host }) => `lock-${host}-${process.pid}-17-aa`,
      false,
    ],
    ['of another machine', () => `lock-${FOREIGN_HOST}-1-17-aa`, true],
  ])('%s', async (_, nameOf, holds) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, nameOf(await ownLock(directory))), '');
    expect((await acquireLock(directory)).held).toBe(!holds);
  });

  it('of another machine is stale when it has given no sign of life for long', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, `lock-${FOREIGN_HOST}-1-17-aa`);
    writeFileSync(path, '');
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(path, longAgo, longAgo);
    expect((await acquireLock(directory)).held).toBe(true);
    expect(existsSync(path)).toBe(false);
  });
});
