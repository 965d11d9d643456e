/** Gives facts to the analyses: from the cache where a file has not changed, else from workers. */
import { hash as hashOf } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Extractor, FactSource } from '../languages/language.js';
import type { Diagnostic } from '../model/scan-report.js';
import type { ListedFile } from '../model/source-file.js';
import type { CacheStore } from './cache-directory.js';
import { type Batch, type BatchResult, extractBatch } from './extract-batch.js';
import type { WorkerPool } from './worker-pool.js';

/** Bytes below which threads cost more than they bring, when they have to start and when they run. */
const WORTH_STARTING = 1_000_000;
const WORTH_ASKING = 100_000;
const BATCH_BYTES = 250_000;
const BATCH_FILES = 100;
/** A file changed this shortly before it was read may change again without a new time stamp. */
const RACY_MS = 2000;

/** size, mtime (-1 when it was too fresh to trust), content hash, facts */
type CachedFile = [number, number, string, unknown];
interface CachedFacts {
  version: string;
  files: Record<string, CachedFile>;
}

interface LoadedCache extends CachedFacts {
  changed: boolean;
}

export interface FactStoreOptions {
  root: string;
  files: readonly ListedFile[];
  cache: CacheStore | null;
  pool: WorkerPool | null;
  /** Which build of this tool runs: another one trusts nothing of what is kept. */
  build: string;
  report(diagnostic: Diagnostic): void;
  onProgress(extractor: string, done: number, total: number): void;
}

/** Batch after batch in this thread, which answers signals in between. */
async function extractHere(
  batches: readonly Batch[],
  extractor: Extractor<unknown>,
  onResult: (index: number, result: BatchResult) => void,
): Promise<void> {
  for (const [i, batch] of batches.entries()) {
    onResult(i, extractBatch(batch, extractor));
    await nextTurn();
  }
}

export class FactStore implements FactSource {
  private readonly options: FactStoreOptions;
  private readonly listed: ReadonlyMap<string, ListedFile>;
  private readonly caches = new Map<string, LoadedCache>();
  /** When a file was found unreadable its diagnostic was given once. */
  private readonly reported = new Set<string>();
  private readonly prefetched = new Map<string, Promise<ReadonlyMap<string, unknown>>>();

  constructor(options: FactStoreOptions) {
    this.options = options;
    this.listed = new Map(options.files.map((f) => [f.path, f]));
  }

  /** Starts on facts that an analysis will ask for, while the caller does other things. */
  prefetch<F>(extractor: Extractor<F>, paths: readonly string[]): void {
    const pending = this.read(extractor, paths);
    pending.catch(() => {});
    this.prefetched.set(extractor.id, pending);
  }

  async get<F>(extractor: Extractor<F>, paths: readonly string[]): Promise<ReadonlyMap<string, F>> {
    const ready = (await this.prefetched.get(extractor.id)) as ReadonlyMap<string, F> | undefined;
    if (!ready) return this.read(extractor, paths);
    const facts = new Map<string, F>();
    const others: string[] = [];
    for (const path of paths) {
      const found = ready.get(path);
      if (found === undefined) others.push(path);
      else facts.set(path, found);
    }
    if (others.length > 0)
      for (const [path, found] of await this.read(extractor, others)) facts.set(path, found);
    return facts;
  }

  private async read<F>(extractor: Extractor<F>, paths: readonly string[]): Promise<ReadonlyMap<string, F>> {
    const cached = this.cacheOf(extractor);
    const facts = new Map<string, F>();
    const missing: ListedFile[] = [];
    for (const path of paths) {
      const file = this.listed.get(path);
      if (!file) continue;
      const entry = cached.files[path];
      if (entry?.length === 4 && entry[0] === file.size && entry[1] === file.mtimeMs)
        facts.set(path, entry[3] as F);
      else missing.push(file);
    }
    if (missing.length > 0) {
      cached.changed = true;
      await this.extract(extractor, missing, cached.files, facts);
    }
    return facts;
  }

  /** Keeps what was extracted for the next run. Entries of files that are gone are dropped. */
  flush(): void {
    for (const [id, { version, files, changed }] of this.caches) {
      if (!changed || !this.options.cache) continue;
      const kept = Object.fromEntries(Object.entries(files).filter(([path]) => this.listed.has(path)));
      this.options.cache.write(`${id}.json`, JSON.stringify({ version, files: kept } satisfies CachedFacts));
    }
  }

  private cacheOf(extractor: Extractor<unknown>): LoadedCache {
    let loaded = this.caches.get(extractor.id);
    if (!loaded) {
      const settings =
        extractor.settings === undefined ? '' : `/${hashOf('sha1', extractor.settings, 'base64')}`;
      const version = `${this.options.build}/${extractor.version}${settings}`;
      loaded = { version, files: this.load(extractor.id, version), changed: false };
      this.caches.set(extractor.id, loaded);
    }
    return loaded;
  }

  private load(id: string, version: string): Record<string, CachedFile> {
    const text = this.options.cache?.read(`${id}.json`);
    if (!text) return {};
    try {
      const parsed = JSON.parse(text) as CachedFacts;
      return parsed?.version === version ? (parsed.files ?? {}) : {};
    } catch {
      return {};
    }
  }

  private async extract<F>(
    extractor: Extractor<F>,
    missing: readonly ListedFile[],
    cached: Record<string, CachedFile>,
    facts: Map<string, F>,
  ): Promise<void> {
    const batches = this.batches(extractor, missing, cached);
    let done = 0;
    const take = (index: number, result: BatchResult) => {
      const batch = batches[index]!;
      this.take(batch, result, cached, facts);
      done += batch.files.length;
      this.options.onProgress(extractor.id, done, missing.length);
    };
    const { pool } = this.options;
    const bytes = missing.reduce((sum, f) => sum + f.size, 0);
    if (pool && bytes > (pool.started ? WORTH_ASKING : WORTH_STARTING)) await pool.run(batches, take);
    else await extractHere(batches, extractor, take);
  }

  private take<F>(
    batch: Batch,
    result: BatchResult,
    cached: Record<string, CachedFile>,
    facts: Map<string, F>,
  ): void {
    const readAt = Date.now();
    for (const diagnostic of result.diagnostics) this.reportOnce(diagnostic);
    for (const [i, file] of batch.files.entries()) {
      const { hash, facts: json } = result.files[i]!;
      if (json === null) continue;
      const value = json === '' ? cached[file.path]![3] : (JSON.parse(json) as unknown);
      const racy = readAt - file.mtimeMs < RACY_MS;
      cached[file.path] = [file.size, racy ? -1 : file.mtimeMs, hash, value];
      facts.set(file.path, value as F);
    }
  }

  private reportOnce(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code} ${diagnostic.file}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.options.report(diagnostic);
  }

  private batches(
    { id, settings }: Extractor<unknown>,
    files: readonly ListedFile[],
    cached: Record<string, CachedFile>,
  ): Batch[] {
    const batches: Batch[] = [];
    let batch: Batch | null = null;
    let bytes = 0;
    for (const file of files) {
      if (!batch || bytes > BATCH_BYTES || batch.files.length >= BATCH_FILES) {
        batch = { root: this.options.root, extractor: id, files: [], knownHashes: {} };
        if (settings !== undefined) batch.settings = settings;
        batches.push(batch);
        bytes = 0;
      }
      batch.files.push(file);
      const hash = cached[file.path]?.length === 4 ? cached[file.path]?.[2] : undefined;
      if (hash !== undefined) batch.knownHashes[file.path] = hash;
      bytes += file.size;
    }
    return batches;
  }
}
