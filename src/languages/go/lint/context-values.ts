/** Which values of a function are contexts, and where they come from. */
import type { GoType } from '../go-type.js';
import type { LocalVariable } from '../names/local-variable.js';
import type { CallExpr, Expr, FuncDecl, FuncLit, Range } from '../syntax/ast.js';
import type { OpenFunction } from './go-function.js';

/** How values that come with a request give its context, by import path and type. */
const CARRIERS: readonly [path: RegExp, type: string, access: string][] = [
  [/^net\/http$/, 'Request', '.Context()'],
  [/^github\.com\/gin-gonic\/gin$/, 'Context', '.Request.Context()'],
  [/^github\.com\/labstack\/echo(?:\/v\d+)?$/, 'Context', '.Request().Context()'],
  [/^github\.com\/gofiber\/fiber\/v2$/, 'Ctx', '.UserContext()'],
  [/^github\.com\/gofiber\/fiber\/v3$/, 'Ctx', '.Context()'],
];

/** A context that a function gets: a parameter, or what a parameter gives. */
export interface GivenContext {
  variable: LocalVariable;
  /** `ctx`, `r.Context()`. */
  text: string;
  /** It lives as long as one request. */
  ofRequest: boolean;
}

/** The context that a function or literal gets as a parameter of its own; undefined when it has none with a name. */
export function givenContext(fn: OpenFunction, owner: FuncDecl | FuncLit): GivenContext | undefined {
  const parameters = owner.type.params.list.flatMap((field) =>
    field.names.flatMap((name) => fn.names.of(name) ?? []),
  );
  const named = parameters.filter(({ name }) => name !== '_');
  const context = named.find((variable) => isContext(fn.types.variable(variable)));
  if (context) return { variable: context, text: context.name, ofRequest: false };
  for (const variable of named) {
    const access = accessOf(fn.types.variable(variable));
    if (access !== undefined) return { variable, text: `${variable.name}${access}`, ofRequest: true };
  }
  return undefined;
}

function accessOf(type: GoType): string | undefined {
  if (type?.kind !== 'named') return undefined;
  return CARRIERS.find(([path, name]) => path.test(type.path) && name === type.name)?.[2];
}

/** `context.Context`; contexts that the context package makes are known by their package alone. */
export function isContext(type: GoType): boolean {
  return type?.kind === 'named' && type.path === 'context' && /^(?:Context|\?)$/.test(type.name);
}

const MAX_DEPTH = 8;

/**
 * The parameter that a context comes from: `ctx`, `context.WithValue(ctx, …)`, `r.Context()`, and variables that hold
 * them. Undefined for a context that is made anew, or that nobody knows.
 */
export function contextRoot(fn: OpenFunction, expr: Expr, depth = 0): LocalVariable | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (expr.kind === 'ParenExpr') return contextRoot(fn, expr.x, depth + 1);
  if (expr.kind === 'Ident') {
    const variable = fn.names.of(expr);
    if (!variable || variable.kind === 'parameter') return variable;
    const { source } = variable;
    return source?.from === 'value' && source.result === 0
      ? contextRoot(fn, source.value, depth + 1)
      : undefined;
  }
  if (expr.kind !== 'CallExpr') return undefined;
  const carrier = carrierOf(fn, expr);
  if (carrier) return carrier;
  for (const arg of expr.args) {
    const root = isContext(fn.types.of(arg)) ? contextRoot(fn, arg, depth + 1) : undefined;
    if (root) return root;
  }
  return undefined;
}

/** The `r` of `r.Context()`, the `c` of `c.Request.Context()`. */
function carrierOf(fn: OpenFunction, call: CallExpr): LocalVariable | undefined {
  if (call.args.length > 0 || call.fun.kind !== 'SelectorExpr') return undefined;
  if (!/^(?:User)?Context$/.test(call.fun.sel.name)) return undefined;
  let link: Expr = call.fun.x;
  while (link.kind === 'SelectorExpr' || link.kind === 'CallExpr')
    link = link.kind === 'CallExpr' ? link.fun : link.x;
  const variable = link.kind === 'Ident' ? fn.names.of(link) : undefined;
  return variable && accessOf(fn.types.variable(variable)) !== undefined ? variable : undefined;
}

/** `context.Background()` or `context.TODO()`. */
export function isFreshContext(fn: OpenFunction, expr: Expr): expr is CallExpr {
  if (expr.kind !== 'CallExpr' || expr.args.length > 0) return false;
  const callee = fn.types.callee(expr);
  return callee.kind === 'library' && callee.path === 'context' && /^(?:Background|TODO)$/.test(callee.name);
}

/** A piece of code on one line, for messages. */
export function oneLine({ source }: OpenFunction, { start, end }: Range): string {
  return source.text.slice(start, end).replace(/\s+/g, ' ');
}
