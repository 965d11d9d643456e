/** The SDK set-up of services that have none: one generated file, and two or three lines in main. */

import type { Change, Edit, NewFile, Skip } from '#src/model/change.js';
import type { GoBootstrap, GoVersions } from '#src/model/go-wrap.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { GoModule } from '../modules.js';
import type { Expr, FuncDecl, Stmt } from '../syntax/ast.js';
import { closure } from './closure.js';
import { createFileNames, freeName } from './file-names.js';
import { type GoSource, refusalOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import { render, renderFile } from './render.js';
import { requirementsOf } from './requirements.js';
import { walk } from './walk.js';

interface BootstrapInput {
  tree: GoTree;
  services: readonly ServiceReport[];
  /** What else is planned: a service that gets instrumented needs an SDK. */
  changes: readonly Change[];
  bootstrap: GoBootstrap;
  versionsOf(module: GoModule): GoVersions | string;
}

const SHARED_PACKAGE = 'telemetry';

export function planBootstrap(input: BootstrapInput): { changes: Change[]; skips: Skip[] } {
  const changes: Change[] = [];
  const skips: Skip[] = [];
  const modules = new Map<GoModule, ModuleView>();
  const viewOf = (module: GoModule) => {
    const view = modules.get(module) ?? viewModule(input, module);
    modules.set(module, view);
    return view;
  };
  for (const service of input.services) {
    const isInstrumented =
      input.changes.some((c) => c.services.includes(service.name)) ||
      service.integrations.some((i) => i.sites.some((s) => s.instrumented && i.by !== 'manual'));
    if (!isInstrumented) continue;
    const planned = planOne(input, service, viewOf);
    if (planned.change) changes.push(planned.change);
    if (planned.skip) skips.push(planned.skip);
  }
  return { changes, skips };
}

interface Outcome {
  change?: Change;
  skip?: Skip;
}

/** What has to be read of all files of a module, once. */
interface ModuleView {
  /** How many programs it has. */
  mains: number;
  /** Files that set an SDK up. */
  setups: readonly string[];
}

function viewModule({ tree, bootstrap }: BootstrapInput, module: GoModule): ModuleView {
  const mains = new Set<string>();
  const setups: string[] = [];
  for (const file of tree.filesOf(module)) {
    const text = tree.text(file);
    if (bootstrap.present.test(text)) setups.push(file);
    if (/^package main\b/m.test(text) && /^func main\(\)/m.test(text)) mains.add(directoryOf(file));
  }
  return { mains: mains.size, setups };
}

function planOne(
  input: BootstrapInput,
  service: ServiceReport,
  viewOf: (module: GoModule) => ModuleView,
): Outcome {
  const { tree, bootstrap } = input;
  const entry = service.entrypoints[0] ?? '';
  const directory = directoryOf(entry);
  const module = tree.moduleOf(entry);
  const main = tree.functions(directory, 'main').find(({ decl }) => !decl.recv && decl.body);
  if (!module || !main) return {};
  const skip = (code: string, message: string, help: string): Outcome => ({
    skip: {
      code,
      service: service.name,
      file: entry,
      line: lineOf(main.source, main.decl.start),
      message,
      help,
    },
  });
  const reached = closure(tree, directory);
  if (reached.some((file) => bootstrap.present.test(tree.text(file)))) return {};
  const versions = input.versionsOf(module);
  if (typeof versions === 'string')
    return skip('version-conflict', versions, 'Raise what is too old there by yourself, then run again.');

  const view = viewOf(module);
  const setup = view.mains > 1 ? sharedSetup(tree, module, bootstrap, versions) : null;
  const foreign = view.setups.find((file) => file !== setup?.file);
  if (foreign) {
    return skip(
      'sdk-not-started',
      `The module sets up OpenTelemetry in \`${foreign}\`, but this program does not use it.`,
      `Call it at the start of \`main\` in \`${entry}\`.`,
    );
  }
  const target = wiringTarget(tree, directory, main);
  const refused = refusalOf(target.source);
  if (refused)
    return skip(refused.code, refused.message, 'Set up the SDK by hand: see `instrument explain layer-2`.');
  const own = handlesSignals(tree, reached);
  const local = setup ? null : localSetup(tree, directory, bootstrap, versions, !own);
  const wired = wire(input, service, target, { own, setup, local });
  const file = setup ?? local!;
  const creates: NewFile[] = file.isNew ? [{ file: file.file, text: file.text }] : [];
  const manualReason = whyNotWired(tree, directory, main, target);
  const line = wired.code
    .split('\n')
    .map((l) => l.trim())
    .join('; ');
  const change: Change = {
    id: `go:bootstrap:${entry}:${lineOf(main.source, main.decl.start)}`,
    title: `Set up OpenTelemetry in ${entry}`,
    services: [service.name],
    subject: 'bootstrap',
    edits: manualReason ? [] : wired.edits,
    creates,
    requires: requirementsOf(module, versions, file.imports),
    notes: [
      'Traces and metrics go to `OTEL_EXPORTER_OTLP_ENDPOINT` (http://localhost:4318 when unset); `OTEL_SDK_DISABLED=true` turns them off.',
      ...(versions.note ? [versions.note] : []),
    ],
  };
  if (!manualReason) return { change };
  const where = setup ? ` (import \`${setup.importPath}\`)` : '';
  return {
    ...(creates.length > 0 ? { change } : {}),
    ...skip('bootstrap-by-hand', manualReason, `Add where the program starts${where}: \`${line}\`.`),
  };
}

interface Setup {
  file: string;
  text: string;
  imports: string[];
  isNew: boolean;
  importPath: string;
  start: string;
  flush: string;
}

const COMMENT = '// OpenTelemetry for this program, added by `instrument apply`.\n\n';

/** `internal/telemetry` of a module with several programs. */
function sharedSetup(tree: GoTree, module: GoModule, bootstrap: GoBootstrap, versions: GoVersions): Setup {
  const base = module.directory === '.' ? '' : `${module.directory}/`;
  const body = bootstrap
    .text(versions.otel)
    .replaceAll('@@Start', 'Start')
    .replaceAll('@@Flush', 'FlushOnSignal');
  const comment = `// Package ${SHARED_PACKAGE} sets up OpenTelemetry; added by \`instrument apply\`.\n`;
  for (let i = 1; ; i++) {
    const name = i === 1 ? SHARED_PACKAGE : `${SHARED_PACKAGE}${i}`;
    const { text, imports } = renderFile(name, comment.replace(SHARED_PACKAGE, name), body, () => false);
    const file = `${base}internal/${name}/${SHARED_PACKAGE}.go`;
    const present = tree.exists(file);
    if (
      tree.package(directoryOf(file)).length > 0 &&
      !(present && tree.text(file).replaceAll('\r', '') === text)
    )
      continue;
    const importPath = `${module.path}/internal/${name}`;
    return { file, text, imports, isNew: !present, importPath, start: 'Start', flush: 'FlushOnSignal' };
  }
}

/** `telemetry.go` beside the only main of a module. */
function localSetup(
  tree: GoTree,
  directory: string,
  bootstrap: GoBootstrap,
  versions: GoVersions,
  flushes: boolean,
): Setup {
  const sources = tree.package(directory);
  const taken = (n: string) => tree.packageNames(directory).has(n) || sources.some((s) => s.names.has(n));
  const start = freeName('startTelemetry', taken);
  const flush = freeName('flushOnSignal', taken);
  const whole = bootstrap.text(versions.otel).replaceAll('@@Start', start).replaceAll('@@Flush', flush);
  const body = flushes ? whole : whole.slice(0, whole.indexOf(`// ${flush} `));
  const { text, imports } = renderFile('main', COMMENT, body, (n) => tree.packageNames(directory).has(n));
  const path = (stem: string) => (directory === '.' ? `${stem}.go` : `${directory}/${stem}.go`);
  const stem = freeName('telemetry', (n) => tree.exists(path(n)));
  return { file: path(stem), text, imports, isNew: true, importPath: '', start, flush };
}

interface Target {
  source: GoSource;
  decl: FuncDecl;
}

/** `main`, or the function that is its whole run: `run()`, `os.Exit(run())`, `if err := run(); err != nil`. */
function wiringTarget(tree: GoTree, directory: string, main: Target): Target {
  const [first, second] = main.decl.body!.stmts;
  if (!first || second) return main;
  for (const name of calledAsWhole(first)) {
    const found = tree.functions(directory, name).find(({ decl }) => !decl.recv && decl.body);
    if (found && found.decl.body!.stmts.length > 0 && givesOutcome(found.decl)) return found;
  }
  return main;
}

/**
 * Functions of the package that a statement runs and whose outcome alone it looks at. What it builds with others, such as
 * `newRouter().Run(addr)`, goes on after they have returned.
 */
function calledAsWhole(statement: Stmt): string[] {
  const header = statement.kind === 'IfStmt' ? statement.init : statement;
  const called =
    header?.kind === 'ExprStmt' ? header.x : header?.kind === 'AssignStmt' ? header.rhs[0] : undefined;
  if (called?.kind !== 'CallExpr') return [];
  if (called.fun.kind === 'Ident' && called.fun.name !== 'panic') return [called.fun.name];
  const ends =
    called.fun.kind === 'Ident' ||
    /^(?:Exit|Fatal|Fatalf|Fatalln|Panic|Panicf|Panicln)$/.test(lastName(called.fun));
  if (!ends) return [];
  return called.args.flatMap((arg) =>
    arg.kind === 'CallExpr' && arg.fun.kind === 'Ident' ? [arg.fun.name] : [],
  );
}

const lastName = (fun: Expr): string => (fun.kind === 'SelectorExpr' ? fun.sel.name : '');

/** Whether a function gives nothing, an error or an exit code. */
function givesOutcome({ type }: FuncDecl): boolean {
  const results = type.results?.list ?? [];
  const only = results[0]?.type;
  return (
    results.length === 0 ||
    (results.length === 1 && only?.kind === 'Ident' && /^(?:error|int)$/.test(only.name))
  );
}

/** Deferred calls run at the end of the function, which a command framework decides. */
const FRAMEWORKS =
  /^(?:github\.com\/spf13\/cobra|github\.com\/urfave\/cli(?:\/v\d+)?|go\.uber\.org\/fx|github\.com\/alecthomas\/kong|github\.com\/sevlyar\/go-daemon)$/;

function whyNotWired(tree: GoTree, directory: string, main: Target, target: Target): string | null {
  for (const { file } of tree.package(directory)) {
    const framework = file.imports.find((i) => FRAMEWORKS.test(i.path));
    if (framework)
      return `\`${framework.path}\` starts the program; where it begins and ends was not guessed.`;
  }
  for (const node of walk(main.decl.body!)) {
    if (
      node.kind === 'CallExpr' &&
      node.fun.kind === 'SelectorExpr' &&
      node.fun.sel.name === 'Execute' &&
      node.args.length === 0
    )
      return 'A command framework starts the program; where it begins and ends was not guessed.';
  }
  const { body } = target.decl;
  const { text } = target.source;
  if (body!.stmts.length === 0) return '`main` has no statements: the program is built in initialisers.';
  if (!text.slice(body!.start, body!.stmts[0]!.start).includes('\n')) return '`main` is written on one line.';
  return null;
}

function wire(
  { tree }: BootstrapInput,
  service: ServiceReport,
  target: Target,
  how: { own: boolean; setup: Setup | null; local: Setup | null },
): { code: string; edits: Edit[] } {
  const { source, decl } = target;
  const names = createFileNames(source, tree.packageNames(directoryOf(source.path)));
  const setup = how.setup ?? how.local!;
  const prefix = how.setup ? `@{${how.setup.importPath}}.` : '';
  const variable = freeName('stopTelemetry', (n) => source.names.has(n));
  const lines = [
    `${variable} := ${prefix}${setup.start}(${JSON.stringify(service.name)})`,
    `defer ${variable}()`,
  ];
  if (!how.own) lines.push(`${prefix}${setup.flush}(${variable})`);
  const { text, edits } = render(lines.join('\n'), names, decl.start);
  const brace = decl.body!.start + 1;
  const newline = source.text.indexOf('\n', brace);
  let at = newline === -1 ? brace : newline;
  if (source.text[at - 1] === '\r') at--;
  const next = source.text
    .slice(newline + 1)
    .split('\n', 1)[0]!
    .trim();
  const gap = next === '' ? '' : '\n';
  edits.push({ file: source.path, start: at, end: at, text: `\n${text.replace(/^/gm, '\t')}${gap}` });
  return { code: text, edits };
}

/** Go files that the package of a directory reaches through first-party imports. */
function handlesSignals(tree: GoTree, files: readonly string[]): boolean {
  return files.some((file) => /\bsignal\.Notify(?:Context)?\(/.test(tree.text(file)));
}

function lineOf({ text }: GoSource, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
