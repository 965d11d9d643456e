/** How a package manager writes its lockfile and nothing else. */
import type { LockOwner } from './lock-owner.js';

export interface ManagerCommand {
  words: string[];
  env: Record<string, string>;
  /** For messages. */
  shown: string;
}

/** Releases that write the lockfile formats that are about, when the repository pins none. */
const PNPM_BY_FORMAT: readonly (readonly [RegExp, string])[] = [
  [/^lockfileVersion: '?9/m, '9.15.9'],
  [/^lockfileVersion: '?6/m, '8.15.9'],
  [/^lockfileVersion: '?5\.4/m, '7.33.7'],
];
const YARN_BY_FORMAT: readonly (readonly [RegExp, string])[] = [
  [/^ {2}version: [89]/m, '4.9.2'],
  [/^ {2}version: [4-7]/m, '3.8.7'],
];

/** @param lock the lockfile as it is: its format says which release may write it */
export function managerCommand(owner: LockOwner, lock: string): ManagerCommand | { problem: string } {
  switch (owner.manager) {
    case 'npm': {
      const format = /"lockfileVersion":\s*(\d)/.exec(lock)?.[1];
      const words = ['npm', 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
      const kept = format === '1' || format === '2' ? [`--lockfile-version=${format}`] : [];
      // What the user's settings leave out of new lockfiles would be taken out of this one.
      const addresses = lock.includes('"resolved": "http') ? ['--no-omit-lockfile-registry-resolved'] : [];
      return { words: [...words, ...kept, ...addresses], env: {}, shown: 'npm install --package-lock-only' };
    }
    case 'pnpm': {
      const version = owner.version ?? releaseFor(lock, PNPM_BY_FORMAT);
      if (version === null) return { problem: `the format of \`${owner.lockfile}\` is not known here` };
      const flags = [
        'install',
        '--lockfile-only',
        '--ignore-scripts',
        '--no-frozen-lockfile',
        '--ignore-pnpmfile',
      ];
      return {
        words: [...released(`pnpm@${version}`), 'pnpm', ...flags],
        env: { npm_config_manage_package_manager_versions: 'false', COREPACK_ENABLE_STRICT: '0', CI: '' },
        shown: 'pnpm install --lockfile-only',
      };
    }
    case 'yarn-berry': {
      const version = owner.version ?? releaseFor(lock, YARN_BY_FORMAT);
      if (version === null) return { problem: `the format of \`${owner.lockfile}\` is not known here` };
      return {
        words: [...released(`@yarnpkg/cli-dist@${version}`), 'yarn', 'install', '--mode=update-lockfile'],
        env: {
          YARN_IGNORE_PATH: '1',
          YARN_ENABLE_SCRIPTS: 'false',
          YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
          YARN_ENABLE_TELEMETRY: '0',
          CI: '',
        },
        shown: 'yarn install --mode=update-lockfile',
      };
    }
    default:
      return { problem: `lockfiles of ${owner.manager} are not written yet` };
  }
}

/** The release is fetched as any package is, so that what the repository asks for is what writes its lockfile. */
export function released(name: string): string[] {
  return ['npm', 'exec', '--yes', `--package=${name}`, '--'];
}

function releaseFor(lock: string, table: readonly (readonly [RegExp, string])[]): string | null {
  return table.find(([format]) => format.test(lock))?.[1] ?? null;
}
