/**
 * Does one thing to a tree in a process of its own, which a signal ends, or at least hits, after a given step.
 * Takes an `Order` as JSON in its first argument; prints an `Answer` as JSON unless it dies before.
 */
import { existsSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { recover } from '../../../src/editing/recover.js';
import type { OnStep } from '../../../src/editing/step.js';
import { applyFiles } from '../../../src/editing/transaction.js';
import { undoLast } from '../../../src/editing/undo.js';
import type { FileChange } from '../../../src/model/change.js';

export interface Order {
  action: 'apply' | 'undo' | 'recover';
  root: string;
  stateHome: string;
  files?: readonly FileChange[];
  /** Sent to itself after this step, counted from 0. */
  signal?: { name: NodeJS.Signals; after: number };
  /** Milliseconds that the verification takes. */
  verifyFor?: number;
  /** A path: the verification makes it, and ends when it is gone. */
  verifyWhile?: string;
  /** Sends itself SIGINT when the verification begins. */
  interruptVerify?: boolean;
}

export interface Answer {
  status: string;
  steps: string[];
  interrupted?: string | null;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const steps: string[] = [];

const onStep: OnStep = (step, file) => {
  steps.push(file === undefined ? step : `${step} ${file}`);
  if (order.signal?.after === steps.length - 1) process.kill(process.pid, order.signal.name);
};

async function act(): Promise<Omit<Answer, 'steps'>> {
  const { root, stateHome, files = [], verifyFor, verifyWhile } = order;
  const options = { stateHome, onStep };
  if (order.action === 'undo') return undoLast(root, options);
  if (order.action === 'recover') return (await recover(root, options))[0]!;
  if (verifyFor === undefined && verifyWhile === undefined) return applyFiles(root, files, options);
  const verify = async () => {
    if (order.interruptVerify) process.kill(process.pid, 'SIGINT');
    if (verifyWhile !== undefined) {
      writeFileSync(verifyWhile, '');
      while (existsSync(verifyWhile)) await sleep(5);
    }
    await sleep(verifyFor);
    return { ok: true };
  };
  return applyFiles(root, files, { ...options, verify });
}

const result = await act();
writeSync(1, JSON.stringify({ status: result.status, interrupted: result.interrupted ?? null, steps }));
// A verification that was not waited for may still be under way.
process.exit(0);
