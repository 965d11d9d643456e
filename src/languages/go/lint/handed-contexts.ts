import type { GoPackage } from '../program.js';
import { spanStarts } from './codebase-spans.js';
import type { GoCodebase } from './go-codebase.js';
import { lifeOf } from './span-effects.js';

/** Whether a package starts spans that live on in a context alone: then taking one out and ending it is how it is done. */
export function handsOnContext(codebase: GoCodebase, pkg: GoPackage): boolean {
  return codebase.once(packagesOf).has(pkg);
}

function packagesOf(codebase: GoCodebase): ReadonlySet<GoPackage> {
  const packages = new Set<GoPackage>();
  for (const { fn, owner, origin } of codebase.once(spanStarts)) {
    const life = lifeOf(codebase, fn, owner, origin);
    if (life.discarded || !life.hasEnd) packages.add(fn.file.package);
  }
  return packages;
}
