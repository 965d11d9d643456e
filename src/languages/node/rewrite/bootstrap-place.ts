/** Where the file goes that sets the SDK up, in which kind, and how it is loaded. */
import { directoryOf, joinPath } from '../../../model/relative-path.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import { installedVersion } from './installed-version.js';
import type { Bootstrap, NodeScene, NodeService } from './node-service.js';

export interface BootstrapPlace extends Bootstrap {
  syntax: 'import' | 'require';
  typescript: boolean;
  showsImports: boolean;
  awaitsImports: boolean;
}

/** Kinds of modules in which TypeScript takes an `await` outside of functions. */
const AWAITS = /^(?:es2022|esnext|node(?:16|18|20|next)|preserve)$/;

/**
 * Beside the entry file and of its kind, so that whatever compiles, copies or loads the entry does the same with it. Where
 * a bundler makes one file of the service, or the compiler is given single files or is an old one, it is plain JavaScript beside
 * package.json instead, which is loaded as it is.
 * @param isOneFile a bundler makes one file of the service
 * @param planned files that the changes of other services create
 */
export function bootstrapPlace(
  service: NodeService,
  isOneFile: boolean,
  scene: NodeScene,
  planned: ReadonlySet<string>,
): BootstrapPlace {
  const { entry, manifest, modules } = service;
  const showsImports = modules === 'esm';
  const flag = showsImports ? '--import' : '--require';
  const extension = /\.([cm]?[jt]s)x?$/.exec(entry)?.[1] ?? 'js';
  const typescript = extension.endsWith('ts');
  const config = scene.repository.configs.nearest(directoryOf(entry));
  const isPlain = typescript && (namesFiles(config?.file ?? null, scene) || !readsTypes(manifest, scene));
  if (!isOneFile && !isPlain) {
    const syntax = typescript || modules === 'esm' || usesImports(entry, scene) ? 'import' : 'require';
    const awaitsImports = showsImports && (!typescript || AWAITS.test(config?.module ?? 'esnext'));
    const file = freeName(service, directoryOf(entry), `.${extension}`, scene, planned);
    const place = typescript || (syntax === 'import' && modules === 'commonjs') ? 'beside-entry' : 'as-is';
    return { file, place, flag, syntax, typescript, showsImports, awaitsImports };
  }
  const file = freeName(service, manifest.directory, showsImports ? '.mjs' : '.cjs', scene, planned);
  const syntax = showsImports ? 'import' : 'require';
  return { file, place: 'as-is', flag, syntax, typescript: false, showsImports, awaitsImports: showsImports };
}

/** Releases of TypeScript that read the declarations of OpenTelemetry's packages: what their README states. */
const TYPESCRIPT = '>=5.0.4';

function readsTypes(manifest: PackageManifest, scene: NodeScene): boolean {
  return installedVersion('typescript', manifest, scene)?.isWithin(TYPESCRIPT) ?? true;
}

/** A tsconfig with `files` compiles what these import, and nothing else. */
function namesFiles(config: string | null, { workspace }: NodeScene): boolean {
  const text = config === null ? '' : (workspace.read(config) ?? '');
  return /"files"\s*:\s*\[\s*"/.test(text) && !/"include"\s*:/.test(text);
}

/** JavaScript in ES syntax that something compiles to CommonJS. */
function usesImports(entry: string, { workspace }: NodeScene): boolean {
  return /^(?:import|export)\s[^(]/m.test(workspace.read(entry) ?? '');
}

const NAMES = ['instrumentation', 'telemetry', 'otel', 'otel-sdk'];

/**
 * A name that no other file beside it has, whatever its extension: they may be compiled to one. Services that start from
 * the same folder have files of their own, named by the service.
 */
function freeName(
  { name }: NodeService,
  directory: string,
  extension: string,
  { repository }: NodeScene,
  planned: ReadonlySet<string>,
): string {
  const stemsOf = (files: Iterable<string>) =>
    new Set(
      [...files]
        .filter((file) => directoryOf(file) === directory)
        .map((file) => file.slice(directory === '.' ? 0 : directory.length + 1).replace(/\..*$/, '')),
    );
  const [there, others] = [stemsOf(repository.index.under(directory)), stemsOf(planned)];
  const isTaken = (stem: string) =>
    there.has(stem) || others.has(stem) || repository.index.hasDirectory(joinPath(directory, stem));
  const slug = name
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/[^a-z\d]+/g, '-');
  const own = others.size > 0 ? NAMES.map((stem) => `${stem}-${slug}`) : [];
  const stem = [...own, ...NAMES].find((one) => !isTaken(one)) ?? `otel-${there.size + others.size}`;
  return joinPath(directory, `${stem}${extension}`);
}
