/** Library versions by package.json, and whether an instrumentation supports them. */
import { intersects, minVersion, satisfies, validRange } from 'semver';
import type { PackageManifest } from '../modules/package-manifest.js';

export interface DeclaredVersion {
  range: string;
  file: string;
}

/** The version range that the nearest package.json declares; null when none does or it is no range (`workspace:*`, a URL). */
export function declaredVersion(name: string, manifests: readonly PackageManifest[]): DeclaredVersion | null {
  for (const { dependencies, devDependencies, file } of manifests) {
    const range = dependencies[name] ?? devDependencies[name];
    if (range === undefined) continue;
    const clean = range.replace(/^(?:npm:.*@|workspace:)/, '');
    return validRange(clean) === null || clean === '*' || clean === '' ? null : { range: clean, file };
  }
  return null;
}

/** Whether some version of the declared range is one of the supported. */
export function isSupported(declared: DeclaredVersion, supported: string): boolean {
  return intersects(declared.range, supported, { includePrerelease: true });
}

/** Whether the declared range's lowest version lies before `version`. */
export function isBefore(declared: DeclaredVersion, version: string): boolean {
  const lowest = minVersion(declared.range);
  return lowest === null || satisfies(lowest, `<${version}`, { includePrerelease: true });
}
