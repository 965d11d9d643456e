/** The statements that work on a message, by where the message comes from. */
import type { GoMessageSource } from '#src/model/go-use.js';
import { directoryOf } from '../../../model/relative-path.js';
import type {
  AssignStmt,
  Block,
  CallExpr,
  CaseClause,
  CommClause,
  Decl,
  Expr,
  FuncDecl,
  FuncLit,
  GoNode,
  IfStmt,
  RangeStmt,
  Stmt,
} from '../syntax/ast.js';
import type { GoSource } from './go-source.js';
import { importOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import type { LocatedUse } from './locate-use.js';
import { qualifiedType } from './qualified-type.js';
import { comparedWithNil, neverContinues, statementsOf } from './statement-lists.js';
import { around, walk } from './walk.js';

export interface MessageRegion {
  source: GoSource;
  decl: Decl;
  /** What holds the statements. */
  holder: Block | CaseClause | CommClause;
  /** The first of the holder's statements that works on the message. */
  from: number;
  /** The variable that holds the message. */
  message: string;
  /** The whole body of a function that gets one message. */
  isFunction: boolean;
}

/** @returns a text says why there is none */
export function findMessageRegion(
  tree: GoTree,
  source: GoSource,
  use: LocatedUse,
  from: GoMessageSource,
  library: string,
): MessageRegion | string {
  const { node, decl } = use;
  const parent = use.around.at(-1);
  if (from.from === 'channel') {
    if (node.kind === 'RangeStmt') return loopRegion(source, decl, node, node.key);
    if (parent?.kind === 'CommClause') return 'the message is not kept in a variable';
    if (parent?.kind !== 'AssignStmt') return 'the message is not kept in a variable';
    return afterAssignment(source, decl, use.around, parent);
  }
  if (node.kind !== 'CallExpr') return 'it is not a call';
  switch (from.from) {
    case 'result':
      if (parent?.kind !== 'AssignStmt') return 'the message is not kept in a variable';
      return afterAssignment(source, decl, use.around, parent);
    case 'elements':
      return elementsRegion(source, decl, node, parent);
    case 'switch':
      return switchRegion(source, decl, node, parent, from.type);
    case 'callback':
      return callbackRegion(tree, source, decl, node.args[from.argument], library, from.type);
  }
}

function loopRegion(
  source: GoSource,
  decl: Decl,
  loop: RangeStmt,
  variable: Expr | undefined,
): MessageRegion | string {
  if (variable?.kind !== 'Ident' || variable.name === '_') return 'the loop keeps the message in no variable';
  return { source, decl, holder: loop.body, from: 0, message: variable.name, isFunction: false };
}

/** `m, err := r.Read()`, and what follows once the error is dealt with. */
function afterAssignment(
  source: GoSource,
  decl: Decl,
  path: readonly GoNode[],
  assign: AssignStmt,
): MessageRegion | string {
  const [target, ...others] = assign.lhs;
  if (target?.kind !== 'Ident' || target.name === '_') return 'the message is not kept in a variable';
  const holder = path[path.indexOf(assign) - 1];
  const found = { source, decl, message: target.name, isFunction: false };
  const checks = others.flatMap((o) => (o.kind === 'Ident' && o.name !== '_' ? [o.name] : []));
  if (holder?.kind === 'IfStmt' && holder.init === assign) {
    return isWithoutError(holder, checks)
      ? { ...found, holder: holder.body, from: 0 }
      : 'the message is read in the head of an `if`';
  }
  if (holder?.kind === 'CommClause' && holder.comm === assign)
    return afterGuards({ ...found, holder, from: 0 }, checks);
  const list = holder && statementsOf(holder);
  if (!list || (holder.kind !== 'Block' && holder.kind !== 'CaseClause' && holder.kind !== 'CommClause'))
    return 'it does not stand in a list of statements';
  return afterGuards({ ...found, holder, from: list.indexOf(assign) + 1 }, checks);
}

/**
 * Steps over `if err != nil { continue }` and the like; goes into `if err == nil {`.
 *
 * @param checks variables beside the message that tell whether there is one
 */
function afterGuards(region: MessageRegion, checks: readonly string[]): MessageRegion | string {
  const list = statementsOf(region.holder)!;
  let { from } = region;
  let isChecked = checks.length === 0;
  for (let next = list[from]; next?.kind === 'IfStmt'; next = list[++from]) {
    if (!isChecked && isWithoutError(next, checks)) return { ...region, holder: next.body, from: 0 };
    if (!isChecked && next.else?.kind === 'Block' && isWithError(next, checks))
      return { ...region, holder: next.else, from: 0 };
    if (!isGuard(next, region.message, checks)) break;
    isChecked ||= isWithError(next, checks);
  }
  return isChecked ? { ...region, from } : 'what happens without a message could not be told';
}

/** `if err == nil {`, `if ok {` */
function isWithoutError(statement: IfStmt, checks: readonly string[]): boolean {
  const { cond } = statement;
  return (
    checks.includes(comparedWithNil(statement, '==') ?? '') ||
    (cond.kind === 'Ident' && checks.includes(cond.name))
  );
}

/** `if err != nil {`, `if !ok {` */
function isWithError(statement: IfStmt, checks: readonly string[]): boolean {
  const { cond } = statement;
  const isNegated = cond.kind === 'UnaryExpr' && cond.op === '!' && cond.x.kind === 'Ident';
  return (
    checks.includes(comparedWithNil(statement, '!=') ?? '') ||
    (isNegated && cond.x.kind === 'Ident' && checks.includes(cond.x.name))
  );
}

/** Leaves when there is no message: its condition is about the error, or about the message being nil. */
function isGuard(statement: IfStmt, message: string, checks: readonly string[]): boolean {
  if (statement.else || !neverContinues(statement.body)) return false;
  if (comparedWithNil(statement, '==') === message) return true;
  for (const node of walk(statement.cond)) {
    if (node.kind === 'Ident' && checks.includes(node.name)) return true;
  }
  return false;
}

function elementsRegion(
  source: GoSource,
  decl: Decl,
  call: CallExpr,
  parent: GoNode | undefined,
): MessageRegion | string {
  if (parent?.kind === 'RangeStmt' && parent.x === call)
    return loopRegion(source, decl, parent, parent.value);
  const list = parent?.kind === 'AssignStmt' ? parent.lhs[0] : undefined;
  if (list?.kind !== 'Ident') return 'what it gives is not kept in a variable';
  const loops = [...walk(decl)].filter((n): n is RangeStmt => n.kind === 'RangeStmt' && takes(n, list.name));
  const [loop] = loops;
  if (loops.length !== 1 || !loop) return `no single loop takes the messages of \`${list.name}\``;
  const isChannel = loop.value === undefined;
  return loopRegion(source, decl, loop, isChannel ? loop.key : loop.value);
}

/** `range list`, `range list.Messages()` */
function takes({ x }: RangeStmt, name: string): boolean {
  if (x.kind === 'Ident') return x.name === name;
  return (
    x.kind === 'CallExpr' &&
    x.fun.kind === 'SelectorExpr' &&
    x.fun.x.kind === 'Ident' &&
    x.fun.x.name === name &&
    x.fun.sel.name === 'Messages'
  );
}

/** `switch e := c.Poll(100).(type) { case *kafka.Message: … }`, or the same over a variable. */
function switchRegion(
  source: GoSource,
  decl: Decl,
  call: CallExpr,
  parent: GoNode | undefined,
  type: string,
): MessageRegion | string {
  const event = parent?.kind === 'AssignStmt' && parent.lhs[0]?.kind === 'Ident' ? parent.lhs[0].name : null;
  const clauses: { variable: string; clause: CaseClause }[] = [];
  for (const node of walk(decl)) {
    if (node.kind !== 'TypeSwitchStmt' || node.assign.kind !== 'AssignStmt') continue;
    const asserted = node.assign.rhs[0];
    const subject = asserted?.kind === 'TypeAssertExpr' ? asserted.x : undefined;
    if (subject !== call && !(subject?.kind === 'Ident' && subject.name === event)) continue;
    const variable = node.assign.lhs[0];
    for (const clause of node.clauses) {
      const [only, second] = clause.list;
      const isIt = only && !second && only.kind === 'StarExpr' && qualifiedType(source, only)?.[1] === type;
      if (isIt && variable?.kind === 'Ident') clauses.push({ variable: variable.name, clause });
    }
  }
  const [found] = clauses;
  if (clauses.length !== 1 || !found) return `no single \`case *${type}\` takes its messages`;
  return {
    source,
    decl,
    holder: found.clause,
    from: 0,
    message: found.variable,
    isFunction: false,
  };
}

/** The body of a function that is handed to the library: a literal, or one of ours by its name. */
function callbackRegion(
  tree: GoTree,
  source: GoSource,
  decl: Decl,
  argument: Expr | undefined,
  library: string,
  type: string,
): MessageRegion | string {
  if (!argument) return 'it gets no function';
  if (argument.kind === 'FuncLit') return bodyRegion(source, decl, argument, library, type);
  const handler = functionNamed(tree, source, argument, library, type);
  if (!handler) return `the function \`${source.text.slice(argument.start, argument.end)}\` was not found`;
  return bodyRegion(handler.source, handler.decl, handler.decl, library, type);
}

function bodyRegion(
  source: GoSource,
  decl: Decl,
  fn: FuncLit | FuncDecl,
  library: string,
  type: string,
): MessageRegion | string {
  const message = parameterOf(source, fn, library, type);
  if (message === null || !fn.body) return 'its function keeps the message in no parameter';
  return { source, decl, holder: fn.body, from: 0, message, isFunction: true };
}

function parameterOf(source: GoSource, fn: FuncLit | FuncDecl, library: string, type: string): string | null {
  const field = fn.type.params.list.find((f) => {
    const found = qualifiedType(source, f.type);
    return found?.[0] === library && found[1] === type;
  });
  const name = field?.names.length === 1 ? field.names[0]!.name : '_';
  return name === '_' ? null : name;
}

/** A function of ours, `handle`, `pkg.Handle` or `s.handle`: the only one of its name that takes such a message. */
function functionNamed(
  tree: GoTree,
  source: GoSource,
  argument: Expr,
  library: string,
  type: string,
): { source: GoSource; decl: FuncDecl } | null {
  const name =
    argument.kind === 'Ident' ? argument.name : argument.kind === 'SelectorExpr' ? argument.sel.name : null;
  if (name === null) return null;
  let directory: string | null = directoryOf(source.path);
  if (argument.kind === 'SelectorExpr' && argument.x.kind === 'Ident') {
    const imported = importOf(source, argument.x.name);
    if (imported) directory = tree.directoryOf(imported.path);
  }
  if (directory === null) return null;
  const found = tree
    .functions(directory, name)
    .filter(
      ({ source: at, decl }) =>
        (argument.kind === 'SelectorExpr' || !decl.recv) && parameterOf(at, decl, library, type) !== null,
    );
  return found.length === 1 ? found[0]! : null;
}

/** The statements of a region. */
export function regionStatements({ holder, from }: MessageRegion): Stmt[] {
  return statementsOf(holder)!.slice(from);
}

/** The nodes around a region's statements, outermost first. */
export function aroundRegion({ decl, holder }: MessageRegion): GoNode[] {
  return [...around(decl, holder), holder];
}
