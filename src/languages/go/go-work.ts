/** Modules that one go.work builds together: Go takes one version of what they require for all of them. */

import type { Workspace } from '#src/model/source-file.js';
import { directoryOf, joinPath } from '../../model/relative-path.js';
import type { GoModule } from './modules.js';

/** The other modules of the same workspace, by module; nothing for those of none. */
export function workspaceNeighbours(
  workspace: Workspace,
  modules: readonly GoModule[],
): Map<GoModule, readonly GoModule[]> {
  const found = new Map<GoModule, readonly GoModule[]>();
  for (const { path } of workspace.files) {
    if (path !== 'go.work' && !path.endsWith('/go.work')) continue;
    const used = new Set(
      usedDirectories(workspace.read(path) ?? '').map((d) => joinPath(directoryOf(path), d)),
    );
    const members = modules.filter((m) => used.has(m.directory));
    for (const one of members) {
      const others = [...(found.get(one) ?? []), ...members.filter((m) => m !== one)];
      found.set(one, [...new Set(others)]);
    }
  }
  return found;
}

/** The paths of the `use` directives, as written. */
function usedDirectories(text: string): string[] {
  const plain = text.replace(/\/\/.*$/gm, '');
  const directives = plain.matchAll(/^[ \t]*use[ \t]*(?:\(([^)]*)\)|(\S+))/gm);
  return [...directives].flatMap(([, block, single]) =>
    (block ?? single ?? '').split(/\s+/).flatMap((word) => word.replace(/^["`]|["`]$/g, '') || []),
  );
}
