/** Imports that several rewritings together make unused. */
import type { Edit } from '#src/model/change.js';
import { isOpenedForMore, joinsGroupOf, removeImport } from './edit-imports.js';
import { type GoSource, importName, packageReferences } from './go-source.js';

/** What the rewriting of a part of a file does to its imports. */
export interface ImportUse {
  /** Import paths of the packages that the new code uses. */
  imports: readonly string[];
  /** References to packages that are gone. */
  dropped: readonly { start: number; end: number }[];
}

/** @returns the parts of one file that have to go together, and the edits that take the imports out */
export function joinUnusedImports<Part>(
  source: GoSource,
  parts: readonly Part[],
  useOf: (part: Part) => ImportUse,
): { joined: Set<Part>; removals: Edit[] } {
  const joined = new Set<Part>();
  const removals: Edit[] = [];
  const named = new Set(
    parts.flatMap((part) => useOf(part).dropped.map(({ start, end }) => source.text.slice(start, end))),
  );
  for (const spec of source.file.imports) {
    const name = importName(spec);
    if (!named.has(name) || spec.path === 'C') continue;
    const references = packageReferences(source, name);
    const droppers = parts.filter((part) =>
      useOf(part).dropped.some((d) => references.some((r) => r.start === d.start)),
    );
    const gone = new Set(droppers.flatMap((part) => useOf(part).dropped.map((d) => d.start)));
    const stays =
      references.some((r) => !gone.has(r.start)) ||
      parts.some((part) => useOf(part).imports.includes(spec.path));
    if (droppers.length === 0 || stays) continue;
    const present = new Set(source.file.imports.map((i) => i.path));
    const adds = (part: Part) => useOf(part).imports.filter((path) => !present.has(path));
    const added = parts.flatMap(adds);
    const isReplaced = added.some((path) => joinsGroupOf(source, spec, path));
    const removal = removeImport(source, spec, isReplaced);
    if (!removal) continue;
    removals.push(removal);
    for (const dropper of droppers) joined.add(dropper);
    if (!isOpenedForMore(source, spec)) continue;
    for (const part of parts) if (adds(part).length > 0) joined.add(part);
  }
  return { joined, removals };
}
