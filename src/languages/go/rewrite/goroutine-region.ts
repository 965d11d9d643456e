/** Where nothing but a new goroutine works on a message: its function holds the statements, and the span that lasts as long. */
import { directoryOf } from '../../../model/relative-path.js';
import type { CallExpr, Decl, Expr, FuncDecl, FuncLit, Stmt } from '../syntax/ast.js';
import { type GoSource, importOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import { type MessageRegion, regionStatements } from './message-region.js';
import { mentions } from './trace-region.js';
import { walk } from './walk.js';

/** Methods that run the function they get once, in a goroutine: of errgroup.Group, sync.WaitGroup and pools. */
const STARTS = /^(?:Go|TryGo|Submit)$/;

/** @returns the region itself where its own statements work on the message, too, or the goroutine's function is not known */
export function intoGoroutine(tree: GoTree, region: MessageRegion): MessageRegion {
  const users = regionStatements(region).filter((statement) => mentions([statement], region.message));
  const call = users.length === 1 ? startedCall(users[0]!) : null;
  if (!call) return region;
  if (call.fun.kind === 'FuncLit') return within(region, region.source, region.decl, call.fun, call);
  const [argument] = call.args;
  if (argument?.kind === 'FuncLit') return within(region, region.source, region.decl, argument, null);
  const named = functionOf(tree, region.source, call);
  return named?.decl.body ? within(region, named.source, named.decl, named.decl, call) : region;
}

/** `go f(m)`, `group.Go(func() error { … })` */
function startedCall(statement: Stmt): CallExpr | null {
  if (statement.kind === 'GoStmt') return statement.call;
  if (statement.kind !== 'ExprStmt' || statement.x.kind !== 'CallExpr') return null;
  const { fun, args } = statement.x;
  const starts = fun.kind === 'SelectorExpr' && STARTS.test(fun.sel.name);
  return starts && args.length === 1 && args[0]?.kind === 'FuncLit' ? statement.x : null;
}

/** @param call what hands the message to the function; null where that only closes over it */
function within(
  region: MessageRegion,
  source: GoSource,
  decl: Decl,
  fn: FuncLit | FuncDecl,
  call: CallExpr | null,
): MessageRegion {
  const names = fn.type.params.list.flatMap((field) => field.names.map(({ name }) => name));
  const given = call?.args.findIndex((arg) => isName(arg, region.message)) ?? -1;
  if (given === -1 && call?.args.some((arg) => mentions([arg], region.message))) return region;
  const message = given === -1 ? region.message : names[given];
  const isHidden = given === -1 && (fn.kind === 'FuncDecl' || names.includes(region.message));
  if (!fn.body || message === undefined || message === '_' || isHidden) return region;
  return { source, decl, holder: fn.body, from: 0, message, isFunction: true };
}

/** The function of ours that is called: the only one of its name and number of parameters. */
function functionOf(
  tree: GoTree,
  source: GoSource,
  { fun, args }: CallExpr,
): { source: GoSource; decl: FuncDecl } | null {
  const name = fun.kind === 'Ident' ? fun.name : fun.kind === 'SelectorExpr' ? fun.sel.name : null;
  const isImported = fun.kind === 'SelectorExpr' && fun.x.kind === 'Ident' && importOf(source, fun.x.name);
  if (name === null || isImported) return null;
  const isMethod = fun.kind === 'SelectorExpr';
  const found = tree
    .functions(directoryOf(source.path), name)
    .filter(({ decl }) => (decl.recv !== undefined) === isMethod && parameters(decl) === args.length);
  const [only] = found;
  return only && found.length === 1 && isCalledOnce(tree, source, name) ? only : null;
}

/** Called from elsewhere, too, it may get the message in a span already. */
function isCalledOnce(tree: GoTree, source: GoSource, name: string): boolean {
  let uses = 0;
  for (const { file } of tree.package(directoryOf(source.path)))
    for (const decl of file.decls)
      for (const node of walk(decl)) if (node.kind === 'Ident' && node.name === name) uses++;
  // Its declaration, and the call.
  return uses === 2;
}

function parameters(decl: FuncDecl): number {
  return decl.type.params.list.reduce((sum, field) => sum + Math.max(1, field.names.length), 0);
}

function isName(expr: Expr, name: string): boolean {
  return expr.kind === 'Ident' && expr.name === name;
}
