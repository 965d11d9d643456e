/** Configuration files of bundlers, read as text and never run. */
import { directoryOf, joinPath } from '#src/model/relative-path.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { NodeScene, NodeService } from './node-service.js';

export interface BundlerConfig {
  file: string;
  text: string;
}

const FILES = {
  tsup: /^(?:tsup|tsdown)\.config\.[cm]?[jt]s(?:on)?$/,
  tsdown: /^(?:tsup|tsdown)\.config\.[cm]?[jt]s(?:on)?$/,
  vite: /^vite\.config\.[cm]?[jt]s$/,
  webpack: /^webpack\.[\w.-]*[cm]?[jt]s$/,
  rspack: /^rspack\.config\.[cm]?[jt]s$/,
  rollup: /^rollup\.config[\w.-]*\.[cm]?[jt]s$/,
  rolldown: /^rolldown\.config[\w.-]*\.[cm]?[jt]s$/,
} as const;

export type ConfiguredBundler = keyof typeof FILES;

export const isConfigured = (tool: string): tool is ConfiguredBundler => tool in FILES;

/** Those beside package.json, and the file that a command names. */
export function configsOf(
  tool: ConfiguredBundler,
  words: readonly string[],
  manifest: PackageManifest,
  { repository, workspace }: NodeScene,
): BundlerConfig[] {
  const named = words.map((word) => joinPath(manifest.directory, word.replace(/^--config=/, '')));
  const beside = repository.index
    .under(manifest.directory)
    .filter((path) => directoryOf(path) === manifest.directory && FILES[tool].test(baseOf(path)));
  const own = named.filter((path) => /\.[cm]?[jt]s$/.test(path) && /config|webpack|rollup/.test(path));
  const files = own.filter((path) => repository.index.has(path));
  return (files.length > 0 ? files : beside).map((file) => ({ file, text: workspace.read(file) ?? '' }));
}

/** Whether it says that packages are no part of the bundle. */
export function leavesPackagesOut(tool: ConfiguredBundler | 'esbuild', text: string): boolean {
  switch (tool) {
    case 'tsup':
    case 'tsdown':
    case 'vite':
      return !/noExternal/.test(text);
    case 'webpack':
    case 'rspack':
      return /nodeExternals|externals?(?:Presets)?\s*[:(]/.test(text);
    case 'rollup':
    case 'rolldown':
      return /external\s*[:(]/.test(text) || !/node-?resolve/i.test(text);
    case 'esbuild':
      return /packages\s*[:=]\s*['"]?external|nodeExternals|external\s*:/.test(text);
  }
}

/** Whether it names, by its path, what the service starts from. */
export function namesEntry(
  text: string,
  { manifest, program }: Pick<NodeService, 'manifest' | 'program'>,
): boolean {
  return program.candidate.roots.some((root) => {
    const inner = manifest.directory === '.' ? root : root.slice(manifest.directory.length + 1);
    const parts = inner
      .replace(/\.\w+$/, '')
      .split('/')
      .map(escaped);
    const path = parts.join(`(?:/|['"]\\s*,\\s*['"])`);
    return new RegExp(`['"\`/]${path}(?:\\.\\w+)?['"\`]`).test(text);
  });
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
