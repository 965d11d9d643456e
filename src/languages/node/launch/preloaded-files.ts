/** Finds the files of the repository's own that are loaded before a program. */

import type { Deployments } from '../../../model/deployment.js';
import { joinPath } from '../../../model/relative-path.js';
import type { Repository } from './expand.js';
import type { Launch, Preload } from './launch.js';

/** `@scope/name` and `name/register` are packages; `./otel.js`, `otel.js` and `/app/otel.js` are files. */
function isPackage(specifier: string): boolean {
  return /^(?:@|[a-z][\w-]*(?:\/|$))/.test(specifier) && !/\.[cm]?[jt]s$/.test(specifier);
}

function inRepository({ specifier, directory }: Preload, { resolver }: Repository): string | null {
  const parts = specifier.split('/').filter((part) => part !== '');
  const tails = specifier.startsWith('/') ? parts.map((_, i) => parts.slice(i).join('/')) : [specifier];
  return tails.map((tail) => resolver.entry(tail, directory)).find((file) => file !== null) ?? null;
}

/** The preloaded files; one that only exists in a container is looked up among what its image copies. */
export function preloadedFiles(
  preloads: readonly Preload[],
  launches: readonly Launch[],
  deployments: Deployments,
  repository: Repository,
): string[] {
  const dockerfiles = new Set(launches.map(({ workload }) => workload?.dockerfile));
  const images = deployments.images.filter(({ file }) => dockerfiles.has(file));
  return preloads.flatMap((preload) => {
    if (isPackage(preload.specifier)) {
      const own = repository.resolver.resolve(preload.specifier, joinPath(preload.directory, 'x'));
      return own !== null && 'file' in own ? [own.file] : [];
    }
    const found = inRepository(preload, repository);
    if (found !== null) return [found];
    return images.flatMap((image) => repository.containers.sourcesOf(preload.specifier, image)).slice(0, 1);
  });
}
