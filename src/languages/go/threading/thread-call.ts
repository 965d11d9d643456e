import type { GoContextVariant } from '#src/model/go-context.js';
import { tightenOperators } from '../rewrite/tighten-operators.js';
import { withoutMajorVersion } from '../symbols.js';
import type { CallExpr, Expr, FuncType, GoNode, SelectorExpr } from '../syntax/ast.js';
import { type Callee, calleeOf } from '../typing/callee.js';
import { resultAt, typeOfExpression } from '../typing/expression-types.js';
import { lookUp, type Scope } from '../typing/local-scopes.js';
import { memberOf } from '../typing/members.js';
import type { CallSite, FunctionReading } from '../typing/read-function.js';
import { pointee } from '../typing/static-type.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { boundValue } from './bound-value.js';
import { isBackground, isContextType } from './context-quality.js';
import type { OwnInterface, ThreadableCall, ThreadContext } from './threadable-call.js';

/** @returns null when the call takes a context already, needs none, or its type is not certain */
export function threadableCall(
  thread: ThreadContext,
  { call, scope }: CallSite,
): ThreadableCall | OwnInterface | null {
  const { resolver, reading } = thread;
  const callee = calleeOf(resolver, call, reading.source, scope);
  if (!callee || call.fun.kind !== 'SelectorExpr') return null;
  const { fun } = call;
  const background = backgroundArgument(thread, call, callee, scope);
  if (background) return background;
  if (callee.kind === 'interface') return ownInterface(thread, call, callee, scope, fun);
  if (callee.kind !== 'library') return null;
  const known = resolver.library.variant(callee.path, callee.receiver, callee.name);
  if (known && (known.isAlone ? thread.standsAlone : thread.isTraced)(known.integration.id)) {
    if (typeof known.variant === 'object' && 'helper' in known.variant)
      return helperCall(thread, call, scope, fun, known.variant, known.integration.id, known.isAlone);
    if (getsContextLater(reading, call)) return null;
    return variantCall(thread, call, scope, fun, known.variant, known.integration.id);
  }
  return boundValue(thread, call, callee, scope);
}

type Method = Exclude<GoContextVariant, { helper: unknown }>;

/** `http.Get(url)` → `getHTTP(ctx, url)`, `client.Get(url)` → `getWith(ctx, client, url)` */
function helperCall(
  { reading, resolver }: ThreadContext,
  call: CallExpr,
  scope: Scope,
  fun: SelectorExpr,
  { helper, takes }: Extract<GoContextVariant, { helper: unknown }>,
  integration: string,
  isAlone: boolean,
): ThreadableCall | null {
  const { source } = reading;
  const { path: file, text } = source;
  const [first] = call.args;
  if (!first || text.slice(call.lparen + 1, first.start).includes('\n')) return null;
  const type = resultAt(typeOfExpression(resolver, fun.x, source, scope), 0);
  // A struct that stands in a variable itself is passed by its address, as the method call does.
  const address = takes === 'receiver' && type?.kind === 'named' && fun.x.kind !== 'CallExpr' ? '&' : '';
  return {
    node: call,
    scope,
    integration,
    name: fun.sel.name,
    helper,
    isAlone,
    edits: (context, nameOf) => [
      ...(call.args.length === 1 ? tightenOperators(source, first) : []),
      ...(takes === 'receiver'
        ? [
            { file, start: call.start, end: call.start, text: `${nameOf(helper)}(${context}, ${address}` },
            { file, start: fun.x.end, end: first.start, text: ', ' },
          ]
        : [
            { file, start: fun.start, end: fun.end, text: nameOf(helper) },
            { file, start: first.start, end: first.start, text: `${context}, ` },
          ]),
    ],
    dropped: takes === 'nothing' ? packageReference(fun) : null,
    begins: false,
  };
}

function variantCall(
  { reading }: ThreadContext,
  call: CallExpr,
  scope: Scope,
  fun: SelectorExpr,
  variant: Method,
  integration: string,
): ThreadableCall {
  const { path: file, text } = reading.source;
  const to = typeof variant === 'string' ? variant : variant.to;
  const last = typeof variant === 'string' ? null : variant.last;
  const [first] = call.args;
  const at = call.lparen + 1;
  const separator = first ? (text.slice(at, first.start).includes('\n') ? ',' : ', ') : '';
  return {
    node: call,
    scope,
    integration,
    name: fun.sel.name,
    helper: null,
    isAlone: false,
    edits: (context) => [
      { file, start: fun.sel.start, end: fun.sel.end, text: to },
      { file, start: at, end: at, text: `${context}${separator}${last === null ? '' : `, ${last}`}` },
      ...(first && call.args.length === 1 ? tightenOperators(reading.source, first) : []),
    ],
    dropped: null,
    begins: last !== null,
  };
}

/** `req, err := http.NewRequest(…)`, and then `req.WithContext(ctx)`. */
function getsContextLater(reading: FunctionReading, call: CallExpr): boolean {
  const variable = reading.variables.find((v) =>
    v.values.some((value) => value.expr === call && value.result === 0),
  );
  const uses = variable ? (reading.uses.get(variable) ?? []) : [];
  return uses.some((use) => {
    const above = reading.parents.get(use);
    return above?.kind === 'SelectorExpr' && above.sel.name === 'WithContext';
  });
}

/** An interface of the user's own that database/sql satisfies: `interface { Query(string, ...any) (*sql.Rows, error) }`. */
function ownInterface(
  thread: ThreadContext,
  call: CallExpr,
  callee: Extract<Callee, { kind: 'interface' }>,
  scope: Scope,
  fun: SelectorExpr,
): ThreadableCall | OwnInterface | null {
  const { resolver } = thread;
  const known = resolver.library.variant('database/sql', 'DB', callee.name);
  if (!known || !thread.isTraced(known.integration.id) || !isSqlMethod(resolver, callee)) return null;
  const { variant } = known;
  if (typeof variant === 'object' && 'helper' in variant) return null;
  const to = typeof variant === 'string' ? variant : variant.to;
  const sibling = memberOf(resolver, callee.owner, to);
  if (sibling?.kind === 'interface')
    return variantCall(thread, call, scope, fun, variant, known.integration.id);
  const owner = pointee(callee.owner);
  const type = owner?.kind === 'named' ? owner.name : 'interface';
  return { node: call, name: callee.name, type, variant: to };
}

function isSqlMethod(
  resolver: TypeResolver,
  { type, source }: { type: FuncType; source: FunctionReading['source'] },
): boolean {
  const first = type.results?.list[0];
  const result = first ? pointee(resolver.typeOf(first.type, source, null)) : null;
  return result?.kind === 'named' && result.path === 'database/sql';
}

/** What has to work, or goes on, after the request: cleaning up and subscriptions. */
const DETACHED =
  /^(?:Close|Disconnect|Shutdown|Release|Unlock|Flush|Rollback|Abort|EndSession)|Subscribe|Watch|Consume|Listen|Poll|Fetch/;

/** `rdb.Get(context.Background(), key)`. */
function backgroundArgument(
  thread: ThreadContext,
  call: CallExpr,
  callee: Exclude<Callee, null>,
  scope: Scope,
): ThreadableCall | null {
  const { resolver, reading } = thread;
  const [first] = call.args;
  if (!first || call.fun.kind !== 'SelectorExpr') return null;
  const isWritten = isBackground(resolver, reading, first, scope);
  if (!isWritten && !isGlobalBackground(resolver, reading, first, scope)) return null;
  const integration = tracedBy(thread, callee);
  if (integration === null || DETACHED.test(call.fun.sel.name)) return null;
  const { path: file } = reading.source;
  const { start, end } = first;
  const name = isWritten && first.kind === 'CallExpr' ? packageReference(first.fun) : null;
  return {
    node: call,
    scope,
    integration,
    name: call.fun.sel.name,
    helper: null,
    isAlone: false,
    edits: (context) => [{ file, start, end, text: context }],
    dropped: name,
    begins: /^(?:Begin|BeginTx|BeginTxx|MustBeginTx)$/.test(call.fun.sel.name),
  };
}

function packageReference(fun: GoNode): { start: number; end: number } | null {
  return fun.kind === 'SelectorExpr' ? { start: fun.x.start, end: fun.x.end } : null;
}

/** `var ctx = context.Background()` of the package, which nothing else is assigned to. */
function isGlobalBackground(
  resolver: TypeResolver,
  { source }: FunctionReading,
  expr: Expr,
  scope: Scope,
): boolean {
  if (expr.kind !== 'Ident' || lookUp(scope, expr.name, expr.start)) return false;
  const pkg = resolver.packages.ofPath(resolver.packages.pathOf(source));
  const variable = pkg?.variables.get(expr.name);
  const value = variable?.spec.values[variable.index];
  if (!pkg || !variable || value?.kind !== 'CallExpr' || value.args.length > 0) return false;
  const callee = calleeOf(resolver, value, variable.source, null);
  if (callee?.kind !== 'library' || callee.path !== 'context') return false;
  if (!/^(?:Background|TODO)$/.test(callee.name)) return false;
  const assigned = new RegExp(`(?:^|[\\s,])${expr.name}(?:\\s*,[^=\\n]*)?\\s*=[^=]`, 'm');
  const { start, end } = variable.spec;
  return pkg.sources.every((other) => {
    const text = other === variable.source ? other.text.slice(0, start) + other.text.slice(end) : other.text;
    return !assigned.test(text);
  });
}

/** The integration that traces a call which takes a context first; null when none does. */
function tracedBy({ resolver, isTraced }: ThreadContext, callee: Exclude<Callee, null>): string | null {
  if (callee.kind === 'library') {
    // Functions of the package itself make clients, which outlive the request.
    if (callee.receiver === '') return null;
    const id = resolver.library.takenFirstBy(withoutMajorVersion(callee.path));
    return id !== null && isTraced(id) ? id : null;
  }
  const type = callee.kind === 'interface' ? callee.type : callee.decl.type;
  const { list } = type.params;
  const [context, options] = [list[0], list.at(-1)];
  if (!context || options?.type.kind !== 'Ellipsis' || !options.type.elt) return null;
  if (!isContextType(resolver.typeOf(context.type, callee.source, null))) return null;
  const option = resolver.typeOf(options.type.elt, callee.source, null);
  const isStub =
    option?.kind === 'named' && option.path === 'google.golang.org/grpc' && option.name === 'CallOption';
  return isStub && isTraced('grpc-client') ? 'grpc-client' : null;
}
