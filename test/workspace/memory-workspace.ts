import type { Diagnostic } from '#src/model/scan-report.js';
import type { Workspace } from '#src/model/source-file.js';

/** A workspace over texts. */
export function memoryWorkspace(texts: Readonly<Record<string, string>>): Workspace {
  const files = Object.keys(texts)
    .sort()
    .map((path) => ({ path, size: texts[path]?.length ?? 0, mtimeMs: 0 }));
  return { root: '/repo/shop', files, read: (path) => texts[path] ?? null };
}

/** Collects diagnostics. */
export function collector(): { diagnostics: Diagnostic[]; report: (diagnostic: Diagnostic) => void } {
  const diagnostics: Diagnostic[] = [];
  return { diagnostics, report: (diagnostic) => diagnostics.push(diagnostic) };
}
