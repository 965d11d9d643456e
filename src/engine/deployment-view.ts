/** What the deployment files say of the directories of Go mains. */

import type { DeploymentView } from '../languages/go/services.js';
import type { AnalysisInput } from '../languages/language.js';
import { directoryOf } from '../model/relative-path.js';
import { matchWorkloads } from '../workspace/deployments/match.js';

const MANIFEST =
  /(?:^|\/)(?:package\.json|pom\.xml|requirements\.txt|pyproject\.toml|Cargo\.toml|Gemfile|mix\.exs|composer\.json|build\.gradle(?:\.kts)?|[^/]+\.csproj)$/;

/** Directories of other programs take part in the matching, so that their workloads are not given to a Go main. */
export function deploymentView(input: AnalysisInput, directories: readonly string[]): DeploymentView {
  const others = input.workspace.files.filter((f) => MANIFEST.test(f.path)).map((f) => directoryOf(f.path));
  const candidates = [...new Set([...directories, ...others])];
  const match = matchWorkloads(input.deployments, candidates);
  const running = (directory: string) =>
    match.workloadsOf(directory).filter((w) => w.source !== 'dockerfile');
  return {
    hasImage: (directory) => match.workloadsOf(directory).length > 0,
    isRun: (directory) => running(directory).length > 0,
    isJob(directory) {
      const workloads = running(directory);
      const kubernetes = workloads.filter((w) => w.source === 'kubernetes');
      return (
        (kubernetes.length > 0 ? kubernetes : workloads).some((w) => w.kind === 'job') &&
        !kubernetes.some((w) => w.kind === 'service')
      );
    },
    nameFor: (directory) => match.nameFor(directory),
  };
}
