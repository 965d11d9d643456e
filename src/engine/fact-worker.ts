/** Worker thread: answers batches until it is terminated. */
import { parentPort } from 'node:worker_threads';
import type { Extractor } from '../languages/language.js';
import { type Batch, extractBatch } from './extract-batch.js';
import { loadExtractor } from './extractors.js';

const loaded = new Map<string, Extractor<unknown>>();

parentPort?.on('message', async (batch: Batch) => {
  const key = `${batch.extractor} ${batch.settings ?? ''}`;
  let extractor = loaded.get(key);
  if (!extractor) {
    extractor = await loadExtractor(batch.extractor, batch.settings);
    loaded.set(key, extractor);
  }
  parentPort?.postMessage(extractBatch(batch, extractor));
});
