import type { Requirement } from '#src/model/change.js';
import type { GoVersions } from '#src/model/go-wrap.js';
import type { GoModule } from '../modules.js';

/** The modules that hold the imported packages. */
export function requirementsOf(
  module: GoModule,
  versions: GoVersions,
  paths: Iterable<string>,
): Requirement[] {
  const found = new Map<string, Requirement>();
  for (const path of paths) {
    const wanted = versions.versionOf(path);
    if (!wanted) continue;
    const { module: name, version } = wanted;
    found.set(name, { ecosystem: 'go', name, version, directory: module.directory });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
