/** Which helper a function's span is made with: one of the user's, one of ours that is there, or a new file. */
import type { NewFile } from '../../../model/change.js';
import { directoryOf, isWithin, joinPath } from '../../../model/relative-path.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { isTestFile } from '../modules/module-graph.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import { type FoundHelper, findSpanHelpers, MENTIONS_HELPER } from './existing-helpers.js';
import { type HelperModules, renderHelper, type SpanHelper, type SpanHelpers } from './helper-file.js';
import { importForm } from './import-edit.js';
import type { SourceStyle } from './source-style.js';
import type { SpanScene } from './span-scene.js';
import type { HelperCall } from './wrap-call.js';

export interface ChosenHelper {
  /** The file that has it, relative to the root. */
  file: string;
  exported: string;
  details: HelperCall['details'];
  isAsync: boolean;
  takesResults: boolean;
  /** The file, when it does not exist yet. */
  create: NewFile | null;
}

/** How the code of a file is loaded. */
export function modulesOf(file: NodeRuleFile, manifest: PackageManifest | null): HelperModules {
  if (/\.[cm]?tsx?$/.test(file.path)) return 'typescript';
  if (file.path.endsWith('.mjs')) return 'esm';
  if (file.path.endsWith('.cjs')) return 'commonjs';
  const form = importForm(file) ?? (manifest?.type === 'module' ? 'import' : 'require');
  return form === 'import' ? 'esm' : 'commonjs';
}

/** How a file gets what it needs of others. */
export const loadingOf = (file: NodeRuleFile, manifest: PackageManifest | null): 'import' | 'require' =>
  modulesOf(file, manifest) === 'commonjs' ? 'require' : 'import';

/** Name of the tracer: the package that the spans come from. */
export const scopeOf = (manifest: PackageManifest | null): string =>
  manifest?.name ?? manifest?.directory.split('/').at(-1) ?? 'service';

/** @param planned files of the package that get spans, this one included */
export function createHelperChoice(scene: SpanScene, helpers: SpanHelpers) {
  const existing = new Map<string, readonly FoundHelper[]>();
  /** Files to be made: what several functions need is written once, in the style of the first. */
  const made = new Map<string, { modules: HelperModules; create: NewFile }>();

  const existingIn = (directory: string): readonly FoundHelper[] => {
    const known = existing.get(directory);
    if (known !== undefined) return known;
    const found = scene.workspace.files.flatMap(({ path }) => {
      if (!/\.[cm]?[jt]s$/.test(path) || !isWithin(path, directory) || isTestFile(path)) return [];
      if (directoryOfPackage(path, scene) !== directory) return [];
      if (!MENTIONS_HELPER.test(scene.workspace.read(path) ?? '')) return [];
      const file = scene.open(path);
      return file === null ? [] : findSpanHelpers(file);
    });
    existing.set(directory, found);
    return found;
  };

  return function choose(
    file: NodeRuleFile,
    isGenerator: boolean,
    planned: readonly string[],
    style: SourceStyle,
  ): ChosenHelper {
    const manifest = scene.repository.resolver.packageAt(file.path);
    const directory = manifest?.directory ?? '.';
    const modules = modulesOf(file, manifest);
    const helper = isGenerator ? helpers.iteration : helpers.call;
    const sources = scene.repository.configs.nearest(directoryOf(file.path))?.rootDir ?? null;
    const place = joinPath(placeIn(directory, planned, sources), fileNameOf(helper, file, modules, manifest));
    const there = scene.open(place);
    const isOurs = there?.text.includes(helper.exported) === true;
    const own = { exported: helper.exported, details: 'attributes', isAsync: false } as const;
    const takesResults = !isGenerator;
    if (isOurs) return { ...own, file: place, takesResults, create: null };
    const found = isGenerator ? ownIteration(helper, directory) : best(existingIn(directory), file, modules);
    if (found !== null) return { ...found, create: null };
    const isTaken = there !== null || (made.get(place)?.modules ?? modules) !== modules;
    const free = isTaken ? place.replace(/with-(?!.*\/)/, 'run-with-') : place;
    const text = renderHelper(helper, modules, scopeOf(manifest), style);
    const { create } = made.get(free) ?? { create: { file: free, text } };
    made.set(free, { modules, create });
    return { ...own, file: free, takesResults, create };
  };

  function best(
    found: readonly FoundHelper[],
    file: NodeRuleFile,
    modules: HelperModules,
  ): FoundHelper | null {
    const fitting = found.filter((one) => {
      const other = one.file === file.path || !one.isReliable ? null : scene.open(one.file);
      return other !== null && modulesOf(other, scene.repository.resolver.packageAt(one.file)) === modules;
    });
    const rank = (one: FoundHelper) =>
      Number(one.takesResults) * 4 + Number(!one.isAsync) * 2 + Number(one.details !== 'none');
    return [...fitting].sort((a, b) => rank(b) - rank(a))[0] ?? null;
  }

  function ownIteration(helper: SpanHelper, directory: string): Omit<ChosenHelper, 'create'> | null {
    const path = scene.workspace.files.find(
      (one) =>
        isWithin(one.path, directory) && new RegExp(`(?:^|/)${helper.file}\\.[cm]?[jt]s$`).test(one.path),
    )?.path;
    if (path === undefined) return null;
    return {
      file: path,
      exported: helper.exported,
      details: 'attributes',
      isAsync: false,
      takesResults: false,
    };
  }
}

export type ChooseHelper = ReturnType<typeof createHelperChoice>;

const directoryOfPackage = (path: string, { repository }: SpanScene): string =>
  repository.resolver.packageAt(path)?.directory ?? '.';

/** Where the projects of a repository with one package.json are. */
const PROJECTS = /^(?:apps|libs|packages|projects)$/;

/**
 * The directory below which all planned files of the package lie, no deeper than its first level; of one project among
 * several, the sources of that project: `apps/api/src`.
 * @param sources what the compiler takes as root of the sources: it refuses files elsewhere
 */
function placeIn(directory: string, planned: readonly string[], sources: string | null): string {
  const [first = [], ...others] = planned
    .filter((path) => isWithin(path, directory))
    .map((path) => (directory === '.' ? path : path.slice(directory.length + 1)).split('/').slice(0, -1));
  const isCommon = (index: number) => others.every((one) => one[index] === first[index]);
  const until = first.findIndex((_part, index) => !isCommon(index));
  const common = until === -1 ? first : first.slice(0, until);
  const inProject = common[2] === 'src' ? 3 : 2;
  const depth = PROJECTS.test(common[0] ?? '') ? inProject : 1;
  const place = joinPath(directory, ...common.slice(0, depth));
  const isInSources = sources === null || isWithin(place, sources);
  return isInSources || !isWithin(joinPath(directory, ...common), sources) ? place : sources;
}

function fileNameOf(
  helper: SpanHelper,
  file: NodeRuleFile,
  modules: HelperModules,
  manifest: PackageManifest | null,
): string {
  if (modules === 'typescript') return `${helper.file}${/\.[cm]ts$/.exec(file.path)?.[0] ?? '.ts'}`;
  const isNative = (manifest?.type === 'module') === (modules === 'esm');
  const own = /\.[cm]js$/.exec(file.path)?.[0];
  return `${helper.file}${own ?? (isNative || modules === 'esm' ? '.js' : '.cjs')}`;
}
