/** The version of `@opentelemetry/api` that spans are made with: never newer than the one that the SDK takes. */
import semver from 'semver';
import type { Requirement } from '../../../model/change.js';
import type { PackageManifest } from '../modules/package-manifest.js';

const API = '@opentelemetry/api';
/** Works with SDK 1.x and 2.x, and with an SDK 3.x whose own copy is newer. A newer one makes spans that no SDK 2.x sees. */
const OLD = '~1.9.1';
/** SDK 3.x takes `>=1.10.0 <1.11.0`. */
const NEW = '~1.10.0';

/** Reads `export { type … }`. */
const OLDEST_TYPESCRIPT = '4.5.0';

/** @param manifests that of the package first, then those above it */
export function apiRequirement(manifests: readonly PackageManifest[]): Requirement | null {
  const [own] = manifests;
  if (own === undefined) return null;
  if (own.dependencies[API] !== undefined) return null;
  const above = manifests.find(({ dependencies }) => dependencies[API] !== undefined);
  const version = above?.dependencies[API] ?? (manifests.some(hasThirdLine) ? NEW : OLD);
  return { ecosystem: 'npm', name: API, version, directory: own.directory };
}

function hasThirdLine({ dependencies }: PackageManifest): boolean {
  const isFrom = (name: string, least: string) => {
    const range = semver.validRange(dependencies[name] ?? '');
    const lowest = range === null ? null : semver.minVersion(range);
    return lowest !== null && semver.gte(lowest, least);
  };
  return isFrom('@opentelemetry/sdk-node', '0.300.0') || isFrom('@opentelemetry/sdk-trace', '3.0.0');
}

/** Whether the TypeScript of a package is too old for the types of the API. */
export function isTypeScriptTooOld(manifests: readonly PackageManifest[]): boolean {
  const written = manifests
    .map(({ dependencies, devDependencies }) => devDependencies.typescript ?? dependencies.typescript)
    .find((version) => version !== undefined);
  const range = semver.validRange(written ?? '');
  return range !== null && semver.gtr(OLDEST_TYPESCRIPT, range);
}
