/** Programs that a bundler makes: libraries are instrumented only when they stay modules of their own. */
import type { Edit } from '#src/model/change.js';
import { joinPath } from '#src/model/relative-path.js';
import { programName } from '../../launch/programs.js';
import { instrumentedLibraries } from '../instrumented-libraries.js';
import type { NodeRefusal, NodeScene, NodeService } from '../node-service.js';
import type { CommandWords } from './command-words.js';
import { scriptText } from './script-text.js';
import { refuseStart, type StartPlace } from './start-refusals.js';

/** Edits that take libraries out of the bundle, or why the service is left alone; no edits when nothing is bundled. */
export function planBundle(service: NodeService, scene: NodeScene): Edit[] | NodeRefusal {
  const libraries = instrumentedLibraries(service);
  if (libraries.length === 0) return [];
  const edits: Edit[] = [];
  for (const name of Object.keys(service.manifest.scripts)) {
    const text = scriptText(service.manifest, name, scene.repository);
    if (text === null) continue;
    const refuse = (how: string, help: string) =>
      refuseStart('bundled-libraries', text, `bundles ${listed(libraries)} into the program ${how}.`, help);
    for (const command of text.commands) {
      const words = command.words.map((word) => word.text);
      const bundler = programName(words.find((word) => BUNDLERS.test(programName(word))) ?? '');
      if (bundler === '' || !isOfService(words, service, scene)) continue;
      if (bundler === 'ncc') return refuse('with ncc, which leaves nothing out', HELP.ncc);
      if (
        bundler === 'bun' &&
        words.includes('build') &&
        !words.some((word) => /^--(?:packages|external)/.test(word))
      )
        return refuse('with `bun build`', HELP.bun);
      if (bundler === 'esbuild') {
        const missing = libraries.filter((library) => !isExternal(library, words));
        if (words.some((word) => /^--bundle(?:=true)?$/.test(word)) && missing.length > 0)
          edits.push({ file: text.file, ...externals(command, missing) });
      }
    }
  }
  return configured(service, scene, libraries) ?? edits;
}

const BUNDLERS = /^(?:esbuild|ncc|bun)$/;
const HELP = {
  ncc: 'Build with `tsc`, or with `esbuild --bundle --packages=external`, and install the production dependencies beside the result.',
  bun: 'Add `--packages external`, and install the production dependencies beside the result.',
  esbuild:
    "Set `packages: 'external'`, or list the libraries under `external`, and install the production dependencies beside the result.",
  tsup: 'Take the libraries out of `noExternal`, and install the production dependencies beside the result.',
  webpack:
    'Set `externals: [nodeExternals()]` of `webpack-node-externals`, and install the production dependencies beside the result.',
  rollup: 'List the libraries under `external`, and install the production dependencies beside the result.',
} as const;

function isOfService(
  words: readonly string[],
  { manifest, program }: NodeService,
  { repository }: NodeScene,
): boolean {
  return words.some((word) => {
    if (!/\.[cm]?[jt]sx?$/.test(word) || word.startsWith('-')) return false;
    const entry = repository.resolver.entry(word, manifest.directory);
    return entry !== null && program.candidate.roots.includes(entry);
  });
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

function externals(command: CommandWords, libraries: readonly string[]) {
  const bundle = command.words.findIndex((word) => /^--bundle(?:=true)?$/.test(word.text));
  return command.insertAfter(
    bundle,
    libraries.map((library) => `--external:${library}`),
  );
}

interface Config {
  tool: keyof typeof HELP;
  files: RegExp;
  /** The configuration bundles libraries. */
  bundles(text: string): boolean;
}

const CONFIGS: readonly Config[] = [
  {
    tool: 'tsup',
    files: /^(?:tsup|tsdown)\.config\.[cm]?[jt]s$/,
    bundles: (text) => /noExternal\s*:/.test(text),
  },
  {
    tool: 'webpack',
    files: /^webpack\.(?:config|prod)[\w.]*\.[cm]?[jt]s$/,
    bundles: (text) => !/externals/.test(text) && !/target\s*:\s*['"]web/.test(text),
  },
  {
    tool: 'rollup',
    files: /^rollup\.config\.[cm]?[jt]s$/,
    bundles: (text) => /node-?resolve/i.test(text) && !/external\s*[:(]/.test(text),
  },
  {
    tool: 'esbuild',
    files: /^(?:esbuild(?:\.config)?|build)\.[cm]?[jt]s$/,
    bundles: (text) =>
      /['"]esbuild['"]/.test(text) &&
      /bundle\s*:\s*true/.test(text) &&
      !/packages\s*:\s*['"]external|nodeExternals|external\s*:/.test(text),
  },
];

/** A configuration file beside package.json that bundles what the service starts from. */
function configured(
  service: NodeService,
  scene: NodeScene,
  libraries: readonly string[],
): NodeRefusal | null {
  const { manifest, program } = service;
  const { index } = scene.repository;
  const build = Object.entries(manifest.scripts)
    .filter(([name]) => /build|bundle|compile/.test(name))
    .map(([, script]) => script)
    .join('\n');
  if (/\btsc\b(?!.*--noEmit)|\bnest build\b|\bswc\b/.test(build)) return null;
  for (const config of CONFIGS) {
    const file = index
      .under(manifest.directory)
      .find(
        (path) =>
          joinPath(path, '..') === manifest.directory &&
          config.files.test(path.slice(path.lastIndexOf('/') + 1)),
      );
    const text = file === undefined ? null : scene.workspace.read(file);
    if (file === undefined || text === null || !build.includes(file.split('/').at(-1)?.split('.')[0] ?? file))
      continue;
    const names = program.candidate.roots.some((root) =>
      text.includes(
        root
          .split('/')
          .at(-1)
          ?.replace(/\.\w+$/, '') ?? root,
      ),
    );
    if (!names || !config.bundles(text)) continue;
    const place: StartPlace = { file, line: 1, title: `\`${file}\`` };
    return refuseStart(
      'bundled-libraries',
      place,
      `bundles ${listed(libraries)} into the program.`,
      HELP[config.tool],
    );
  }
  return null;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
