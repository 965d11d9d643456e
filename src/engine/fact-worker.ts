/** Worker thread: answers batches until it is terminated. */
import { parentPort } from 'node:worker_threads';
import type { Extractor } from '../languages/language.js';
import { type Batch, extractBatch } from './extract-batch.js';
import { loadExtractor } from './extractors.js';

const loaded = new Map<string, Extractor<unknown>>();

parentPort?.on('message', async (batch: Batch) => {
  let extractor = loaded.get(batch.extractor);
  if (!extractor) {
    extractor = await loadExtractor(batch.extractor);
    loaded.set(batch.extractor, extractor);
  }
  parentPort?.postMessage(extractBatch(batch, extractor));
});
