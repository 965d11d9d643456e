/** Which Go a repository says it builds a module with: an old `go` line alone does not tell. */

import type { Workspace } from '#src/model/source-file.js';
import { directoryOf } from '../../model/relative-path.js';
import { isDockerfilePath } from '../../workspace/deployments/dockerfile.js';

export interface BuildingGo {
  /** Minor version: 17 is Go 1.17. */
  minor: number;
  /** The file that says so, relative to the root. */
  file: string;
}

const IMAGE = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(?:\S+\/)?golang:1\.(\d+)/gim;
const CI = /\bgo-version:[ \t]*\[?[ \t]*['"]?1\.(\d+)/g;
const TOOLS = /^[ \t]*(?:golang|go)[ \t]+1\.(\d+)/gm;
const ALONE = /^[ \t]*(?:go)?1\.(\d+)/g;

/**
 * The oldest Go among images, CI set-ups and version files that belong to the directory of a module: in it, above it, or
 * in CI's own place.
 * @returns null when nothing states a version; a variable instead of a number is no statement
 */
export function oldestBuildingGo(workspace: Workspace, directory: string): BuildingGo | null {
  let oldest: BuildingGo | null = null;
  for (const { path } of workspace.files) {
    const pattern = patternFor(path);
    if (!pattern || !belongs(path, directory)) continue;
    for (const [, minor] of workspace.read(path)?.matchAll(pattern) ?? []) {
      if (oldest === null || Number(minor) < oldest.minor) oldest = { minor: Number(minor), file: path };
    }
  }
  return oldest;
}

function patternFor(path: string): RegExp | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isDockerfilePath(path)) return IMAGE;
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return CI;
  if (name === '.tool-versions') return TOOLS;
  return name === '.go-version' ? ALONE : null;
}

function belongs(path: string, directory: string): boolean {
  const own = directoryOf(path);
  const isAbove = own === '.' || directory === own || directory.startsWith(`${own}/`);
  return isAbove || directory === '.' || own.startsWith(`${directory}/`) || own === '.github/workflows';
}
