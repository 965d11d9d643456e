import { sweepState } from './history.js';
import { acquireLock, type LockHolder } from './lock.js';
import { type RollBackResult, rollBack } from './roll-back.js';
import { raiseShield, type SignalShield } from './signal-shield.js';
import type { StateDirectory } from './state-directory.js';
import type { OnStep } from './step.js';

/** Another process is at work on the same root; nothing was done. */
export interface Locked {
  status: 'locked';
  holder: LockHolder;
}

/**
 * Does work on a root as the only process, shielded from signals, after taking back what a killed one has left half done.
 * @throws what the work throws, and when that taking back fails
 */
export async function withLock<R>(
  state: StateDirectory,
  onStep: OnStep,
  work: (shield: SignalShield, recovered: RollBackResult) => Promise<R>,
): Promise<R | Locked> {
  const lock = await acquireLock(state.path);
  if (!lock.held) return { status: 'locked', holder: lock.holder };
  const shield = raiseShield();
  try {
    onStep('locked');
    sweepState(state);
    const recovered = await rollBack(state, onStep);
    return await work(shield, recovered);
  } finally {
    lock.release();
    await shield.lift();
  }
}
