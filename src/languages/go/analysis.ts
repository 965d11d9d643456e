/** The Go half of a scan: modules, facts, program, mains. */

import type { FoundService } from '#src/model/found-service.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { Diagnostic } from '#src/model/scan-report.js';
import type { ListedFile } from '#src/model/source-file.js';
import { directoryOf } from '../../model/relative-path.js';
import { isFlaggedOperation } from '../flagged-operation.js';
import type { AnalysisInput, AnalysisResult, LanguageAnalysis } from '../language.js';
import { createGoExtractor } from './extract-facts.js';
import type { GoFileFacts } from './facts.js';
import { FlowNodes } from './flow-nodes.js';
import { indexIntegrations } from './known-symbols.js';
import { type GoModule, guessImportPaths, importPaths, parseGoMod } from './modules.js';
import { type GoFunction, Program } from './program.js';
import { type DeploymentView, describeMain } from './services.js';
import { settingsBelow } from './settings.js';
import { summarize } from './summarize.js';
import type { FunctionSummary } from './summary.js';

/** The files that the analysis reads, in the order of the listing; with the tests, where they are asked for. */
export function goSources(files: readonly ListedFile[], withTests = false): string[] {
  return files
    .map((f) => f.path)
    .filter((path) => path.endsWith('.go') && (withTests ? !isInLeftOut(path) : !isLeftOut(path)));
}

/**
 * @param viewOf what the deployment files say, given the directories of all mains
 */
export function createGoAnalysis(
  integrations: readonly GoIntegration[],
  viewOf: (input: AnalysisInput, directories: readonly string[]) => DeploymentView,
): LanguageAnalysis {
  const known = indexIntegrations(integrations);
  const extractor = createGoExtractor(known.packages);
  return async (input) => {
    const sources = goSources(input.workspace.files);
    if (sources.length === 0) return { services: [], packages: [] };
    const modules = readModules(input);
    const facts = await input.facts.get(extractor, sources);
    reportErrors(input, facts);
    const program = linkProgram(facts, modules);
    return describe(program, modules, input);
  };

  function describe(program: Program, modules: readonly GoModule[], input: AnalysisInput): AnalysisResult {
    const nodes = new FlowNodes();
    const cache = new Map<GoFunction, FunctionSummary>();
    const summaries = (fn: GoFunction) => {
      let summary = cache.get(fn);
      if (!summary) {
        summary = summarize(program, nodes, known, fn);
        cache.set(fn, summary);
      }
      return summary;
    };
    const mains = [...program.packages.values()].filter((p) => p.name === 'main' && p.functions.has('main'));
    const view = viewOf(
      input,
      mains.map((m) => m.directory),
    );
    const settings = (directory: string) => settingsBelow(input.workspace, directory);
    const result: AnalysisResult = { services: [], packages: [] };
    for (const main of mains) {
      const verdict = describeMain(
        program,
        main,
        known,
        nodes,
        summaries,
        view,
        settings,
        (names, service) => isFlaggedOperation(input.flagged, names, service),
        (path) => input.workspace.read(path),
      );
      if (verdict.service) result.services.push(verdict.service);
      if (verdict.service && verdict.lacksSdk) input.report(sdkMissing(verdict.service));
      if (verdict.package) result.packages.push(verdict.package);
    }
    widenPaths(result.services, modules);
    for (const module of modules) {
      const holdsMain = mains.some(
        (m) => module.directory === '.' || `${m.directory}/`.startsWith(`${module.directory}/`),
      );
      if (!holdsMain && hasPackages(program, module)) {
        result.packages.push({ path: module.directory, language: 'go', why: 'library' });
      }
    }
    return result;
  }
}

function sdkMissing(service: FoundService): Diagnostic {
  const [place] = [...service.sites.filter((s) => s.instrumented), ...service.spans];
  return {
    code: 'sdk-missing',
    severity: 'warning',
    file: place?.file ?? service.entrypoints[0] ?? service.path,
    line: place?.line ?? 1,
    message: `\`${service.name}\` makes spans, but nothing that it reaches sets up a tracer provider: the spans go nowhere.`,
    help: 'Set up a TracerProvider with an exporter at the start of main, and otel.SetTracerProvider with it.',
  };
}

/** `cmd/server` and the like: folders that only hold the entry of a program. */
const ENTRY_FOLDER = /^(?:cmd|app|apps|src|main|server|api|internal\/cmd)(?:\/[^/]+){0,2}$/;

/** The one service of a module is the whole module, wherever in it the main stands. */
function widenPaths(services: readonly FoundService[], modules: readonly GoModule[]): void {
  const roots = new Map<string, FoundService[]>();
  for (const service of services) {
    const root = innermost(service.path, modules);
    roots.set(root, [...(roots.get(root) ?? []), service]);
  }
  for (const [root, [only, ...others]] of roots) {
    if (!only || others.length > 0 || only.path === root) continue;
    const inside = root === '.' ? only.path : only.path.slice(root.length + 1);
    if (ENTRY_FOLDER.test(inside)) only.path = root;
  }
}

/** The directory of the module around a directory; the root when there is none. */
function innermost(directory: string, modules: readonly GoModule[]): string {
  const around = modules
    .map((m) => m.directory)
    .filter((d) => d === '.' || d === directory || directory.startsWith(`${d}/`));
  return around.sort((a, b) => b.length - a.length)[0] ?? '.';
}

function hasPackages(program: Program, module: GoModule): boolean {
  return [...program.packages.values()].some(
    (p) => p.importPath === module.path || p.importPath.startsWith(`${module.path}/`),
  );
}

/** Files that no build takes: tests, `testdata`, and directories that begin with `_` or `.`. */
function isLeftOut(path: string): boolean {
  return path.endsWith('_test.go') || isInLeftOut(path);
}

function isInLeftOut(path: string): boolean {
  return /(?:^|\/)(?:testdata|vendor|[_.][^/]*)\//.test(path);
}

function readModules(input: AnalysisInput): GoModule[] {
  const modules: GoModule[] = [];
  for (const { path } of input.workspace.files) {
    if (path !== 'go.mod' && !path.endsWith('/go.mod')) continue;
    if (isLeftOut(path)) continue;
    const text = input.workspace.read(path);
    const module = text === null ? null : parseGoMod(path, text, (d) => input.report(d));
    if (module) modules.push(module);
  }
  return modules;
}

function reportErrors(input: AnalysisInput, facts: ReadonlyMap<string, GoFileFacts>): void {
  for (const [file, { errors }] of facts) {
    const first = errors[0];
    if (!first) continue;
    input.report({
      code: 'syntax-error',
      severity: 'warning',
      file,
      line: first.line,
      message: `Go syntax error: ${first.message}. What could be read of the file was used.`,
      help: 'Run `gofmt -l` on the file to see every error.',
    });
  }
}

/** Builds the program of a workspace from the facts of its files. */
export function linkProgram(facts: ReadonlyMap<string, GoFileFacts>, modules: readonly GoModule[]): Program {
  const byDirectory = new Map<string, [string, GoFileFacts][]>();
  for (const [path, file] of facts) {
    if (!file.built) continue;
    const directory = directoryOf(path);
    const list = byDirectory.get(directory);
    if (list) list.push([path, file]);
    else byDirectory.set(directory, [[path, file]]);
  }
  const paths = importPaths(byDirectory.keys(), modules);
  for (const [directory, path] of guessed(byDirectory, paths)) paths.set(directory, path);
  const program = new Program(replacementAliases(modules, paths));
  for (const [directory, files] of byDirectory) {
    const importPath = paths.get(directory) ?? `./${directory}`;
    const name = packageName(files);
    for (const [path, file] of files) {
      if (file.package === name) program.add(path, directory, importPath, file);
      else if (isOutsideTest(path, file)) program.add(path, directory, `${importPath}_test`, file);
    }
  }
  return program;
}

/** The package of a directory: `main` where one file says so and holds the entry, else what most files say. */
function packageName(files: readonly [string, GoFileFacts][]): string {
  const counts = new Map<string, number>();
  for (const [path, file] of files)
    if (!isOutsideTest(path, file)) counts.set(file.package, (counts.get(file.package) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** A test that is a package of its own: `package orders_test` beside `package orders`. */
function isOutsideTest(path: string, file: GoFileFacts): boolean {
  return path.endsWith('_test.go') && file.package.endsWith('_test');
}

function guessed(
  byDirectory: ReadonlyMap<string, [string, GoFileFacts][]>,
  paths: ReadonlyMap<string, string>,
): Map<string, string> {
  const homeless = [...byDirectory].filter(([directory]) => !paths.has(directory));
  const packages = new Map(homeless.map(([directory, files]) => [directory, packageName(files)]));
  return guessImportPaths(
    packages,
    homeless.flatMap(([, files]) => files.flatMap(([, f]) => f.imports.map((i) => i.path))),
  );
}

/** `replace a => ../b` where ../b calls itself something else: import paths below a stand for those below b. */
function replacementAliases(
  modules: readonly GoModule[],
  paths: ReadonlyMap<string, string>,
): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const module of modules) {
    for (const [path, directory] of module.replacements) {
      for (const [dir, importPath] of paths) {
        if (dir !== directory && !dir.startsWith(`${directory}/`)) continue;
        const alias = dir === directory ? path : `${path}/${dir.slice(directory.length + 1)}`;
        if (alias !== importPath) aliases.set(alias, importPath);
      }
    }
  }
  return aliases;
}
