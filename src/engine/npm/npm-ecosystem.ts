/** Packages of Node.js and their managers, as an apply needs them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addDependencies } from '../../languages/node/rewrite/add-dependencies.js';
import type { Change, FileChange } from '../../model/change.js';
import { joinPath } from '../../model/relative-path.js';
import type { ApplyScene } from '../apply-scene.js';
import type { Ecosystem, EcosystemScene, LeftOut, Session } from '../ecosystem.js';
import { type LockOwner, lockOwner } from './lock-owner.js';
import { openNodeVerifier } from './node-verify.js';
import { updateLockfile } from './update-lockfile.js';

/** Changes of JavaScript and TypeScript, with the start commands, package.json and lockfiles that go with them. */
export const npmEcosystem: Ecosystem = {
  owns(change) {
    const files = [...change.edits, ...change.creates].map(({ file }) => file);
    const isNode = (file: string) => /\.[cm]?[jt]sx?$|(?:^|\/)package\.json$/.test(file);
    return files.some(isNode) && !files.some((file) => file.endsWith('.go'));
  },
  open: async (options) => openSession(options),
};

interface NeedingPackage {
  directory: string;
  wanted: ReadonlyMap<string, string>;
  changes: readonly Change[];
}

function openSession(options: EcosystemScene): Session {
  const { scene } = options;
  const owners = new Map<string, LockOwner | null>();
  const ownerOf = (directory: string) => {
    const known = owners.get(directory);
    if (known !== undefined) return known;
    const owner = lockOwner(directory, scene.workspace);
    owners.set(directory, owner);
    return owner;
  };
  let runs = 0;
  const temporary = (name: string) => {
    const directory = join(options.directory, `${name}-${runs++}`);
    mkdirSync(directory, { recursive: true });
    return directory;
  };

  return {
    async unmet(changes) {
      return needing(changes).flatMap(({ directory, changes: own }): LeftOut[] => {
        const owner = ownerOf(directory);
        if (owner?.manager !== 'bun') return [];
        const message = `it needs packages, and \`${owner.lockfile}\` is Bun's, which is not written yet.`;
        return own.map((change) => ({ change, code: 'package-manager', message }));
      });
    },
    async packageFiles(changes, sources) {
      const packages = needing(changes);
      const files: FileChange[] = [];
      const manifests = new Map<string, string>();
      for (const { directory, wanted, changes: own } of packages) {
        const file = joinPath(directory, 'package.json');
        const before = scene.workspace.read(file);
        const text = sources.find((one) => one.file === file)?.after ?? before;
        const after = text === null ? null : addDependencies(text, wanted);
        if (before === null || after === null)
          return {
            leftOut: own.map((change) => ({
              change,
              code: 'package-manager',
              message: `\`${file}\` cannot be edited.`,
            })),
          };
        manifests.set(file, after);
        if (after !== before) files.push({ file, before, after });
      }
      for (const [lockfile, { owner, members }] of byLockfile(packages, ownerOf)) {
        const changed = members.some(({ directory }) => {
          const file = joinPath(directory, 'package.json');
          const source = sources.find((one) => one.file === file)?.after ?? scene.workspace.read(file);
          return manifests.get(file) !== source;
        });
        if (!changed) continue;
        options.onPhase('resolving packages');
        const added = new Map(members.flatMap(({ wanted }) => [...wanted]));
        const updated = await updateLockfile(scene, owner, manifests, added, temporary('lock'));
        if ('problem' in updated) {
          const own = members.flatMap((member) => member.changes);
          return {
            leftOut: own.map((change) => ({
              change,
              code: 'packages-unavailable',
              message: updated.problem,
            })),
          };
        }
        const before = readText(scene, lockfile);
        if (before !== null && updated.text !== before)
          files.push({ file: lockfile, before, after: updated.text });
      }
      return { files };
    },
    openVerifier: async () => openNodeVerifier(options, temporary('verify')),
  };
}

/** The packages that changes need something of, with all that they need. */
function needing(changes: readonly Change[]): NeedingPackage[] {
  const found = new Map<string, { wanted: Map<string, string>; changes: Change[] }>();
  for (const change of changes)
    for (const { ecosystem, name, version, directory } of change.requires) {
      if (ecosystem !== 'npm') continue;
      const known = found.get(directory) ?? { wanted: new Map<string, string>(), changes: [] };
      known.wanted.set(name, version);
      if (!known.changes.includes(change)) known.changes.push(change);
      found.set(directory, known);
    }
  return [...found].map(([directory, known]) => ({ directory, ...known }));
}

function byLockfile(
  packages: readonly NeedingPackage[],
  ownerOf: (directory: string) => LockOwner | null,
): Map<string, { owner: LockOwner; members: NeedingPackage[] }> {
  const found = new Map<string, { owner: LockOwner; members: NeedingPackage[] }>();
  for (const one of packages) {
    const owner = ownerOf(one.directory);
    if (owner === null) continue;
    const known = found.get(owner.lockfile) ?? { owner, members: [] };
    known.members.push(one);
    found.set(owner.lockfile, known);
  }
  return found;
}

function readText(scene: ApplyScene, file: string): string | null {
  const bytes = scene.read(file);
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
}
