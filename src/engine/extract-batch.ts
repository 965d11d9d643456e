/** Reads a batch of files and extracts their facts: the same code in a worker and in the main thread. */
import { hash as hashOf } from 'node:crypto';
import type { Extractor } from '../languages/language.js';
import type { Diagnostic } from '../model/scan-report.js';
import type { ListedFile } from '../model/source-file.js';
import { createWorkspace } from '../workspace/workspace.js';

export interface Batch {
  root: string;
  extractor: string;
  /** Settings of the extractor, for those that have any. */
  settings?: string;
  files: ListedFile[];
  /** Content hashes of earlier facts by path: a file that still has its hash is not parsed again. */
  knownHashes: Record<string, string>;
}

export interface BatchResult {
  /** Per file in order: content hash and facts as JSON text; '' when the hash was the known one; null when unreadable. */
  files: { hash: string; facts: string | null }[];
  diagnostics: Diagnostic[];
}

export function extractBatch(batch: Batch, extractor: Extractor<unknown>): BatchResult {
  const diagnostics: Diagnostic[] = [];
  const workspace = createWorkspace(batch.root, batch.files, (d) => diagnostics.push(d));
  const files = batch.files.map(({ path }) => {
    const text = workspace.read(path);
    if (text === null) return { hash: '', facts: null };
    const hash = hashOf('sha1', text, 'base64');
    if (batch.knownHashes[path] === hash) return { hash, facts: '' };
    try {
      return { hash, facts: JSON.stringify(extractor.extract(text, path)) };
    } catch (error) {
      diagnostics.push(failure(path, error));
      return { hash, facts: null };
    }
  });
  return { files, diagnostics };
}

/** A file that our own code cannot cope with costs that file, not the scan. */
function failure(file: string, error: unknown): Diagnostic {
  return {
    code: 'analysis-failed',
    severity: 'warning',
    file,
    line: 1,
    message: `The file could not be analysed (${error instanceof Error ? error.message : String(error)}) and was left out.`,
    help: 'This is a mistake of instrument: please report it with the file, if you can share it.',
  };
}
