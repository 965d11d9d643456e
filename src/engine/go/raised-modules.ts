/** Which of a module's own requirements the changes bring to a newer version. */
import semver from 'semver';
import type { ApplyReport } from '../../model/apply-report.js';
import type { FileChange, Requirement } from '../../model/change.js';
import { directoryOf } from '../../model/relative-path.js';

/**
 * @param files what changes, the go.mod files among them
 * @param wanted what the changes ask for by themselves
 */
export function raisedModules(
  files: readonly FileChange[],
  wanted: readonly Requirement[],
): ApplyReport['raises'] {
  return files.flatMap(({ file, before, after }) => {
    if (!/(?:^|\/)go\.mod$/.test(file) || before === null || after === null) return [];
    const directory = directoryOf(file);
    const now = directRequirements(after);
    return [...directRequirements(before)].flatMap(([name, from]) => {
      const to = now.get(name);
      const isWanted = wanted.some((w) => w.name === name && w.directory === directory);
      if (to === undefined || isWanted || !isNewer(to, from)) return [];
      return [{ name, from, to, directory }];
    });
  });
}

/** Path and version of each `require` line without `// indirect`. */
function directRequirements(mod: string): Map<string, string> {
  const lines = mod.matchAll(/^(?:\t|require )([^\s()"]+) (v\S+)(.*)$/gm);
  return new Map(
    [...lines].flatMap(([, path, version, rest]) => (/indirect/.test(rest!) ? [] : [[path!, version!]])),
  );
}

function isNewer(version: string, than: string): boolean {
  return semver.valid(version) !== null && semver.valid(than) !== null && semver.gt(version, than);
}
