/** Candidates whose entrypoints a framework finds by convention: Next.js, Remix and others. */

import { joinPath } from '../../../model/relative-path.js';
import type { Framework } from '../launch/command-types.js';
import type { Repository } from '../launch/expand.js';
import type { Launch } from '../launch/launch.js';
import { readNextApplication } from '../launch/next-application.js';
import { isTestFile } from '../modules/module-graph.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import { isCodeFile } from '../modules/source-of-built.js';
import type { Candidate } from './candidate.js';

/** Where the applications of frameworks begin; a folder stands for every file in it. */
export const FRAMEWORK_ROOTS: Readonly<Record<string, readonly string[]>> = {
  remix: ['app/entry.server', 'app/root', 'app/routes/', 'server', 'src/server'],
  sveltekit: ['src/instrumentation.server', 'src/hooks.server', 'src/hooks', 'src/routes/'],
  nuxt: ['server/'],
  astro: ['src/middleware', 'src/pages/', 'src/actions/'],
  'tanstack-start': ['src/start', 'src/server', 'src/router', 'src/routes/', 'app/router', 'app/routes/'],
  'solid-start': ['src/entry-server', 'src/middleware', 'src/routes/'],
  analog: ['src/main.server', 'src/server/', 'src/app/pages/'],
  nitro: ['server/', 'routes/', 'api/', 'plugins/', 'middleware/', 'tasks/', 'utils/'],
  strapi: ['src/index', 'config/', 'src/api/'],
  medusa: ['src/'],
  redwood: ['api/src/'],
};

/** Of the files in such a folder, the ones that the framework itself loads, where it does not take all. */
const ROUTE_FILE: Readonly<Record<string, RegExp>> = {
  sveltekit: /\/\+(?:server|(?:page|layout)(?:\.server)?)\.[jt]s$/,
  analog: /\/src\/server\/|\.server\.ts$/,
};

function isFrameworkRoot(file: string, framework: string): boolean {
  if (!isCodeFile(file) || isTestFile(file) || /\.client\.[jt]sx?$/.test(file)) return false;
  return ROUTE_FILE[framework]?.test(`/${file}`) ?? true;
}

/** Files that `app/routes.ts` of React Router names: `route('orders', 'pages/orders.tsx')`. */
function namedRoutes(directory: string, { index, read }: Repository): string[] {
  const file = ['ts', 'js', 'mts'].map((end) => joinPath(directory, `app/routes.${end}`)).find(index.has);
  if (file === undefined) return [];
  return [...(read(file) ?? '').matchAll(/['"`]([^'"`\n]+\.[jt]sx?)['"`]/g)]
    .map((match) => joinPath(directory, 'app', match[1] ?? ''))
    .filter((path) => index.has(path));
}

/** Files of a framework's application that run on the server, by its conventions. */
export function frameworkRoots(framework: string, directory: string, repository: Repository): string[] {
  const { index, resolver } = repository;
  const conventional = (FRAMEWORK_ROOTS[framework] ?? []).flatMap((place) => {
    if (!place.endsWith('/')) return resolver.entry(`./${place}`, directory) ?? [];
    return index.under(joinPath(directory, place)).filter((file) => isFrameworkRoot(file, framework));
  });
  return [
    ...new Set([...conventional, ...(framework === 'remix' ? namedRoutes(directory, repository) : [])]),
  ];
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

/** The candidate that a framework serves by its conventions; null when there is no file of it. */
export function frameworkCandidate(
  framework: Framework,
  config: string | null,
  manifest: PackageManifest,
  launches: Launch[],
  repository: Repository,
): Candidate | null {
  const { directory } = manifest;
  const found = frameworkRoots(framework, directory, repository);
  const roots = config === null ? found : [...found, config];
  if (roots.length === 0) return null;
  const entrypoints = [config ?? roots[0]!];
  return {
    directory,
    manifest,
    entrypoints,
    roots,
    pages: [],
    routes: [],
    onlyMain: false,
    framework,
    launches,
  };
}

/** Whether a program of an application's package does something else than serve it. */
export function isBesideApplication({ entrypoints }: Candidate): boolean {
  return /worker|consumer|queue|cron|job|script|seed|migrat/i.test(entrypoints[0] ?? '');
}

/** A server of one's own loads the application when it is built: its files count as loaded. */
export function withApplication(candidate: Candidate, application: Candidate): Candidate {
  if (isBesideApplication(candidate)) return candidate;
  const { framework, roots } = application;
  return { ...candidate, framework, roots: [...candidate.roots, ...roots] };
}
