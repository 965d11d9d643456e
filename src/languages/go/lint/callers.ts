/** Who calls a function, and what they give it: in all files of the codebase. */
import type { GoFile, GoFunction } from '../program.js';
import type { CallExpr, Expr, FuncDecl, FuncLit } from '../syntax/ast.js';
import { filesMentioning } from './codebase-spans.js';
import type { GoCodebase } from './go-codebase.js';
import { functionsOf, type OpenFunction } from './go-function.js';
import { callsIn } from './started-spans.js';

export interface Call {
  fn: OpenFunction;
  call: CallExpr;
}

/** A parameter of a function or of a literal in it; the index counts names. */
export interface Parameter {
  owner: FuncDecl | FuncLit;
  index: number;
}

/** Past this many files that mention a name, only packages that can name the function's own are read. */
const MAX_FILES = 200;

/** The arguments that a parameter gets, as far as the codebase shows. */
export function argumentsFor(
  codebase: GoCodebase,
  fn: OpenFunction,
  { owner, index }: Parameter,
): { fn: OpenFunction; arg: Expr }[] {
  const calls =
    owner.kind === 'FuncLit'
      ? callsOfLiteral(fn, owner)
      : fn.symbol
        ? callsOf(codebase, fn.symbol)
        : ([] as const);
  return calls.flatMap(({ fn: caller, call }) => {
    const arg = call.args[index];
    return arg ? [{ fn: caller, arg }] : [];
  });
}

/** Calls of a function; of a method also by way of an interface, where nobody calls it directly. */
export function callsOf(codebase: GoCodebase, fn: GoFunction): readonly Call[] {
  const known = codebase.once(callsByName);
  let calls = known.get(fn);
  if (!calls) {
    calls = findCalls(codebase, fn);
    known.set(fn, calls);
  }
  return calls;
}

function callsByName(): Map<GoFunction, readonly Call[]> {
  return new Map();
}

function findCalls(codebase: GoCodebase, fn: GoFunction): readonly Call[] {
  const { name } = fn.facts;
  const direct: Call[] = [];
  const abstract: Call[] = [];
  for (const caller of filesFor(codebase, fn).flatMap((file) => functionsOf(codebase, file.path))) {
    for (const { call } of callsIn(caller.decl)) {
      if (nameOf(call) !== name) continue;
      const callee = caller.types.callee(call);
      if (callee.kind === 'function' && callee.fn === fn) direct.push({ fn: caller, call });
      else if (callee.kind === 'interface' && fn.facts.receiver !== '') abstract.push({ fn: caller, call });
    }
  }
  return direct.length > 0 ? direct : abstract;
}

function filesFor(codebase: GoCodebase, fn: GoFunction): readonly GoFile[] {
  const { name, receiver } = fn.facts;
  const own = fn.file.package;
  const sees = (file: GoFile) =>
    file.package === own || file.facts.imports.some(({ path }) => path === own.importPath);
  const mentioning = filesMentioning(codebase, name);
  return receiver === '' || mentioning.length > MAX_FILES ? mentioning.filter(sees) : mentioning;
}

function nameOf({ fun }: CallExpr): string {
  const target = fun.kind === 'IndexExpr' ? fun.x : fun;
  if (target.kind === 'SelectorExpr') return target.sel.name;
  return target.kind === 'Ident' ? target.name : '';
}

/** Calls of a literal by the variable that holds it, or where it stands. */
function callsOfLiteral(fn: OpenFunction, literal: FuncLit): readonly Call[] {
  return callsIn(fn.decl).flatMap(({ call }) => {
    const callee = fn.types.callee(call);
    if (callee.kind === 'literal') return callee.literal === literal ? [{ fn, call }] : [];
    if (callee.kind !== 'variable') return [];
    const { source, assignments } = callee.variable;
    const holds = [source, ...assignments].some((one) => one?.from === 'value' && one.value === literal);
    return holds ? [{ fn, call }] : [];
  });
}
