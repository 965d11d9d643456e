/** Names for services: what the people who run them would call them. */
import type { Repository } from '../launch/expand.js';
import type { DeploymentMatch } from '../launch/workload-launches.js';
import type { Candidate } from './candidate.js';

const GENERIC_FILE = /^(?:index|main|server|app|start|bootstrap|handler|www|.*\.config)$/;

function fileStem(entry: string): string {
  const parts = entry.split('/');
  const stem = (parts.at(-1) ?? entry).replace(/\.[cm]?[jt]sx?$/, '');
  return stem;
}

function ownName(candidate: Candidate, { manifests }: Repository): string {
  const { manifest, directory } = candidate;
  const folder = directory === '.' ? null : (directory.split('/').at(-1) ?? null);
  // Copied package.json files keep the name of the original: such a name tells nothing.
  const isCopied = manifest !== null && manifests.filter(({ name }) => name === manifest.name).length > 1;
  const isOwn = manifest !== null && manifest.directory === directory && !isCopied;
  const own = isOwn ? (manifest.name?.replace(/^@[^/]+\//, '') ?? null) : null;
  return own ?? folder ?? manifest?.name ?? 'app';
}

/** Deployment's name, else the package's, else the folder's; of several programs in a package, each one's own. */
export function nameService(
  candidate: Candidate,
  siblings: number,
  match: DeploymentMatch,
  repository: Repository,
): string {
  const packageName = (of: Candidate) => ownName(of, repository);
  const workload = candidate.launches.find(
    ({ origin, label, workload: from }) =>
      origin === 'workload' && label !== null && from?.source !== 'dockerfile',
  );
  if (candidate.framework === 'lambda') return candidate.launches[0]?.label ?? packageName(candidate);
  if (siblings === 1) return match.nameFor(candidate.directory) ?? packageName(candidate);
  if (workload?.label) return workload.label;
  const project = candidate.launches.find(({ origin, label }) => origin === 'project' && label !== null);
  if (project?.label) return project.label;
  const stem = fileStem(candidate.entrypoints[0] ?? '');
  if (!GENERIC_FILE.test(stem)) return stem;
  const base = packageName(candidate);
  const inMainPlace = candidate.launches.some(
    ({ label, origin }) => origin === 'manifest' || /^(?:start|dev|serve)$/.test(label ?? ''),
  );
  const label = candidate.launches.find((launch) => launch.label !== null)?.label;
  return inMainPlace || label === null || label === undefined
    ? base
    : `${base}-${label.replace(/^(?:start|dev|serve)[:_-]/, '')}`;
}
