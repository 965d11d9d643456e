/**
 * Packages that became modules of their own: a newer version of the module around them is without them, an older one that
 * something else requires still has them, and Go refuses to choose ("ambiguous import").
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { z } from 'zod';
import type { GoModuleDraft } from './module-draft.js';

export interface MovedPackage {
  /** Import path. */
  path: string;
  /** The module around it, in a version that still has the package. */
  outer: { path: string; version: string };
}

/** The first package of which Go says that two modules have it, when one of them lies within the other. */
export function movedPackage(stderr: string): MovedPackage | null {
  const told =
    /: ambiguous import: found package (\S+) in multiple modules:\n((?:\t\S+ v\S+ \(.*\)(?:\n|$))+)/.exec(
      stderr,
    );
  if (told === null) return null;
  const [, path = '', lines = ''] = told;
  const [outer, ...inner] = [...lines.matchAll(/^\t(\S+) (v\S+)/gm)]
    .map(([, module = '', version = '']) => ({ path: module, version }))
    .sort((a, b) => a.path.length - b.path.length);
  if (outer === undefined || !inner.some((one) => one.path.startsWith(`${outer.path}/`))) return null;
  return { path, outer };
}

/**
 * The lowest newer release of the module around a package that is without it.
 * @returns null when there is none, or Go cannot get the releases
 */
export async function releaseWithout(
  draft: GoModuleDraft,
  { path, outer }: MovedPackage,
): Promise<string | null> {
  const listed = await draft.run(['list'], ['-mod=mod', '-m', '-versions'], [outer.path]);
  if (!listed.ok) return null;
  const releases = listed.stdout
    .trim()
    .split(' ')
    .slice(1)
    .filter((version) => semver.valid(version) !== null && semver.prerelease(version) === null)
    .filter((version) => semver.gt(version, outer.version));
  let [from, to] = [0, releases.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const has = await holdsPackage(draft, `${outer.path}@${releases[middle]}`, path.slice(outer.path.length));
    if (has === null) return null;
    if (has) from = middle + 1;
    else to = middle;
  }
  return releases[from] ?? null;
}

/** @returns null when Go cannot get the module */
async function holdsPackage(draft: GoModuleDraft, module: string, inner: string): Promise<boolean | null> {
  const downloaded = await draft.run(['mod', 'download'], ['-json'], [module]);
  if (!downloaded.ok) return null;
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(downloaded.stdout));
  const directory = join(Dir, inner);
  return existsSync(directory) && readdirSync(directory).some((name) => name.endsWith('.go'));
}
