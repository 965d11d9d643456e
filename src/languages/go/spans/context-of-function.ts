/** Where a function's span finds its parent, and how what the function calls gets the span. */
import type { Edit } from '#src/model/change.js';
import { freeName } from '../rewrite/file-names.js';
import type { GoSource } from '../rewrite/go-source.js';
import { walk } from '../rewrite/walk.js';
import type { Expr, Field, FuncDecl, GoNode } from '../syntax/ast.js';
import { isContextType } from '../threading/context-quality.js';
import { sourceAccessor } from '../typing/expression-types.js';
import { pointee } from '../typing/static-type.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { isReadAfterwards, parameterIndex } from './read-afterwards.js';
import type { SpanScene } from './span-scene.js';

export interface FunctionContext {
  /** Code of the parent. */
  parent: string;
  /** The variable that holds the span's context; `_` when nothing uses it. */
  variable: string;
  /** Statements that hand the context on: `r = r.WithContext(ctx)`. */
  handOn: string[];
  /** Edits outside of the first lines: a parameter that gets a name. */
  edits: Edit[];
}

/** How a value that carries a request takes another context, by how it gives it. `$` is the value, `@` the context. */
const SET_BACK: readonly [type: RegExp, code: string][] = [
  [/^net\/http\.Request$/, '$ = $.WithContext(@)'],
  [/^github\.com\/gin-gonic\/gin\.Context$/, '$.Request = $.Request.WithContext(@)'],
  [/^github\.com\/labstack\/echo(?:\/v\d+)?\.Context$/, '$.SetRequest($.Request().WithContext(@))'],
  [/^github\.com\/gofiber\/fiber\/v2\.Ctx$/, '$.SetUserContext(@)'],
  [/^github\.com\/gofiber\/fiber\/v3\.Ctx$/, '$.SetContext(@)'],
  [/^github\.com\/emicklei\/go-restful(?:\/v\d+)?\.Request$/, '$.Request = $.Request.WithContext(@)'],
];

/** @returns null when the function is given none */
export function contextOfFunction(
  scene: Pick<SpanScene, 'resolver' | 'callsOf'>,
  source: GoSource,
  decl: FuncDecl,
): FunctionContext | null {
  const { resolver } = scene;
  return (
    fromParameter(resolver, source, decl) ??
    fromCarrier(scene, source, decl) ??
    fromField(resolver, source, decl)
  );
}

function fromParameter(resolver: TypeResolver, source: GoSource, decl: FuncDecl): FunctionContext | null {
  const { list } = decl.type.params;
  for (const field of list) {
    if (!isContextType(resolver.typeOf(field.type, source, null))) continue;
    const named = field.names.find(({ name }) => name !== '_');
    if (named) {
      const variable = isMentioned(decl.body, named.name) ? named.name : '_';
      return { parent: named.name, variable, handOn: [], edits: [] };
    }
    const name = freeName('ctx', (one) => isMentioned(decl, one));
    const [blank] = field.names;
    const edits = blank
      ? [{ file: source.path, start: blank.start, end: blank.end, text: name }]
      : nameAll(source, list, field, name);
    return { parent: name, variable: '_', handOn: [], edits };
  }
  return null;
}

/** `func(context.Context, int)` → `func(ctx context.Context, _ int)`. */
function nameAll({ path: file }: GoSource, list: readonly Field[], context: Field, name: string): Edit[] {
  return list.map(({ type: { start } }, i) => ({
    file,
    start,
    end: start,
    text: list[i] === context ? `${name} ` : '_ ',
  }));
}

/** A request, a framework's context, a stream. */
function fromCarrier(
  scene: Pick<SpanScene, 'resolver' | 'callsOf'>,
  source: GoSource,
  decl: FuncDecl,
): FunctionContext | null {
  const { resolver } = scene;
  for (const field of decl.type.params.list) {
    const type = resolver.typeOf(field.type, source, null);
    const accessor = sourceAccessor(resolver, type);
    if (accessor === null) continue;
    const named = field.names.find(({ name }) => name !== '_');
    const value = named?.name ?? freeName('r', (one) => isMentioned(decl, one));
    const [blank] = field.names;
    if (!named && !blank) return null;
    const edits =
      named || !blank ? [] : [{ file: source.path, start: blank.start, end: blank.end, text: value }];
    const bare = pointee(type);
    const id = bare?.kind === 'named' ? `${bare.path}.${bare.name}` : '';
    const back = SET_BACK.find(([pattern]) => pattern.test(id))?.[1];
    const parent = `${value}${accessor}`;
    if (!named || !isMentioned(decl.body, value)) return { parent, variable: '_', handOn: [], edits };
    const name = contextName(decl);
    if (isReplaced(decl, value)) return { parent, variable: '_', handOn: [], edits };
    if (back && !isReadAfterwards(scene, { source, decl }, parameterIndex(decl, value))) {
      const code = back.replaceAll('$', () => value).replace('@', name);
      return { parent, variable: name, handOn: [code], edits };
    }
    return insteadOf(source, decl, parent, name);
  }
  return null;
}

/** `l.ctx` of a receiver that is made for each request: what the body takes from it comes from the span. */
function fromField(resolver: TypeResolver, source: GoSource, decl: FuncDecl): FunctionContext | null {
  const receiver = decl.recv?.list[0];
  const [value] = receiver?.names ?? [];
  if (!receiver || !value || value.name === '_') return null;
  const type = pointee(resolver.typeOf(receiver.type, source, null));
  const declared =
    type?.kind === 'named' ? resolver.packages.ofPath(type.path)?.types.get(type.name) : undefined;
  if (declared?.spec.type.kind !== 'StructType') return null;
  for (const field of declared.spec.type.fields.list) {
    if (!isContextType(resolver.typeOf(field.type, declared.source, null))) continue;
    const [name] = field.names;
    const parent = `${value.name}.${name?.name ?? 'Context'}`;
    const uses = usesOf(source, decl, parent);
    // Only where it is read: a field that is set or never looked at is kept for something else.
    if (uses.length === 0 || uses.some((use) => isAssigned(decl, use))) continue;
    return insteadOf(source, decl, parent, contextName(decl));
  }
  return null;
}

/** What gives the context is read, and cannot be given another: its reads become the variable. */
function insteadOf(source: GoSource, decl: FuncDecl, parent: string, name: string): FunctionContext {
  const uses = usesOf(source, decl, parent);
  if (uses.length === 0) return { parent, variable: '_', handOn: [], edits: [] };
  const edits = uses.map(({ start, end }) => ({ file: source.path, start, end, text: name }));
  return { parent, variable: name, handOn: [], edits };
}

function usesOf({ text }: GoSource, decl: FuncDecl, code: string): Expr[] {
  const found: Expr[] = [];
  for (const node of decl.body ? walk(decl.body) : []) {
    const isLike = node.kind === 'CallExpr' || node.kind === 'SelectorExpr';
    if (isLike && text.slice(node.start, node.end) === code) found.push(node);
  }
  return found;
}

/** `*r = *r.WithContext(…)`, `c.SetRequest(…)`: the caller gets the context that is put in, which must not be the span's. */
function isReplaced({ body }: FuncDecl, value: string): boolean {
  const isIts = (at: Expr) => at.kind === 'Ident' && at.name === value;
  for (const node of body ? walk(body) : []) {
    if (node.kind === 'AssignStmt') {
      const isPutIn = (to: Expr) =>
        (to.kind === 'StarExpr' && isIts(to.x)) ||
        (to.kind === 'SelectorExpr' && isIts(to.x) && to.sel.name === 'Request');
      if (node.lhs.some(isPutIn)) return true;
    }
    if (node.kind === 'CallExpr' && node.fun.kind === 'SelectorExpr' && isIts(node.fun.x))
      if (/^Set(?:Request|UserContext|Context)$/.test(node.fun.sel.name)) return true;
  }
  return false;
}

function isAssigned(decl: FuncDecl, use: Expr): boolean {
  for (const node of decl.body ? walk(decl.body) : [])
    if (node.kind === 'AssignStmt' && node.lhs.includes(use)) return true;
  return false;
}

/** A name that the function does not mention. */
function contextName(decl: FuncDecl): string {
  return isMentioned(decl, 'ctx') ? freeName('spanCtx', (one) => isMentioned(decl, one)) : 'ctx';
}

/** The name occurs below a node, other than as a member of something. */
export function isMentioned(root: GoNode | undefined, name: string): boolean {
  if (!root) return false;
  const members = new Set<GoNode>();
  for (const node of walk(root)) {
    if (node.kind === 'SelectorExpr') members.add(node.sel);
    if (node.kind === 'Ident' && node.name === name && !members.has(node)) return true;
  }
  return false;
}
