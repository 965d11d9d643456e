/** Which package manager keeps the versions of a package, and in which lockfile. */
import { posix } from 'node:path';
import { joinPath } from '../../model/relative-path.js';
import type { Workspace } from '../../model/source-file.js';

export type ManagerName = 'npm' | 'pnpm' | 'yarn-classic' | 'yarn-berry' | 'bun';

export interface LockOwner {
  manager: ManagerName;
  /** Exact version that `packageManager` asks for; null when it says none. */
  version: string | null;
  /** The lockfile and its directory, relative to the root. */
  lockfile: string;
  directory: string;
}

/** A lockfile for changed manifests, or why there is none. */
export type UpdatedLockfile = { text: string } | { problem: string };

const LOCKFILES = [
  'npm-shrinkwrap.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
];

/** The nearest lockfile that the package takes part in; null when none does, and none is then to be made. */
export function lockOwner(directory: string, workspace: Workspace): LockOwner | null {
  const listed = new Set(workspace.files.map(({ path }) => path));
  for (let above = directory; ; above = posix.dirname(above)) {
    for (const name of LOCKFILES) {
      const lockfile = joinPath(above, name);
      if (!listed.has(lockfile)) continue;
      const text = name === 'bun.lockb' ? '' : (workspace.read(lockfile) ?? '');
      const manager = managerOf(name, text);
      const inner = posix.relative(above, directory);
      if (inner !== '' && !isMember(manager, inner, text, above, workspace)) continue;
      return { manager, version: pinnedVersion(manager, above, workspace), lockfile, directory: above };
    }
    if (above === '.') return null;
  }
}

function managerOf(name: string, text: string): ManagerName {
  if (name === 'pnpm-lock.yaml') return 'pnpm';
  if (name.startsWith('bun.')) return 'bun';
  if (name !== 'yarn.lock') return 'npm';
  return /^__metadata:/m.test(text) ? 'yarn-berry' : 'yarn-classic';
}

/** Whether a package below a lockfile is one of its workspaces; otherwise it merely lies there. */
function isMember(
  manager: ManagerName,
  inner: string,
  lock: string,
  above: string,
  workspace: Workspace,
): boolean {
  switch (manager) {
    case 'npm':
      return lock.includes(`${JSON.stringify(inner)}: {`);
    case 'pnpm':
      return lock.split('\n').some(
        (line) =>
          /^ {2}\S/.test(line) &&
          line
            .trim()
            .replace(/['":]|\{.*$/g, '')
            .trim() === inner,
      );
    case 'yarn-berry':
      return lock.includes(`@workspace:${inner}"`) || lock.includes(`@workspace:${inner},`);
    default:
      return /"workspaces"\s*:/.test(workspace.read(joinPath(above, 'package.json')) ?? '');
  }
}

function pinnedVersion(manager: ManagerName, directory: string, workspace: Workspace): string | null {
  const text = workspace.read(joinPath(directory, 'package.json')) ?? '';
  const [, name, version] = /"packageManager"\s*:\s*"([a-z]+)@(\d+\.\d+\.\d+[^"+]*)/.exec(text) ?? [];
  return name !== undefined && manager.startsWith(name) ? (version ?? null) : null;
}
