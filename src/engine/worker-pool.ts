/** Threads that extract facts. They start when there is work and end with `close`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Batch, BatchResult } from './extract-batch.js';

const SCRIPT = new URL('./fact-worker.js', import.meta.url);

export interface WorkerPool {
  /** True once threads run: a little work is then worth handing over. */
  readonly started: boolean;
  /**
   * Hands over each result as it comes, with the index of its batch. Several runs at a time share the threads, first
   * come, first served. Rejects when a thread dies.
   */
  run(batches: readonly Batch[], onResult: (index: number, result: BatchResult) => void): Promise<void>;
  close(): Promise<void>;
}

interface Task {
  batch: Batch;
  resolve(result: BatchResult): void;
  reject(error: Error): void;
}

/** @returns null when there is nothing to start: one thread was asked for, or the code runs unbuilt */
export function createWorkerPool(size: number): WorkerPool | null {
  if (size < 2 || !existsSync(fileURLToPath(SCRIPT))) return null;
  const workers: Worker[] = [];
  const idle: Worker[] = [];
  const queue: Task[] = [];

  const next = (worker: Worker) => {
    const task = queue.shift();
    if (task) give(worker, task, next);
    else idle.push(worker);
  };
  const submit = (batch: Batch) =>
    new Promise<BatchResult>((resolve, reject) => {
      queue.push({ batch, resolve, reject });
      const free = idle.pop();
      if (free) next(free);
      else if (workers.length < size) {
        const worker = new Worker(SCRIPT);
        workers.push(worker);
        next(worker);
      }
    });

  return {
    get started() {
      return workers.length > 0;
    },
    async run(batches, onResult) {
      await Promise.all(batches.map(async (batch, i) => onResult(i, await submit(batch))));
    },
    async close() {
      await Promise.all(workers.map((w) => w.terminate()));
    },
  };
}

/** Lets a thread do one task; `done` gets the thread back. */
function give(worker: Worker, task: Task, done: (worker: Worker) => void): void {
  const settle = () => {
    worker.off('message', onMessage);
    worker.off('error', onError);
  };
  const onMessage = (result: BatchResult) => {
    settle();
    task.resolve(result);
    done(worker);
  };
  const onError = (error: Error) => {
    settle();
    task.reject(error);
  };
  worker.on('message', onMessage);
  worker.on('error', onError);
  worker.postMessage(task.batch);
}
