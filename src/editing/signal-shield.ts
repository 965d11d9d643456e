/** Holds signals back while a tree is half written. */
import { setImmediate as nextTurn } from 'node:timers/promises';

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export interface SignalShield {
  /** The first signal that came, else null. */
  received(): NodeJS.Signals | null;
  /** The same, after those signals that have come already were delivered. */
  notice(): Promise<NodeJS.Signals | null>;
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** Lets signals through again, after those that have come already were delivered. */
  lift(): Promise<void>;
}

/** From now on SIGINT, SIGTERM and SIGHUP do not end the process but are remembered. */
export function raiseShield(): SignalShield {
  const controller = new AbortController();
  let first: NodeJS.Signals | null = null;
  const remember = (signal: NodeJS.Signals) => {
    first ??= signal;
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, remember);
  return {
    received: () => first,
    async notice() {
      await delivery();
      return first;
    },
    signal: controller.signal,
    async lift() {
      await delivery();
      for (const signal of SIGNALS) process.off(signal, remember);
    },
  };
}

/** The first turn may be the rest of the present one, in which no more signals are taken in; the second is a whole one. */
async function delivery(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
