/** What the changes need of a module's go.mod. */
import semver from 'semver';
import type { Change, Requirement } from '../../model/change.js';
import type { GoModule } from './module-set.js';

/** The requirements of changes to one module that go.mod does not meet yet, the highest version of each, sorted. */
export function missingRequirements(module: GoModule, changes: readonly Change[]): Requirement[] {
  const highest = new Map<string, Requirement>();
  for (const requirement of changes.flatMap((change) => change.requires)) {
    if (requirement.ecosystem !== 'go' || requirement.directory !== module.directory) continue;
    const other = highest.get(requirement.name)?.version ?? module.requires.get(requirement.name);
    if (other === undefined || !isAtLeast(other, requirement.version))
      highest.set(requirement.name, requirement);
  }
  return [...highest.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export interface RequireLine {
  version: string;
  indirect: boolean;
}

/** The requirements of a go.mod by path, with their `// indirect`. */
export function requireLines(mod: string): Map<string, RequireLine> {
  const found = new Map<string, RequireLine>();
  for (const line of mod.matchAll(/^(?:require)?[ \t]+"?([^\s"()]+)"?[ \t]+(v[^\s"]+)([^\n]*)$/gm))
    if (!line[3]!.includes('=>'))
      found.set(line[1]!, { version: line[2]!, indirect: /\/\/\s*indirect\b/.test(line[3]!) });
  return found;
}

function isAtLeast(version: string, wanted: string): boolean {
  if (version === wanted) return true;
  return semver.valid(version) !== null && semver.valid(wanted) !== null && semver.gte(version, wanted);
}
