/** What a span's name is made of. */
import { isBoundedBy, nameOfResult, unboundedBy } from '../../name-words.js';
import { unquoteGoString } from '../go-string.js';
import type { LocalVariable, ValueSource } from '../names/local-variable.js';
import { walk } from '../rewrite/walk.js';
import type { BasicLit, CallExpr, Expr } from '../syntax/ast.js';
import { isConstantField, isDeclaredTable, isEnum, isWrittenOut } from './bounded-values.js';
import type { Parameter } from './callers.js';
import type { GoCodebase } from './go-codebase.js';
import { type OpenFunction, openSymbol } from './go-function.js';

export interface NamePart {
  fn: OpenFunction;
  expr: Expr;
  /** What makes it without bound, for the message; null when nothing is known. */
  unbounded: string | null;
  /** The code itself bounds its values. */
  bounded: boolean;
  /** The parameter that it is, whose values the callers know. */
  parameter: Parameter | undefined;
}

export interface NameParts {
  /** Put together from several values, or formatted. */
  composed: boolean;
  /** Every part that is no constant. */
  varying: readonly NamePart[];
}

const CONSTANT: NameParts = { composed: false, varying: [] };
const MAX_DEPTH = 6;

export function nameParts(codebase: GoCodebase, fn: OpenFunction, expr: Expr, depth = 0): NameParts {
  if (depth > MAX_DEPTH) return leaf(fn, expr, { bounded: true });
  switch (expr.kind) {
    case 'BasicLit':
      return CONSTANT;
    case 'ParenExpr':
    case 'StarExpr':
      return nameParts(codebase, fn, expr.x, depth);
    case 'BinaryExpr': {
      const parts = [expr.x, expr.y].map((x) => nameParts(codebase, fn, x, depth + 1));
      return together(parts, true);
    }
    case 'Ident':
      return ofName(codebase, fn, expr, depth);
    case 'CallExpr':
      return ofCall(codebase, fn, expr, depth);
    case 'SelectorExpr':
      return ofSelector(codebase, fn, expr);
    case 'IndexExpr':
      return leaf(fn, expr, { bounded: isDeclaredTable(fn, expr.x) || isBoundedBy(lastName(expr.x)) });
    default:
      return leaf(fn, expr, {});
  }
}

function together(parts: readonly NameParts[], composed: boolean): NameParts {
  const varying = parts.flatMap((part) => part.varying);
  return { composed: varying.length > 0 && (composed || parts.some((p) => p.composed)), varying };
}

function leaf(
  fn: OpenFunction,
  expr: Expr,
  { unbounded = null, bounded = false, parameter }: Partial<NamePart>,
): NameParts {
  return { composed: false, varying: [{ fn, expr, unbounded, bounded, parameter }] };
}

function named(fn: OpenFunction, expr: Expr, name: string, more: Partial<NamePart> = {}): NameParts {
  const owner = expr.kind === 'SelectorExpr' ? lastName(expr.x) : '';
  return leaf(fn, expr, { unbounded: unboundedBy(name, owner), bounded: isBoundedBy(name, owner), ...more });
}

/** `Customer` of `order.Customer`, `Customer` of `order.Customer()`. */
function lastName(expr: Expr): string {
  switch (expr.kind) {
    case 'Ident':
      return expr.name;
    case 'SelectorExpr':
      return expr.sel.name;
    case 'CallExpr':
      return nameOfResult(nameOfCall(expr));
    default:
      return '';
  }
}

function ofName(
  codebase: GoCodebase,
  fn: OpenFunction,
  ident: Expr & { kind: 'Ident' },
  depth: number,
): NameParts {
  const variable = fn.names.of(ident);
  if (!variable) {
    const { package: pkg } = fn.file;
    return pkg.constants.has(ident.name) || pkg.vars.has(ident.name)
      ? CONSTANT
      : named(fn, ident, ident.name);
  }
  if (variable.kind === 'constant') return CONSTANT;
  if (variable.kind === 'parameter') {
    return named(fn, ident, ident.name, { parameter: parameterOf(variable) });
  }
  const sources = [variable.source, ...variable.assignments].filter((source) => source !== undefined);
  if (sources.length === 0 || isEnum(codebase, fn, ident)) return leaf(fn, ident, { bounded: true });
  const parts = together(
    sources.map((source) => ofSource(codebase, fn, ident, source, depth)),
    false,
  );
  // Where the code does not tell, the variable's own name may.
  const isTold =
    parts.composed ||
    parts.varying.some(({ unbounded, parameter }) => unbounded !== null || parameter !== undefined);
  return !isTold && parts.varying.length > 0 && isBoundedBy(ident.name)
    ? leaf(fn, ident, { bounded: true })
    : parts;
}

const INDEX = /^(?:i|j|k|n|idx|index)$/;

function ofSource(
  codebase: GoCodebase,
  fn: OpenFunction,
  ident: Expr & { kind: 'Ident' },
  source: ValueSource,
  depth: number,
): NameParts {
  if (source.from === 'range') {
    if (isWrittenOut(fn, source.over)) return leaf(fn, ident, { bounded: true });
    // There are as many indexes as items: more than one, but not one for each user.
    return source.what === 'key' && INDEX.test(ident.name)
      ? leaf(fn, ident, {})
      : named(fn, ident, ident.name);
  }
  // What `append` and `make` are given says less than the name of the list.
  if (source.value.kind === 'CallExpr' && fn.types.callee(source.value).kind === 'builtin')
    return named(fn, ident, ident.name);
  if (source.from === 'update' || source.results === 1)
    return nameParts(codebase, fn, source.value, depth + 1);
  return named(fn, ident, ident.name);
}

function parameterOf({ owner, ident }: LocalVariable): Parameter | undefined {
  const names = owner.type.params.list.flatMap((field) =>
    field.names.length > 0 ? field.names : [undefined],
  );
  const index = names.indexOf(ident);
  return index < 0 ? undefined : { owner, index };
}

function ofSelector(
  codebase: GoCodebase,
  fn: OpenFunction,
  expr: Expr & { kind: 'SelectorExpr' },
): NameParts {
  const path = fn.types.packageOf(expr.x);
  // A constant or a variable that is set once, of whatever package.
  if (path !== undefined) return CONSTANT;
  const { name } = expr.sel;
  // `attribute.Value`, `option.Value`: what it is the value of tells more.
  if (name === 'Value' && expr.x.kind === 'SelectorExpr') return ofSelector(codebase, fn, expr.x);
  if (expr.x.kind === 'SelectorExpr' && expr.x.sel.name === 'URL')
    return leaf(fn, expr, { unbounded: 'the path of a request' });
  if (name === 'RequestURI' || name === 'RawQuery')
    return leaf(fn, expr, { unbounded: 'the path of a request' });
  const isBounded =
    isEnum(codebase, fn, expr) ||
    isOfCommandLine(codebase, fn, expr.x) ||
    isOfWrittenOut(fn, expr.x) ||
    isConstantField(codebase, fn, expr);
  return named(fn, expr, name, isBounded ? { bounded: true, unbounded: null } : {});
}

/** `one.name` in a loop over what is written out. */
function isOfWrittenOut(fn: OpenFunction, expr: Expr): boolean {
  const variable = expr.kind === 'Ident' ? fn.names.of(expr) : undefined;
  const { source, assignments = [] } = variable ?? {};
  return source?.from === 'range' && assignments.length === 0 && isWrittenOut(fn, source.over);
}

/** Libraries of command lines, whose commands the code declares. */
const COMMAND_LINE = /(?:^|[/-])(?:cobra|cli|cmds|kingpin|kong)(?:\/v\d+)?$/;

function isOfCommandLine({ program }: GoCodebase, fn: OpenFunction, expr: Expr): boolean {
  const type = fn.types.of(expr);
  return type?.kind === 'named' && !program.package(type.path) && COMMAND_LINE.test(type.path);
}

function ofCall(codebase: GoCodebase, fn: OpenFunction, call: CallExpr, depth: number): NameParts {
  const callee = fn.types.callee(call);
  const values = (list: readonly Expr[]) => list.map((arg) => nameParts(codebase, fn, arg, depth + 1));
  switch (callee.kind) {
    case 'conversion':
      return call.args[0] ? nameParts(codebase, fn, call.args[0], depth + 1) : CONSTANT;
    case 'function':
      return callee.fn.facts.name === 'String' && call.args.length === 0 && call.fun.kind === 'SelectorExpr'
        ? ofText(codebase, fn, call, call.fun.x, depth)
        : ofFunction(codebase, fn, call, depth);
    case 'library': {
      const { path, name, receiver } = callee;
      if (path === 'fmt' && /^(?:Sprintf|Errorf|Appendf)$/.test(name))
        return formatted(codebase, fn, call, depth);
      if (path === 'fmt' && /^Sprint/.test(name)) return together(values(call.args), true);
      if (/^(?:To(?!ken)|Trim|Title|Clone)/.test(name) && call.args.length > 0)
        return together(values(call.args.slice(0, 1)), false);
      if (path === 'strings' && /^(?:Replace|Join)/.test(name))
        return together(values(call.args.slice(0, 1)), true);
      if (/^(?:path|path\/filepath)$/.test(path) && name === 'Join') return together(values(call.args), true);
      if (path === 'strconv') return together(values(call.args.slice(0, 1)), true);
      if (path === 'reflect' || path === 'runtime') return leaf(fn, call, { bounded: true });
      if (/uuid|ulid|xid|ksuid/.test(path)) return leaf(fn, call, { unbounded: 'an identifier' });
      if (path === 'time') return leaf(fn, call, { unbounded: 'a time' });
      if (path === 'net/url' || (path === 'net/http' && name === 'RequestURI')) {
        return leaf(fn, call, { unbounded: 'the path of a request' });
      }
      if (/^(?:As)?String$/.test(name) && call.fun.kind === 'SelectorExpr' && receiver !== '') {
        return ofText(codebase, fn, call, call.fun.x, depth);
      }
      // In echo the route, elsewhere the path of the request.
      if (name === 'Path' && path.startsWith('github.com/labstack/echo'))
        return leaf(fn, call, { bounded: true });
      if (receiver !== '' && COMMAND_LINE.test(path)) return leaf(fn, call, { bounded: true });
      return ofResult(fn, call, name);
    }
    default:
      return call.fun.kind === 'SelectorExpr' && /^(?:As)?String$/.test(call.fun.sel.name)
        ? ofText(codebase, fn, call, call.fun.x, depth)
        : ofResult(fn, call, nameOfCall(call));
  }
}

function nameOfCall({ fun }: CallExpr): string {
  if (fun.kind === 'SelectorExpr') return fun.sel.name;
  return fun.kind === 'Ident' ? fun.name : '';
}

/** `job.ID()`, `err.Error()`, `c.FullPath()`: by what the method is called. */
function ofResult(fn: OpenFunction, call: CallExpr, name: string): NameParts {
  // Routers give the route that matched under these names.
  if (/^(?:FullPath|RoutePattern|GetPathTemplate|RoutePath|Pattern)$/.test(name))
    return leaf(fn, call, { bounded: true });
  const [key] = call.args;
  if (name === 'Get' && key?.kind === 'BasicLit') return named(fn, call, unquoteGoString(key.raw));
  const owner = call.fun.kind === 'SelectorExpr' ? lastName(call.fun.x) : '';
  const called = nameOfResult(name);
  return leaf(fn, call, { unbounded: unboundedBy(called, owner), bounded: isBoundedBy(called, owner) });
}

function ofText(codebase: GoCodebase, fn: OpenFunction, call: CallExpr, of: Expr, depth: number): NameParts {
  if (of.kind === 'SelectorExpr' && of.sel.name === 'URL')
    return leaf(fn, call, { unbounded: 'the path of a request' });
  const parts = nameParts(codebase, fn, of, depth + 1);
  // What can print itself is a type of somebody's own, most often an enumeration.
  return { ...parts, varying: parts.varying.map((part) => ({ ...part, bounded: part.unbounded === null })) };
}

function formatted(codebase: GoCodebase, fn: OpenFunction, call: CallExpr, depth: number): NameParts {
  const [format, ...args] = call.args;
  if (!format) return CONSTANT;
  const verbs = format.kind === 'BasicLit' ? verbsOf(format) : null;
  const parts = args.flatMap((arg, i) =>
    verbs && /[Tt]$/.test(verbs[i] ?? '') ? [] : [nameParts(codebase, fn, arg, depth + 1)],
  );
  return together([nameParts(codebase, fn, format, depth + 1), ...parts], true);
}

/** The verbs of a format; null when they do not stand for the arguments in order. */
function verbsOf(format: BasicLit): string[] | null {
  const verbs =
    unquoteGoString(format.raw)
      .match(/%[^a-zA-Z%]*[a-zA-Z%]/g)
      ?.filter((verb) => verb !== '%%') ?? [];
  return verbs.some((verb) => /[*[]/.test(verb)) ? null : verbs;
}

/** What a function of the codebase returns; its parameters are what it was called with. */
function ofFunction(codebase: GoCodebase, fn: OpenFunction, call: CallExpr, depth: number): NameParts {
  const callee = fn.types.callee(call);
  const open = callee.kind === 'function' ? openSymbol(codebase, callee.fn) : undefined;
  if (!open?.decl.body || depth > 2) return ofResult(fn, call, nameOfCall(call));
  const returned = [...walk(open.decl.body)].flatMap((node) =>
    node.kind === 'ReturnStmt' && node.results.length === 1 && node.results[0] ? [node.results[0]] : [],
  );
  if (returned.length === 0) return ofResult(fn, call, nameOfCall(call));
  const inside = together(
    returned.map((expr) => nameParts(codebase, open, expr, depth + 2)),
    false,
  );
  const isNamed = isBoundedBy(nameOfResult(nameOfCall(call)));
  if (isNamed && inside.varying.every(({ unbounded }) => unbounded === null))
    return leaf(fn, call, { bounded: true });
  const outside = inside.varying.map((part): NameParts => {
    const isGiven = part.fn === open && part.parameter?.owner === open.decl;
    const arg = isGiven && part.parameter ? call.args[part.parameter.index] : undefined;
    if (arg) return nameParts(codebase, fn, arg, depth + 1);
    return { composed: false, varying: [{ ...part, expr: call, fn, parameter: undefined }] };
  });
  return together([{ composed: inside.composed, varying: [] }, ...outside], inside.composed);
}
