/** The parts of tsconfig.json that say where modules are: paths, baseUrl, outDir, rootDir, module; `extends` followed. */
import { directoryOf, joinPath } from '../../../model/relative-path.js';
import type { Diagnostic } from '../../../model/scan-report.js';
import type { Workspace } from '../../../model/source-file.js';
import { ancestors, type FileIndex } from './file-index.js';
import { asObject, asText, asTexts, type Json, type JsonObject, lineOfJsonError, parseJson } from './json.js';

export interface TsConfig {
  file: string;
  /** Directory that non-relative imports may start from; null without a baseUrl. */
  baseUrl: string | null;
  /** Pattern and its targets, relative to the root of the workspace. */
  paths: { pattern: string; targets: string[] }[];
  outDir: string | null;
  rootDir: string | null;
  module: string | null;
  /** `verbatimModuleSyntax`: CommonJS has neither `import` nor `export` then. */
  isVerbatim: boolean;
}

export interface TsConfigs {
  /** The configuration that applies to files of a directory. */
  nearest(directory: string): TsConfig | null;
  /** The configuration in a file of the repository, whatever its name. */
  at(file: string): TsConfig;
}

/** Finds the file of a non-relative `extends`, for example a workspace package `@acme/tsconfig/base.json`. */
export type FindPackageFile = (specifier: string) => string | null;

const EMPTY = { baseUrl: null, paths: [], outDir: null, rootDir: null, module: null, isVerbatim: false };

function ownOptions(options: JsonObject, directory: string): Partial<Omit<TsConfig, 'file'>> {
  const inDirectory = (value: Json | undefined) => {
    const text = asText(value)?.replace(/\$\{configDir\}\/?/, './');
    return text === undefined ? undefined : joinPath(directory, text);
  };
  const baseUrl = inDirectory(options.baseUrl);
  const outDir = inDirectory(options.outDir);
  const rootDir = inDirectory(options.rootDir);
  const module = asText(options.module)?.toLowerCase();
  const from = baseUrl ?? directory;
  const paths = Object.entries(asObject(options.paths)).map(([pattern, targets]) => ({
    pattern,
    targets: asTexts(targets).map((target) => joinPath(from, target)),
  }));
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    ...(outDir !== undefined && { outDir }),
    ...(rootDir !== undefined && { rootDir }),
    ...(module !== undefined && { module }),
    ...(options.verbatimModuleSyntax !== undefined && { isVerbatim: options.verbatimModuleSyntax === true }),
    ...(options.paths !== undefined && { paths }),
  };
}

/** Aliases in configurations that a framework writes and nobody commits: `.svelte-kit/tsconfig.json`, `.nuxt/…`. */
const GENERATED_ALIASES: readonly (readonly [string, Readonly<Record<string, readonly string[]>>])[] = [
  ['.svelte-kit', { $lib: ['src/lib'], '$lib/*': ['src/lib/*'] }],
  [
    '.nuxt',
    {
      '~/*': ['app/*', '*'],
      '@/*': ['app/*', '*'],
      '~~/*': ['*'],
      '@@/*': ['*'],
      '#shared/*': ['shared/*'],
    },
  ],
];

function generatedOptions(specifier: string, directory: string): Partial<TsConfig> {
  const path = joinPath(directory, specifier);
  for (const [folder, aliases] of GENERATED_ALIASES) {
    const at = `/${path}`.indexOf(`/${folder}/`);
    if (at < 0) continue;
    const root = at === 0 ? '.' : path.slice(0, at - 1);
    const paths = Object.entries(aliases).map(([pattern, targets]) => ({
      pattern,
      targets: targets.map((target) => joinPath(root, target)),
    }));
    return { paths };
  }
  return {};
}

/** Reads configurations on demand. */
export function createTsConfigs(
  workspace: Workspace,
  index: FileIndex,
  findPackageFile: FindPackageFile,
  report: (diagnostic: Diagnostic) => void,
): TsConfigs {
  const loaded = new Map<string, TsConfig>();
  const byDirectory = new Map<string, TsConfig | null>();

  const parse = (file: string): JsonObject => {
    const text = workspace.read(file);
    if (text === null) return {};
    try {
      return asObject(parseJson(text, { comments: true }));
    } catch (error) {
      report({
        code: 'invalid-tsconfig',
        severity: 'warning',
        file,
        line: lineOfJsonError(error, text),
        message: `\`${file}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        help: 'Fix the file; until then its path aliases are unknown and imports through them are not followed.',
      });
      return {};
    }
  };

  const extended = (specifier: string, directory: string): string | null => {
    if (!specifier.startsWith('.')) return findPackageFile(specifier);
    const path = joinPath(directory, specifier);
    return [path, `${path}.json`, `${path}/tsconfig.json`].find((candidate) => index.has(candidate)) ?? null;
  };

  const load = (file: string, chain: readonly string[]): TsConfig => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const json = parse(file);
    const directory = directoryOf(file);
    const parents = typeof json.extends === 'string' ? [json.extends] : asTexts(json.extends);
    let config: TsConfig = { file, ...EMPTY };
    for (const parent of parents) {
      const path = extended(parent, directory);
      if (path === null) {
        config = { ...config, ...generatedOptions(parent, directory) };
        continue;
      }
      if (path === file || chain.includes(path)) {
        report({
          code: 'cyclic-tsconfig',
          severity: 'warning',
          file,
          line: 1,
          message: `\`${file}\` extends \`${path}\`, which extends it again.`,
          help: 'Break the cycle of `extends`; TypeScript refuses it too.',
        });
        continue;
      }
      config = { ...config, ...load(path, [...chain, file]), file };
    }
    const result = { ...config, ...ownOptions(asObject(json.compilerOptions), directory) };
    loaded.set(file, result);
    return withReferences(result, json, directory);
  };

  // A "solution" file without options of its own: the application's options are in the projects that it refers to.
  const withReferences = (config: TsConfig, json: JsonObject, directory: string): TsConfig => {
    if (config.paths.length > 0 || !Array.isArray(json.references)) return config;
    for (const reference of json.references) {
      const path = asText(asObject(reference).path);
      const file = path === undefined ? null : extended(path.startsWith('.') ? path : `./${path}`, directory);
      if (file === null && path !== undefined) {
        const merged = { ...config, ...generatedOptions(path, directory) };
        if (merged.paths.length === 0) continue;
        loaded.set(config.file, merged);
        return merged;
      }
      if (file === null || loaded.has(file) || directoryOf(file) !== directory) continue;
      const referred = load(file, []);
      if (referred.paths.length === 0) continue;
      const merged = { ...referred, file: config.file };
      loaded.set(config.file, merged);
      return merged;
    }
    return config;
  };

  return {
    at: (file) => load(file, []),
    nearest(directory) {
      const cached = byDirectory.get(directory);
      if (cached !== undefined) return cached;
      let found: TsConfig | null = null;
      for (const candidate of ancestors(directory)) {
        const file = ['tsconfig.json', 'jsconfig.json']
          .map((name) => joinPath(candidate, name))
          .find((path) => index.has(path));
        if (file === undefined) continue;
        found = load(file, []);
        break;
      }
      byDirectory.set(directory, found);
      return found;
    },
  };
}
