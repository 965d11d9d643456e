/** Threads that extract facts. They start when there is enough work and end with `close`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Batch, BatchResult } from './extract-batch.js';

const SCRIPT = new URL('./fact-worker.js', import.meta.url);

export interface WorkerPool {
  /** Results in the order of the batches. Rejects when a worker dies. */
  run(batches: readonly Batch[], onBatch: () => void): Promise<BatchResult[]>;
  close(): Promise<void>;
}

/** @returns null when there is nothing to start: one thread was asked for, or the code runs unbuilt */
export function createWorkerPool(size: number): WorkerPool | null {
  if (size < 2 || !existsSync(fileURLToPath(SCRIPT))) return null;
  const workers: Worker[] = [];
  return {
    async run(batches, onBatch) {
      while (workers.length < Math.min(size, batches.length)) workers.push(new Worker(SCRIPT));
      const results: BatchResult[] = [];
      let next = 0;
      await Promise.all(
        workers.map(async (worker) => {
          for (let i = next++; i < batches.length; i = next++) {
            results[i] = await ask(worker, batches[i]!);
            onBatch();
          }
        }),
      );
      return results;
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
