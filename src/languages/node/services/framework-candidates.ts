/** Candidates whose entrypoints a framework finds by convention: Next.js, Remix and others. */
import type { Repository } from '../launch/expand.js';
import type { Launch } from '../launch/launch.js';
import { readNextApplication } from '../launch/next-application.js';
import { joinPath } from '../modules/file-index.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import { isCodeFile } from '../modules/source-of-built.js';
import type { Candidate } from './candidate.js';

/** Where the applications of frameworks begin; a folder stands for every file in it. */
export const FRAMEWORK_ROOTS: Readonly<Record<string, readonly string[]>> = {
  remix: ['app/entry.server', 'app/root', 'app/routes/', 'server', 'src/server'],
  sveltekit: ['src/hooks.server', 'src/routes/'],
  nuxt: ['server/', 'nuxt.config'],
  astro: ['src/middleware', 'src/pages/', 'src/actions/'],
  strapi: ['src/index', 'config/', 'src/api/'],
  medusa: ['src/'],
  redwood: ['api/src/'],
};

function isFrameworkRoot(file: string, framework: string): boolean {
  if (!isCodeFile(file)) return false;
  return framework !== 'sveltekit' || /\+(?:server|page\.server|layout\.server)\.|hooks\.server/.test(file);
}

/** Files of a framework's application that run on the server, by its conventions. */
export function frameworkRoots(
  framework: string,
  directory: string,
  { index, resolver }: Repository,
): string[] {
  return (FRAMEWORK_ROOTS[framework] ?? []).flatMap((place) => {
    if (!place.endsWith('/')) return resolver.entry(`./${place}`, directory) ?? [];
    return index.under(joinPath(directory, place)).filter((file) => isFrameworkRoot(file, framework));
  });
}

/** The candidate that a Next.js application is. */
export function nextCandidate(
  manifest: PackageManifest,
  launches: Launch[],
  repository: Repository,
): Candidate {
  const application = readNextApplication(manifest.directory, repository.index);
  const roots = [
    ...(application.instrumentation === null ? [] : [application.instrumentation]),
    ...application.server,
  ];
  const shown = [application.config, application.instrumentation, ...application.server.slice(0, 1)].filter(
    (file) => file !== null,
  );
  const common = {
    directory: manifest.directory,
    manifest,
    framework: 'next' as const,
    launches,
    routes: application.routes,
    onlyMain: false,
  };
  return {
    ...common,
    entrypoints: shown.length > 0 ? shown.slice(0, 1) : [...roots, ...application.pages].slice(0, 1),
    roots,
    pages: application.pages,
  };
}

/** A server of one's own for a Remix application loads the application when it is built. */
export function withApplication(candidate: Candidate, application: readonly string[]): Candidate {
  if (application.length === 0) return candidate;
  return { ...candidate, framework: 'remix', roots: [...candidate.roots, ...application] };
}
