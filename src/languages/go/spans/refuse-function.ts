/** Functions that get no span, whoever flags them. */

import { refusalOf } from '../rewrite/go-source.js';
import { qualifiedType } from '../rewrite/qualified-type.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, Expr, FuncDecl, GoNode } from '../syntax/ast.js';
import { type Refusal, refusal, spanRefusal } from './span-refusal.js';
import type { GoDeclaration } from './span-target.js';

const BUILT_IN =
  /^(?:append|cap|clear|close|complex|copy|delete|imag|len|make|max|min|new|panic|print|println|real|recover|bool|string|byte|rune|u?int\d*|uintptr|float\d+|error|any)$/;
const DIRECTIVE = /^\/\/(?:go:(?:nosplit|noinline|linkname|norace)\b|export\s)/m;
/** Methods of interfaces of the standard library, which libraries call as often as they like. */
const HOT =
  /^(?:Read|ReadAt|ReadFrom|ReadByte|Write|WriteAt|WriteTo|WriteString|WriteByte|Seek|Close|Flush|Len|Less|Swap|Push|Pop|String|GoString|Error|Format|Is|As|Unwrap|Hash|Sum|Reset|Size|BlockSize|Scan|Value|Next|Marshal\w*|Unmarshal\w*|Encode\w*|Decode\w*|GobEncode|GobDecode|LogValue|Set|Type|Equal|Compare|Enabled|Handle|Fire|Levels)$/;
const MIDDLEWARE_TYPE =
  /(?:^|[.*\])])(?:Handler|HandlerFunc|MiddlewareFunc|Middleware|UnaryHandler|StreamHandler|UnaryInvoker|Streamer|UnaryServerInterceptor|StreamServerInterceptor|UnaryClientInterceptor|StreamClientInterceptor|RoundTripper)$/;
const SERVES = /^(?:ListenAndServe(?:TLS)?|Serve(?:TLS)?|ListenAndServeTLS)$/;
const STAYS = /^(?:run|serve|listen|start|watch|consume|poll|loop|work|process)/i;

/** How many statements without a call are too few for a span. */
const TRIVIAL = 3;

/** @returns null when it may have one */
export function refuseFunction({ source, decl, label }: GoDeclaration): Refusal | null {
  const file = refusalOf(source);
  if (file)
    return refusal(file.code, file.message, 'Change what generates it, or flag a call of the function.');
  const { name, body, doc, recv } = decl;
  if (!body) return spanRefusal('compiler-directive', `\`${label}\` is not written in Go.`);
  if (doc && DIRECTIVE.test(source.text.slice(doc.start, doc.end)))
    return spanRefusal('compiler-directive', `\`${label}\` is marked for the compiler.`);
  if (
    !recv &&
    (/^(?:init|TestMain)$/.test(name.name) || (name.name === 'main' && source.file.packageName === 'main'))
  )
    return spanRefusal('program-entry', `\`${label}\` runs once for the whole program.`);
  const written = (expr: Expr) => source.text.slice(expr.start, expr.end);
  const results = decl.type.results?.list ?? [];
  const params = decl.type.params.list;
  if (
    results.some(({ type }) => MIDDLEWARE_TYPE.test(written(type))) ||
    params.some(({ type }) => MIDDLEWARE_TYPE.test(written(type)))
  )
    return spanRefusal('middleware', `\`${label}\` wraps a handler or a client.`);
  const takesSpan = params.some(({ type }) => {
    const [path, name] = qualifiedType(source, type) ?? [];
    return path === 'go.opentelemetry.io/otel/trace' && name === 'Span';
  });
  if (takesSpan)
    return spanRefusal('already-spanned', `\`${label}\` is given a span: it works for the one around it.`);
  if (callsNext(decl)) return spanRefusal('middleware', `\`${label}\` calls the next handler.`);
  if (
    results.some(
      ({ type }) => /^iter\.Seq/.test(written(type)) || type.kind === 'ChanType' || isYielding(type),
    )
  )
    return spanRefusal('iterator', `\`${label}\` gives its results later, one by one.`);
  const takesContext = params.some(({ type }) => written(type) === 'context.Context');
  if (recv && HOT.test(name.name) && !takesContext)
    return spanRefusal('hot-path-method', `\`${label}\` belongs to an interface that libraries call.`);
  if (staysForever(decl)) return spanRefusal('long-running', `\`${label}\` runs until the program ends.`);
  return triviality(decl, label);
}

function triviality(decl: FuncDecl, label: string): Refusal | null {
  const body = decl.body!;
  const calls = [...walk(body)].filter(
    (node): node is CallExpr => node.kind === 'CallExpr' && !isBuiltIn(node),
  );
  const [only] = body.stmts;
  const reads =
    body.stmts.length === 1 && only?.kind === 'ReturnStmt' && only.results.every((one) => isPlain(one));
  if (reads) return spanRefusal('getter', `\`${label}\` only gives a value.`);
  const loops = [...walk(body)].some((node) => node.kind === 'ForStmt' || node.kind === 'RangeStmt');
  if (calls.length === 0 && !loops && statementsIn(body) <= TRIVIAL)
    return spanRefusal(
      'trivial-function',
      `\`${label}\` calls nothing and has ${statementsIn(body)} statements.`,
    );
  return null;
}

function isBuiltIn({ fun }: CallExpr): boolean {
  return fun.kind === 'Ident'
    ? BUILT_IN.test(fun.name)
    : fun.kind === 'ArrayType' || fun.kind === 'ParenExpr';
}

function isPlain(expr: Expr): boolean {
  switch (expr.kind) {
    case 'Ident':
    case 'BasicLit':
      return true;
    case 'SelectorExpr':
    case 'StarExpr':
    case 'ParenExpr':
      return isPlain(expr.x);
    case 'UnaryExpr':
      return expr.op === '&' && isPlain(expr.x);
    case 'IndexExpr':
      return isPlain(expr.x) && expr.indices.every(isPlain);
    default:
      return false;
  }
}

function statementsIn(root: GoNode): number {
  let count = 0;
  for (const node of walk(root)) if (/Stmt$/.test(node.kind)) count++;
  return count;
}

/** `c.Next()` of gin and fiber, `next(c)` of echo, `next.ServeHTTP(w, r)`. */
function callsNext({ body }: FuncDecl): boolean {
  for (const node of walk(body!)) {
    if (node.kind !== 'CallExpr') continue;
    const { fun, args } = node;
    if (fun.kind === 'SelectorExpr' && fun.x.kind === 'Ident') {
      if (fun.sel.name === 'Next' && /^(?:c|ctx)$/.test(fun.x.name) && args.length === 0) return true;
      if (fun.sel.name === 'ServeHTTP' && args.length === 2 && fun.x.name === 'next') return true;
    }
  }
  return false;
}

function isYielding(type: Expr): boolean {
  return (
    type.kind === 'FuncType' && type.params.list.some(({ names }) => names.some((n) => n.name === 'yield'))
  );
}

/** A loop without an end, or a server, at the top of a function whose name says that it stays. */
function staysForever({ name, body }: FuncDecl): boolean {
  for (const node of walk(body!)) {
    if (node.kind === 'CallExpr' && node.fun.kind === 'SelectorExpr' && SERVES.test(node.fun.sel.name))
      return true;
  }
  return (
    STAYS.test(name.name) &&
    body!.stmts.some(
      (stmt) =>
        (stmt.kind === 'ForStmt' && !stmt.cond) ||
        (stmt.kind === 'LabeledStmt' && stmt.stmt.kind === 'ForStmt' && !stmt.stmt.cond),
    )
  );
}
