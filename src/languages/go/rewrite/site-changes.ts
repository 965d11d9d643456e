/** From rewritten sites to changes that stand alone. */
import type { Change, Edit, NewFile } from '#src/model/change.js';
import type { GoVersions } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { GoModule } from '../modules.js';
import { settleLoneImport } from './edit-imports.js';
import type { GoSource } from './go-source.js';
import type { HelperFiles } from './helper-files.js';
import type { PlannedSite } from './planned-site.js';
import { requirementsOf } from './requirements.js';
import type { SiteRewrite } from './site-rewrite.js';
import { joinUnusedImports } from './unused-imports.js';

export interface SiteChange {
  planned: PlannedSite;
  integration: GoIntegration;
  source: GoSource;
  module: GoModule;
  versions: GoVersions;
  rewrite: SiteRewrite;
  notes: readonly string[];
  /** A change of the same file whose variable this one uses: they go together. */
  with?: SiteChange;
}

/** Sites become changes; those that together make an import unused become one. */
export function toChanges(done: readonly SiteChange[], helpers: HelperFiles): Change[] {
  const changes: Change[] = [];
  const byFile = new Map<string, SiteChange[]>();
  for (const one of done) byFile.set(one.source.path, [...(byFile.get(one.source.path) ?? []), one]);
  for (const group of byFile.values()) {
    const { source } = group[0]!;
    const { joined, removals } = joinUnusedImports(source, group, (one) => one.rewrite);
    for (const c of group) {
      if (c.with && (joined.has(c) || joined.has(c.with))) joined.add(c).add(c.with);
    }
    if (joined.size > 0) changes.push(changeOf([...joined], removals, helpers));
    for (const one of group) {
      if (joined.has(one) || one.with) continue;
      changes.push(changeOf([one, ...group.filter((c) => c.with === one)], [], helpers));
    }
  }
  return changes;
}

function changeOf(parts: readonly SiteChange[], more: readonly Edit[], helpers: HelperFiles): Change {
  const first = parts[0]!;
  const { site, id } = first.planned;
  const directory = directoryOf(first.source.path);
  const creates: NewFile[] = [];
  const paths = new Set<string>();
  for (const part of parts) {
    for (const path of part.rewrite.imports) paths.add(path);
    for (const file of helpers.filesOf(directory, part.integration, part.rewrite.helpers)) {
      for (const path of file.imports) paths.add(path);
      if (file.isNew && !creates.some((c) => c.file === file.file))
        creates.push({ file: file.file, text: file.text });
    }
  }
  const services = [...new Set(parts.flatMap((p) => p.planned.services))];
  const lines = parts.map((p) => p.planned.site.line).join(', ');
  const shared = services.length > 1 ? ` (in ${services.length} services)` : '';
  return {
    id: `go:${id}:${site.file}:${site.line}`,
    title: `Instrument ${first.integration.title} at ${site.file}:${lines}${shared}`,
    services,
    subject: id,
    edits: settleLoneImport(dedupe([...parts.flatMap((p) => p.rewrite.edits), ...more])),
    creates,
    requires: requirementsOf(first.module, first.versions, paths),
    notes: [...new Set(parts.flatMap((p) => p.notes))],
  };
}

function dedupe(edits: readonly Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter((e) => {
    if (e.order === undefined) return true;
    const key = `${e.start} ${e.order} ${e.text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
