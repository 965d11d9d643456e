/** Whether a service's build packs libraries into the program, where instrumentations cannot find them. */
import { joinPath } from '../../../model/relative-path.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { NodeScene } from './node-service.js';

export type Bundling =
  /** Nothing is bundled: files are compiled one by one, or run as they are. */
  | { is: 'none' }
  /** The service's own files become one, libraries stay outside. */
  | { is: 'own'; by: string }
  /** Libraries are packed in too. */
  | { is: 'all'; by: string; line: number };

const BUNDLERS =
  /(?:^|[\s/])(esbuild|tsup|tsdown|rollup|rolldown|webpack|ncc|vite|bun build|pkg|parcel)(?=\s|$)/;

export function bundlingOf(manifest: PackageManifest, { repository, workspace }: NodeScene): Bundling {
  for (const [name, script] of Object.entries(manifest.scripts)) {
    if (!/^(?:pre|post)?(?:build|bundle|compile|prod|package|start)/.test(name)) continue;
    const nest = /(?:^|\s)nest build\b.*--(?:webpack|builder[ =](?:webpack|rspack))/.test(script);
    if (nest) return { is: 'own', by: 'nest build' };
    const by = BUNDLERS.exec(script)?.[1];
    if (by === undefined) continue;
    if (by === 'esbuild' && !/--bundle/.test(script) && !/esbuild[.\w-]*\.[cm]?[jt]s/.test(script)) continue;
    const line = manifest.lineOfScript(name);
    if (by === 'esbuild') {
      const config = /\S*esbuild[\w.-]*\.[cm]?[jt]s/.exec(script)?.[0];
      const text = config === undefined ? script : textOf(joinPath(manifest.directory, config));
      return /packages[=:]\s*['"]?external|nodeExternals/.test(text)
        ? { is: 'own', by }
        : { is: 'all', by, line };
    }
    // These leave the dependencies of package.json outside unless told otherwise.
    if (by === 'tsup' || by === 'tsdown' || by === 'vite') {
      const text = `${script} ${configText(by, manifest.directory)}`;
      return /noExternal/.test(text) ? { is: 'all', by, line } : { is: 'own', by };
    }
    const text = configText(by, manifest.directory);
    return /nodeExternals|webpack-node-externals|externals?\s*[:(]/.test(text)
      ? { is: 'own', by }
      : { is: 'all', by, line };
  }
  const nest = textOf(joinPath(manifest.directory, 'nest-cli.json'));
  if (/"webpack"\s*:\s*true|"builder"\s*:\s*\{?\s*(?:"type"\s*:\s*)?"(?:webpack|rspack)"/.test(nest))
    return { is: 'own', by: 'nest build' };
  return { is: 'none' };

  function textOf(path: string): string {
    return repository.index.has(path) ? (workspace.read(path) ?? '') : '';
  }
  function configText(tool: string, directory: string): string {
    const endings = [
      '.config.js',
      '.config.mjs',
      '.config.cjs',
      '.config.ts',
      '.config.mts',
      '.config.json',
      '.config.prod.js',
    ];
    return endings.map((ending) => textOf(joinPath(directory, tool + ending))).join('\n');
  }
}
