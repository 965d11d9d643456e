/** The functions at whose beginning a program's telemetry is set up, and at whose end it is stopped. */
import type { ServiceReport } from '#src/model/scan-report.js';
import { directoryOf } from '../../../model/relative-path.js';
import { type GoSource, importOf } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { walk } from '../rewrite/walk.js';
import type { Block, Expr, FuncDecl, GoNode, Stmt } from '../syntax/ast.js';
import { type Action, commandActions } from './command-actions.js';

export interface MainFunction {
  source: GoSource;
  decl: FuncDecl;
}

/** @param files of the program and all of ours that it imports @returns at least one */
export function startingPoints(
  tree: GoTree,
  main: MainFunction,
  files: readonly string[],
  service: ServiceReport,
): Action[] {
  const actions = commandActions(tree, files);
  const serving = actions.length > 1 ? actions.filter((a) => reachesSite(tree, files, a, service)) : actions;
  if (serving.length > 0) return serving;
  const { source, decl } = runOf(tree, main);
  return [{ source, body: decl.body! }];
}

/** `main`, or the function that is its whole run: `run()`, `os.Exit(run())`, `if err := run(); err != nil`. */
function runOf(tree: GoTree, main: MainFunction): MainFunction {
  const [first, second] = main.decl.body!.stmts;
  if (!first || second) return main;
  for (const name of calledAsWhole(first)) {
    const found = tree
      .functions(directoryOf(main.source.path), name)
      .find(({ decl }) => !decl.recv && decl.body);
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

/**
 * Whether what an action calls comes to a place where the service serves or takes messages. Calls are followed by their
 * names alone: a command too many gets telemetry rather than one too few.
 */
function reachesSite(
  tree: GoTree,
  files: readonly string[],
  action: Action,
  { integrations }: ServiceReport,
): boolean {
  const isServing = integrations.some((i) => i.role === 'server' || i.role === 'consumer');
  const sites = integrations
    .filter((i) => !isServing || i.role === 'server' || i.role === 'consumer')
    .flatMap((i) => i.sites);
  const methods = methodsByName(tree, files);
  const seen = new Set<Block>();
  const visit = ({ source, body }: Action): boolean => {
    if (seen.has(body)) return false;
    seen.add(body);
    const [first, last] = [lineOf(source, body.start), lineOf(source, body.end)];
    if (sites.some((s) => s.file === source.path && s.line >= first && s.line <= last)) return true;
    return mentioned(tree, source, body, methods).some(visit);
  };
  return visit(action);
}

function methodsByName(tree: GoTree, files: readonly string[]): Map<string, Action[]> {
  const found = new Map<string, Action[]>();
  for (const file of files) {
    const source = tree.open(file);
    for (const decl of source?.file.decls ?? []) {
      if (decl.kind !== 'FuncDecl' || !decl.body || !decl.recv) continue;
      found.set(decl.name.name, [...(found.get(decl.name.name) ?? []), { source: source!, body: decl.body }]);
    }
  }
  return found;
}

/** Functions of ours that a body names: called, or handed on. */
function mentioned(
  tree: GoTree,
  source: GoSource,
  body: Block,
  methods: ReadonlyMap<string, readonly Action[]>,
): Action[] {
  const plain = (directory: string, name: string) =>
    tree
      .functions(directory, name)
      .flatMap(({ source, decl }) => (decl.body && !decl.recv ? [{ source, body: decl.body }] : []));
  const members = new Set<GoNode>();
  const found: Action[] = [];
  for (const node of walk(body)) {
    if (node.kind === 'Ident' && !members.has(node))
      found.push(...plain(directoryOf(source.path), node.name));
    if (node.kind !== 'SelectorExpr') continue;
    members.add(node.sel);
    const path = node.x.kind === 'Ident' ? importOf(source, node.x.name)?.path : undefined;
    const directory = path === undefined ? null : tree.directoryOf(path);
    if (path === undefined) found.push(...(methods.get(node.sel.name) ?? []));
    else if (directory !== null) found.push(...plain(directory, node.sel.name));
  }
  return found;
}

function lineOf(source: GoSource, offset: number): number {
  return source.text.slice(0, offset).split('\n').length;
}
