import type { Value } from './facts.js';
import type { GoFunction } from './program.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { memberOf } from './types.js';

/** What stands before the parentheses of a call. */
export type Callee =
  | LibraryCallee
  | { kind: 'function'; fn: GoFunction; receiver: Node | null }
  | { kind: 'dynamic'; name: string; receiver: Node }
  | { kind: 'builtin'; name: string }
  | { kind: 'conversion' }
  | { kind: 'value'; node: Node };

export interface LibraryCallee {
  kind: 'library';
  path: string;
  name: string;
  /** Null for a function of the package. */
  receiver: Node | null;
  /** Name of the receiver's type, `''` for a function of the package. */
  type: string;
}

const BUILTINS = new Set(
  'append cap clear close complex copy delete imag len make max min new panic print println real recover'.split(
    ' ',
  ),
);

export function resolveCallee(context: SummaryContext, value: Value): Callee {
  const { program, types, nodes } = context;
  if (!value) return { kind: 'value', node: 0 };
  if (value[0] === 'n') return unqualifiedCallee(context, value[1]);
  if (value[0] === 't') return { kind: 'conversion' };
  if (value[0] === 'q') return packageCallee(context, value[1], value[2]);
  if (value[0] !== '.') return { kind: 'value', node: context.evaluate(value) };
  const [, x, name] = value;
  const path = types.qualifiedPackage(x);
  if (path !== undefined) return packageCallee(context, path, name);
  const member = memberOf(program, types.of(x), name);
  const receiver = context.evaluate(x);
  if (member?.kind === 'method') return { kind: 'function', fn: member.fn, receiver };
  if (member?.kind === 'library')
    return { kind: 'library', path: member.path, name, receiver, type: member.type };
  if (member?.kind === 'field')
    return { kind: 'value', node: member.inert ? 0 : nodes.field(member.owner, name) };
  return { kind: 'dynamic', name, receiver };
}

/** The first-party function that a call calls, if it is one. */
export function calledFunction(context: SummaryContext, value: Value): GoFunction | null {
  const callee = value?.[0] === 'c' ? resolveCallee(context, value[1]) : null;
  return callee?.kind === 'function' ? callee.fn : null;
}

function unqualifiedCallee({ program, pkg, fn: caller, nodes }: SummaryContext, name: string): Callee {
  const fn = pkg.functions.get(name);
  if (fn) return { kind: 'function', fn, receiver: null };
  if (pkg.types.has(name)) return { kind: 'conversion' };
  if (pkg.vars.has(name)) return { kind: 'value', node: nodes.variable(pkg.importPath, name) };
  for (const path of program.dotImports(caller.file)) {
    const dotted = program.package(path);
    if (!dotted && !BUILTINS.has(name)) return { kind: 'library', path, name, receiver: null, type: '' };
    const found = dotted?.functions.get(name);
    if (found) return { kind: 'function', fn: found, receiver: null };
  }
  return { kind: 'builtin', name };
}

function packageCallee({ program, nodes }: SummaryContext, path: string, name: string): Callee {
  const pkg = program.package(path);
  if (!pkg) return { kind: 'library', path, name, receiver: null, type: '' };
  const fn = pkg.functions.get(name);
  if (fn) return { kind: 'function', fn, receiver: null };
  if (pkg.vars.has(name)) return { kind: 'value', node: nodes.variable(pkg.importPath, name) };
  return { kind: 'conversion' };
}
