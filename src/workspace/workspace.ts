import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../model/scan-report.js';
import type { ListedFile, Workspace } from '../model/source-file.js';
import { decodeText } from './decode-text.js';
import { workspaceDiagnostic } from './workspace-diagnostic.js';

/** Bytes above which a file is taken as generated and not read. */
export const MAX_FILE_SIZE = 2 * 1024 * 1024;
/** Characters of text that are kept for a second read: manifests are asked for by several analyses. */
const CACHE_LIMIT = 8 * 1024 * 1024;

/**
 * A workspace over listed files on the disk.
 * @param report gets one diagnostic (`unreadable`, `binary-file`, `file-too-large`, `invalid-utf8`) per file at most
 * @param readBytes how an absolute path is read; throws like `readFileSync`
 */
export function createWorkspace(
  root: string,
  files: readonly ListedFile[],
  report: (diagnostic: Diagnostic) => void,
  readBytes: (absolute: string) => Buffer = (absolute) => readFileSync(absolute),
): Workspace {
  const absoluteRoot = resolve(root);
  const sizes = new Map(files.map((file) => [file.path, file.size]));
  const unreadable = new Set<string>();
  const reported = new Set<string>();
  const cache = new Map<string, string>();
  let cached = 0;

  const tell = (path: string, diagnostic: Diagnostic): void => {
    if (!reported.has(path)) report(diagnostic);
    reported.add(path);
  };
  const giveUp = (path: string, diagnostic: Diagnostic): null => {
    unreadable.add(path);
    tell(path, diagnostic);
    return null;
  };
  const remember = (path: string, text: string): void => {
    if (text.length > CACHE_LIMIT / 8) return;
    for (const [oldest, old] of cache) {
      if (cached + text.length <= CACHE_LIMIT) break;
      cache.delete(oldest);
      cached -= old.length;
    }
    cache.set(path, text);
    cached += text.length;
  };

  const read = (path: string): string | null => {
    const known = cache.get(path);
    if (known !== undefined) return known;
    const size = sizes.get(path);
    if (size === undefined || unreadable.has(path)) return null;
    if (size > MAX_FILE_SIZE) {
      const message = `\`${path}\` has ${(size / 1024 / 1024).toFixed(1)} MB and was not read.`;
      return giveUp(path, workspaceDiagnostic('file-too-large', path, message));
    }
    let bytes: Buffer;
    try {
      bytes = readBytes(`${absoluteRoot}/${path}`);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return giveUp(path, workspaceDiagnostic('unreadable', path, `\`${path}\` cannot be read (${reason}).`));
    }
    const { text, problem } = decodeText(bytes);
    if (text === null) {
      const message = `\`${path}\` holds NUL bytes: it is binary or not UTF-8, and was not read.`;
      return giveUp(path, workspaceDiagnostic('binary-file', path, message));
    }
    if (problem) {
      const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
      tell(path, workspaceDiagnostic('invalid-utf8', path, `\`${path}\` is not valid UTF-8.`, line));
    }
    remember(path, text);
    return text;
  };
  return { root: absoluteRoot, files, read };
}
