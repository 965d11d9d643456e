/** Programs that a bundler makes: libraries are instrumented only where they stay modules of their own. */
import type { Edit } from '#src/model/change.js';
import { joinPath } from '#src/model/relative-path.js';
import { programName } from '../launch/programs.js';
import {
  type BundlerConfig,
  type ConfiguredBundler,
  configsOf,
  isConfigured,
  leavesPackagesOut,
  namesEntry,
} from './bundler-configs.js';
import { instrumentedLibraries } from './instrumented-libraries.js';
import type { NodeRefusal, NodeScene, NodeService } from './node-service.js';
import type { CommandWords } from './start/command-words.js';
import { scriptText } from './start/script-text.js';
import { refuseStart, type StartPlace } from './start/start-refusals.js';
import type { StartText } from './start/start-text.js';

export interface Bundling {
  /** Becomes one file; else its files are compiled one by one, or run as they are. */
  isOneFile: boolean;
  /** They leave the libraries outside. */
  edits: readonly Edit[];
}

const BUILDS = /(?:^|[:-])(?:pre|post)?(?:build|bundle|compile|prod|package|start)/;
const NEST_BUNDLER = /^(?:--webpack|--builder=(?:webpack|rspack)|webpack|rspack)$/;
const BUNDLERS = /^(?:esbuild|ncc|bun|nest|tsup|tsdown|vite|webpack|rspack|rollup|rolldown)$/;
const BESIDE = 'and install the production dependencies beside the result.';
const HELP: Readonly<Record<string, string>> = {
  ncc: `Build with \`tsc\`, or with \`esbuild --bundle --packages=external\`, ${BESIDE}`,
  bun: `Add \`--packages external\`, ${BESIDE}`,
  esbuild: `Set \`packages: 'external'\`, or list the libraries under \`external\`, ${BESIDE}`,
  tsup: `Take the libraries out of \`noExternal\`, ${BESIDE}`,
  tsdown: `Take the libraries out of \`noExternal\`, ${BESIDE}`,
  vite: `Take the libraries out of \`ssr.noExternal\`, ${BESIDE}`,
  webpack: `Set \`externals: [nodeExternals()]\` of \`webpack-node-externals\`, ${BESIDE}`,
  rspack: `Set \`externals: [nodeExternals()]\` of \`webpack-node-externals\`, ${BESIDE}`,
  rollup: `List the libraries under \`external\`, ${BESIDE}`,
  rolldown: `List the libraries under \`external\`, ${BESIDE}`,
};

/** A command of a script that may bundle the service. */
interface Step {
  text: StartText;
  command: CommandWords;
  words: readonly string[];
  /** Name of the bundler, and where it stands among the words. */
  tool: string;
  at: number;
  /** It names the source that the service starts from. */
  isNamed: boolean;
}

interface Known {
  service: NodeService;
  scene: NodeScene;
  libraries: readonly string[];
  /** The service runs from what is built, and nothing but bundlers builds it. */
  isBuiltByBundler: boolean;
}

type Found = Bundling | NodeRefusal | null;

/** @returns why the service is left alone, where its libraries are packed in and cannot be taken out by a flag */
export function planBundle(service: NodeService, scene: NodeScene): Bundling | NodeRefusal {
  const scripts = Object.keys(service.manifest.scripts);
  const steps = scripts.flatMap((name) => stepsOf(name, service, scene));
  const isBuiltByBundler = !steps.some(({ words }) => compiles(words) || runsSource(words, service, scene));
  const known = { service, scene, libraries: instrumentedLibraries(service), isBuiltByBundler };
  const found = steps.map((step) => bundledBy(step, known));
  const bundles: Bundling[] = [];
  for (const one of found) {
    if (one === null) continue;
    if ('code' in one) return one;
    bundles.push(one);
  }
  return {
    isOneFile: bundles.length > 0 || nestBundles(service, scene),
    edits: bundles.flatMap(({ edits }) => edits),
  };
}

function stepsOf(name: string, service: NodeService, scene: NodeScene): Step[] {
  const text = scriptText(service.manifest, name, scene.repository);
  if (text === null) return [];
  const steps = text.commands.map((command): Step => {
    const words = command.words.map((word) => word.text);
    const at = words.findIndex((word) => BUNDLERS.test(programName(word)));
    const isNamed = words.some((word) => isEntry(word, service, scene));
    return { text, command, words, at, tool: programName(words[at] ?? ''), isNamed };
  });
  return steps.filter(({ isNamed }) => isNamed || BUILDS.test(name));
}

const ONE_FILE: Bundling = { isOneFile: true, edits: [] };

function bundledBy(step: Step, known: Known): Found {
  const { text, words, tool, at, isNamed } = step;
  if (tool === '') return byOwnScript(step, known);
  // Another program of the package, such as its pages, is bundled.
  if (!isNamed && words.some(isSource)) return null;
  if (tool === 'nest') return words.some((word) => NEST_BUNDLER.test(word)) ? ONE_FILE : null;
  if (tool === 'ncc')
    return isNamed ? refuse(known, text, tool, ' with ncc, which leaves nothing out') : null;
  if (tool === 'esbuild') return byEsbuild(step, known);
  if (isConfigured(tool)) return byConfig(step, tool, known);
  if (!isNamed || words[at + 1] !== 'build') return null;
  const isOut = words.some((word) => /^--(?:packages|external)/.test(word));
  return isOut ? ONE_FILE : refuse(known, text, tool, ' with `bun build`');
}

/** What is packed in does no harm where nothing of it is instrumented. */
function refuse({ libraries }: Known, place: StartPlace, by: string, how = ''): Bundling | NodeRefusal {
  if (libraries.length === 0) return ONE_FILE;
  const names = libraries.map((name) => `\`${name}\``).join(', ');
  return refuseStart('bundled-libraries', place, `bundles ${names} into the program${how}.`, HELP[by]);
}

function byEsbuild({ text, command, words }: Step, { libraries }: Known): Found {
  const bundle = words.findIndex((word) => /^--bundle(?:=true)?$/.test(word));
  if (bundle < 0) return null;
  const missing = libraries.filter((library) => !isExternal(library, words));
  const flags = missing.map((library) => `--external:${library}`);
  const edits = missing.length === 0 ? [] : [{ file: text.file, ...command.insertAfter(bundle, flags) }];
  return { isOneFile: true, edits };
}

function byConfig({ text, words, at, isNamed }: Step, tool: ConfiguredBundler, known: Known): Found {
  const { service, scene, isBuiltByBundler } = known;
  const flags = words.join(' ');
  const all = configsOf(tool, words.slice(at + 1), service.manifest, scene);
  // Without `ssr`, Vite builds pages.
  if (tool === 'vite' && !/\bssr\b/.test([flags, ...all.map((one) => one.text)].join('\n'))) return null;
  const isOurs = isNamed || isBuiltByBundler || /^ts(?:up|down)$/.test(tool);
  const configs = all.filter((one) => isOurs || namesEntry(one.text, service));
  if (!isOurs && configs.length === 0) return null;
  if (all.length === 0) return leavesPackagesOut(tool, flags) ? ONE_FILE : refuse(known, text, tool);
  return judge(configs, (one) => leavesPackagesOut(tool, `${one}\n${flags}`), tool, known);
}

/** `node scripts/build.mjs`, which calls esbuild. */
function byOwnScript({ words }: Step, known: Known): Found {
  const { service, scene, isBuiltByBundler } = known;
  const file = words
    .filter((word) => /(?:^|\/)[\w.-]*build[\w.-]*\.[cm]?[jt]s$/.test(word))
    .map((word) => joinPath(service.manifest.directory, word))
    .find((path) => scene.repository.index.has(path));
  const text = file === undefined ? '' : (scene.workspace.read(file) ?? '');
  if (file === undefined || !/['"]esbuild['"]/.test(text) || !/bundle\s*:\s*true/.test(text)) return null;
  if (!isBuiltByBundler && !namesEntry(text, service)) return null;
  return judge([{ file, text }], (one) => leavesPackagesOut('esbuild', one), 'esbuild', known);
}

function judge(
  configs: readonly BundlerConfig[],
  leavesOut: (text: string) => boolean,
  by: string,
  known: Known,
): Bundling | NodeRefusal {
  const packed = configs.find((config) => !leavesOut(config.text));
  if (packed === undefined) return ONE_FILE;
  return refuse(known, { file: packed.file, line: 1, title: `\`${packed.file}\`` }, by);
}

const isSource = (word: string): boolean =>
  /\.[cm]?[jt]sx?$/.test(word) && !word.startsWith('-') && !/config|webpack|rollup/.test(word);

/** Whether a word is the source that the service starts from, or what is built of it. */
function isEntry(word: string, { manifest, program }: NodeService, { repository }: NodeScene): boolean {
  const entry = isSource(word) ? repository.resolver.entry(word, manifest.directory) : null;
  return entry !== null && program.candidate.roots.includes(entry);
}

/** Whether a command runs the source as it is. */
function runsSource(words: readonly string[], { manifest, program }: NodeService, scene: NodeScene): boolean {
  const isRunner = words.some((word) => /^node(?:js)?$|^pm2/.test(programName(word)));
  const paths = words.filter(isSource).map((word) => joinPath(manifest.directory, word));
  return (
    isRunner &&
    paths.some((path) => program.candidate.roots.includes(path) && scene.repository.index.has(path))
  );
}

/** Whether it makes a file of each file. */
function compiles(words: readonly string[]): boolean {
  return words.some((word, i) => {
    const program = programName(word);
    if (program === 'nest') return words[i + 1] === 'build' && !words.some((one) => NEST_BUNDLER.test(one));
    return program === 'tsc' ? !words.includes('--noEmit') : /^(?:swc|babel|tspc|tsc-alias)$/.test(program);
  });
}

/** As `nest build` does without a flag. */
function nestBundles({ manifest }: NodeService, { repository, workspace }: NodeScene): boolean {
  const file = joinPath(manifest.directory, 'nest-cli.json');
  const text = repository.index.has(file) ? (workspace.read(file) ?? '') : '';
  return /"webpack"\s*:\s*true|"builder"\s*:\s*\{?\s*(?:"type"\s*:\s*)?"(?:webpack|rspack)"/.test(text);
}

function isExternal(library: string, words: readonly string[]): boolean {
  return words.some((word) => {
    if (word === '--packages=external') return true;
    const pattern = /^--external:(.+)$/.exec(word)?.[1]?.replace(/^["']|["']$/g, '');
    if (pattern === undefined) return false;
    const [before = '', after] = pattern.split('*');
    return after === undefined ? pattern === library : library.startsWith(before) && library.endsWith(after);
  });
}
