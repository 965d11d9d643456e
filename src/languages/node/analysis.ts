/** The Node.js and TypeScript half of the scan. */
import type { NodeIntegration } from '../../model/integration.js';
import type { AnalysisInput, AnalysisResult, LanguageAnalysis } from '../language.js';
import type { MatchDeployments } from './launch/workload-launches.js';
import { finishService, preloadsOf } from './services/describe-service.js';
import { nameService } from './services/name-service.js';
import { readPrograms } from './services/read-programs.js';
import { seenPackages } from './services/seen-packages.js';
import { checkLoadOrder } from './verdict/load-order.js';

/**
 * Creates the analysis.
 * @param matchDeployments which workloads run which directory; without it only the place of deployment files tells
 */
export function createNodeAnalysis(
  integrations: readonly NodeIntegration[],
  matchDeployments: MatchDeployments,
): LanguageAnalysis {
  return async (input: AnalysisInput): Promise<AnalysisResult> => {
    const { programs, repository, match, browser } = await readPrograms(
      input,
      integrations,
      matchDeployments,
    );
    const services = programs.map(({ candidate, code, description, preloaded }) => {
      const siblings = programs.filter((other) => other.candidate.directory === candidate.directory).length;
      const name = nameService(candidate, siblings, match, repository);
      const startUp = {
        entrypoints: candidate.roots,
        preloads: preloadsOf(candidate),
        preloaded,
        manifest: candidate.manifest,
        configs: repository.configs,
      };
      for (const diagnostic of checkLoadOrder(
        startUp,
        code,
        description.telemetry,
        description.sites,
        integrations,
      ))
        input.report(diagnostic);
      return finishService(name, candidate, code, description, integrations, input.flagged);
    });
    const taken = new Set(services.map(({ path }) => path));
    return { services, packages: seenPackages(repository.manifests, taken, browser, repository.index) };
  };
}
