/** What becomes of a request that goes out. */
import { around } from '../rewrite/walk.js';
import type { CallExpr, GoNode } from '../syntax/ast.js';
import type { OpenFunction } from './go-function.js';
import { callsIn } from './started-spans.js';

/**
 * Whether a new request may get a context or headers elsewhere: it is returned, kept or handed to a function other than
 * the one that sends it, gets its context with `WithContext`, or headers are injected.
 * @param made `http.NewRequest(…)`
 */
export function leavesFunction(fn: OpenFunction, made: CallExpr): boolean {
  const stmt = around(fn.decl, made).at(-1);
  const target = stmt?.kind === 'AssignStmt' && stmt.rhs[0] === made ? stmt.lhs[0] : undefined;
  const variable = target?.kind === 'Ident' ? fn.names.of(target) : undefined;
  if (!variable) return true;
  const calls = callsIn(fn.decl).map(({ call }) => call);
  const isRequest = (node: GoNode) => node.kind === 'Ident' && fn.names.of(node) === variable;
  const sends = calls.some(
    ({ fun, args }) =>
      fun.kind === 'SelectorExpr' && /^(?:Do|RoundTrip)$/.test(fun.sel.name) && args.some(isRequest),
  );
  if (!sends) return true;
  return calls.some(({ fun, args }) => {
    if (fun.kind !== 'SelectorExpr') return args.some(isRequest);
    const { name } = fun.sel;
    if (/^(?:WithContext|Clone)$/.test(name)) return isRequest(fun.x);
    return /^Inject/.test(name) || (args.some(isRequest) && !/^(?:Do|RoundTrip)$/.test(name));
  });
}
