import type { InstrumentConfig } from '../config/instrument-config.js';

export interface ScanProgress {
  phase: string;
  done: number;
  total: number;
}

export interface ScanOptions {
  /** Absolute path of the directory to scan. */
  root: string;
  config: InstrumentConfig;
  /** Threads; absent: as many as the machine has, at most 4. */
  concurrency?: number;
  /** Whether results of earlier runs may be used and kept. */
  cache: boolean;
  onProgress?(progress: ScanProgress): void;
}
