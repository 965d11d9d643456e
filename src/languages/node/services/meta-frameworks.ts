/** Frameworks that serve an application by where its files lie: Remix, SvelteKit, Nuxt, Astro and their like. */
import { joinPath } from '../../../model/relative-path.js';
import type { Framework } from '../launch/command-types.js';
import type { Repository } from '../launch/expand.js';
import type { PackageManifest } from '../modules/package-manifest.js';

interface MetaFramework {
  id: Framework;
  /** Dependencies one of which an application has. */
  packages: readonly string[];
  /** Names of its configuration, without the extension. */
  configs: readonly string[];
  /** Whether the application is only built into files that any web server can hand out. */
  isStatic(config: string, inPackage: (folder: string) => boolean): boolean;
}

const NEVER = () => false;
const HAS_NO_SERVER_RENDERING = /\bssr\s*:\s*false\b/;

const META_FRAMEWORKS: readonly MetaFramework[] = [
  {
    id: 'remix',
    packages: ['@react-router/dev', '@remix-run/dev'],
    configs: ['react-router.config', 'remix.config', 'vite.config'],
    isStatic: (config) => HAS_NO_SERVER_RENDERING.test(config),
  },
  {
    id: 'sveltekit',
    packages: ['@sveltejs/kit'],
    configs: ['svelte.config'],
    isStatic(config) {
      const adapters = [...config.matchAll(/['"]([^'"\n]*adapter[^'"\n]*)['"]/g)].map((match) => match[1]);
      return adapters.length > 0 && adapters.every((name) => name === '@sveltejs/adapter-static');
    },
  },
  {
    id: 'nuxt',
    packages: ['nuxt', 'nuxt3', 'nuxt-nightly'],
    configs: ['nuxt.config'],
    isStatic: (config, inPackage) => HAS_NO_SERVER_RENDERING.test(config) && !inPackage('server'),
  },
  {
    id: 'astro',
    packages: ['astro'],
    configs: ['astro.config'],
    isStatic: (config) => !/\badapter\s*[:,]|\boutput\s*:\s*['"](?:server|hybrid)['"]/.test(config),
  },
  {
    id: 'tanstack-start',
    packages: ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/start'],
    configs: ['vite.config', 'app.config'],
    isStatic: NEVER,
  },
  {
    id: 'solid-start',
    packages: ['@solidjs/start'],
    configs: ['app.config', 'vite.config'],
    isStatic: NEVER,
  },
  { id: 'analog', packages: ['@analogjs/platform'], configs: ['vite.config'], isStatic: NEVER },
  { id: 'nitro', packages: ['nitropack', 'nitro'], configs: ['nitro.config'], isStatic: NEVER },
];

const EXTENSIONS = ['ts', 'mts', 'js', 'mjs', 'cjs'];

/** A package that a meta-framework serves. */
export interface MetaApplication {
  framework: Framework;
  /** Its configuration file. */
  config: string;
  isStatic: boolean;
}

/** The application that a package is, by its dependencies and configuration; null when it is none. */
export function findMetaApplication(
  { directory, dependencies, devDependencies }: PackageManifest,
  { index, read }: Repository,
): MetaApplication | null {
  for (const { id, packages, configs, isStatic } of META_FRAMEWORKS) {
    if (!packages.some((name) => (dependencies[name] ?? devDependencies[name]) !== undefined)) continue;
    const found = configs
      .flatMap((name) => EXTENSIONS.map((end) => joinPath(directory, `${name}.${end}`)))
      .filter((file) => index.has(file));
    const [config] = found;
    if (config === undefined) continue;
    const text = found.map((file) => read(file) ?? '').join('\n');
    const inPackage = (folder: string) => index.hasDirectory(joinPath(directory, folder));
    return { framework: id, config, isStatic: isStatic(text, inPackage) };
  }
  return null;
}
