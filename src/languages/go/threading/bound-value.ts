/** Libraries whose values hold the context: `db.Find()` → `db.WithContext(ctx).Find()`. */
import { walk } from '../rewrite/walk.js';
import { withoutMajorVersion } from '../symbols.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import { type Callee, calleeOf } from '../typing/callee.js';
import { resultAt, typeOfExpression } from '../typing/expression-types.js';
import { lookUp, type Scope, type Variable } from '../typing/local-scopes.js';
import { pointee } from '../typing/static-type.js';
import { isContextType } from './context-quality.js';
import type { ThreadableCall, ThreadContext } from './threadable-call.js';

/** The place where the context enters the chain of calls that this one begins; null when it is there or comes from afar. */
export function boundValue(
  thread: ThreadContext,
  call: CallExpr,
  callee: Extract<Callee, { kind: 'library' }>,
  scope: Scope,
): ThreadableCall | null {
  const { resolver, reading } = thread;
  const type = resolver.library.type(callee.path, callee.receiver);
  if (!type?.bound?.before.includes(callee.name) || !thread.isTraced(type.integration.id)) return null;
  if (call.fun.kind !== 'SelectorExpr') return null;
  const value = beginning(thread, call.fun.x, scope, type.type);
  if (!value) return null;
  const { by } = type.bound;
  const { path: file } = reading.source;
  const at = value.expr.end;
  return {
    node: value.expr,
    scope: value.scope,
    integration: type.integration.id,
    name: callee.name,
    helper: null,
    isAlone: false,
    edits: (context) => [{ file, start: at, end: at, text: `.${by}(${context})` }],
    dropped: null,
    begins: callee.name === 'Begin' || callee.name === 'Transaction',
  };
}

interface Beginning {
  expr: Expr;
  scope: Scope;
}

/** The value that a chain of queries begins with, where it is read from somewhere that knows no request. */
function beginning(thread: ThreadContext, expr: Expr, scope: Scope, type: string): Beginning | null {
  const { resolver, reading } = thread;
  switch (expr.kind) {
    case 'ParenExpr':
      return beginning(thread, expr.x, scope, type);
    case 'Ident': {
      const variable = lookUp(scope, expr.name, expr.start);
      if (!variable) return { expr, scope };
      // What a caller hands over may hold its context; a receiver is read like a field.
      if (variable.isParameter) return isType(thread, expr, scope, type) ? null : { expr, scope };
      // A variable of the function itself gets the context where it is made, one from around it where it is used.
      if (variable.frame !== scope.frame)
        return variable.values.every((value) => isFresh(thread, value)) ? { expr, scope } : null;
      const places = variable.values.map((value) => {
        const isOwn = value.expr.kind === 'Ident' && value.expr.name === variable.name;
        return isOwn || value.result !== 0 ? null : beginning(thread, value.expr, value.scope, type);
      });
      return places.find((place) => place !== null) ?? null;
    }
    case 'SelectorExpr':
      return holdsPartialQuery(thread, expr.sel.name, type) ? null : { expr, scope };
    case 'CallExpr': {
      const callee = calleeOf(resolver, expr, reading.source, scope);
      // A query, or a value made by the library: the context enters at its own beginning.
      if (callee?.kind === 'library') return null;
      return takesContext(thread, expr, scope) ? null : { expr, scope };
    }
    default:
      return null;
  }
}

/** No query is in it yet: it comes from a field, or from a function that is given no context. */
function isFresh(thread: ThreadContext, { expr, scope }: Variable['values'][number]): boolean {
  if (expr.kind !== 'CallExpr') return expr.kind === 'SelectorExpr';
  const callee = calleeOf(thread.resolver, expr, thread.reading.source, scope);
  return callee?.kind === 'library' ? callee.receiver === '' : !takesContext(thread, expr, scope);
}

function takesContext({ resolver, reading }: ThreadContext, call: CallExpr, scope: Scope): boolean {
  return call.args.some((argument) =>
    isContextType(resultAt(typeOfExpression(resolver, argument, reading.source, scope), 0)),
  );
}

function isType(thread: ThreadContext, expr: Expr, scope: Scope, type: string): boolean {
  const { resolver, reading } = thread;
  const found = pointee(resultAt(typeOfExpression(resolver, expr, reading.source, scope), 0));
  return found?.kind === 'named' && `${withoutMajorVersion(found.path)}.${found.name}` === type;
}

/** `q.db = q.db.Where(…)` somewhere in the package: a field in which a query is put together. */
function holdsPartialQuery({ resolver, reading }: ThreadContext, field: string, type: string): boolean {
  const pkg = resolver.packages.ofPath(resolver.packages.pathOf(reading.source));
  const methods = new Set(
    resolver.library.type(type.slice(0, type.lastIndexOf('.')), type.slice(type.lastIndexOf('.') + 1))?.bound
      ?.before,
  );
  for (const { file } of pkg?.sources ?? []) {
    for (const decl of file.decls) {
      for (const node of walk(decl)) {
        if (
          node.kind !== 'AssignStmt' ||
          !node.lhs.some((l) => l.kind === 'SelectorExpr' && l.sel.name === field)
        )
          continue;
        for (const value of node.rhs) {
          if (
            value.kind === 'CallExpr' &&
            value.fun.kind === 'SelectorExpr' &&
            methods.has(value.fun.sel.name)
          )
            return true;
        }
      }
    }
  }
  return false;
}
