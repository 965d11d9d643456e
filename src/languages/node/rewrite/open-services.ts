/** The services of a report with their code, for the planners of changes. */
import type { Deployments } from '#src/model/deployment.js';
import type { NodeIntegration } from '#src/model/integration.js';
import { directoryOf } from '#src/model/relative-path.js';
import type { ScanReport, ServiceReport } from '#src/model/scan-report.js';
import type { Workspace } from '#src/model/source-file.js';
import type { FactSource } from '../../language.js';
import type { MatchDeployments } from '../launch/workload-launches.js';
import { modulesOf } from '../modules/module-system.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import { type NodeProgram, readPrograms } from '../services/read-programs.js';
import type { NodeScene, NodeService } from './node-service.js';

export interface OpenInput {
  workspace: Workspace;
  deployments: Deployments;
  facts: FactSource;
  report: ScanReport;
  /** Names of the services wanted; null for all. */
  services: readonly string[] | null;
}

export interface OpenServices {
  scene: NodeScene;
  services: NodeService[];
  /** Without a package.json above the entry file. */
  unpackaged: ServiceReport[];
}

const NODE = new Set(['javascript', 'typescript']);

/** Reads the programs anew and finds the wanted services of the report among them. */
export async function openServices(
  { workspace, deployments, facts, report, services: wanted }: OpenInput,
  integrations: readonly NodeIntegration[],
  matchDeployments: MatchDeployments,
): Promise<OpenServices> {
  const input = { workspace, deployments, facts, flagged: [], report: () => {} };
  const { programs, repository } = await readPrograms(input, integrations, matchDeployments);
  const scene: NodeScene = { workspace, deployments, repository };
  const services: NodeService[] = [];
  const unpackaged: ServiceReport[] = [];
  const taken = new Set<NodeProgram>();
  for (const service of report.services) {
    if (!NODE.has(service.language)) continue;
    const program = programs.find((one) => !taken.has(one) && isThat(one, service));
    if (program === undefined) continue;
    taken.add(program);
    if (wanted !== null && !wanted.includes(service.name)) continue;
    const entry = program.candidate.roots[0] ?? service.entrypoints[0];
    const manifest = entry === undefined ? null : manifestOf(entry, program, scene);
    if (entry === undefined || manifest === null) unpackaged.push(service);
    else {
      const modules = modulesOf(entry, manifest, repository.configs);
      services.push({ name: service.name, report: service, program, manifest, entry, modules });
    }
  }
  return { scene, services, unpackaged };
}

function isThat({ candidate }: NodeProgram, service: ServiceReport): boolean {
  return (
    candidate.directory === service.path &&
    candidate.entrypoints.join('\0') === service.entrypoints.join('\0')
  );
}

function manifestOf(
  entry: string,
  { candidate }: NodeProgram,
  { repository }: NodeScene,
): PackageManifest | null {
  return (
    repository.resolver.packageAt(entry) ?? candidate.manifest ?? at(directoryOf(entry), repository.manifests)
  );
}

function at(directory: string, manifests: readonly PackageManifest[]): PackageManifest | null {
  return manifests.find((manifest) => manifest.directory === directory) ?? null;
}
