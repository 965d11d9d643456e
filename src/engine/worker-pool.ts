/** Threads that extract facts. They start when there is enough work and end with `close`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Batch, BatchResult } from './extract-batch.js';

const SCRIPT = new URL('./fact-worker.js', import.meta.url);

export interface WorkerPool {
  /** Hands over each result as it comes, with the index of its batch. Rejects when a worker dies. */
  run(batches: readonly Batch[], onResult: (index: number, result: BatchResult) => void): Promise<void>;
  close(): Promise<void>;
}

/** @returns null when there is nothing to start: one thread was asked for, or the code runs unbuilt */
export function createWorkerPool(size: number): WorkerPool | null {
  if (size < 2 || !existsSync(fileURLToPath(SCRIPT))) return null;
  const workers: Worker[] = [];
  return {
    async run(batches, onResult) {
      while (workers.length < Math.min(size, batches.length)) workers.push(new Worker(SCRIPT));
      let next = 0;
      await Promise.all(
        workers.map(async (worker) => {
          for (let i = next++; i < batches.length; i = next++) {
            onResult(i, await ask(worker, batches[i]!));
          }
        }),
      );
    },
    async close() {
      await Promise.all(workers.map((w) => w.terminate()));
    },
  };
}

function ask(worker: Worker, batch: Batch): Promise<BatchResult> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    const onMessage = (result: BatchResult) => {
      settle();
      resolve(result);
    };
    const onError = (error: Error) => {
      settle();
      reject(error);
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(batch);
  });
}
