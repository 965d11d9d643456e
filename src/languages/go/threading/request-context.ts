/** The context of the request that a place in the code serves. */
import type { Edit } from '#src/model/change.js';
import { walk } from '../rewrite/walk.js';
import type { GoNode } from '../syntax/ast.js';
import { sourceAccessor } from '../typing/expression-types.js';
import { type Frame, type Scope, type Variable, visibleAt } from '../typing/local-scopes.js';
import type { FunctionReading } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { isContextType, qualityOfVariable, typeOfVariable } from './context-quality.js';
import { type FrameEntry, frameEntry } from './frame-entry.js';

export type RequestContext =
  /** Code that gives it there, and what has to be edited for that: a parameter `_` gets a name. */
  | { kind: 'found'; text: string; edits: Edit[]; isRequest: boolean }
  /** There is one, but it may end too early. */
  | { kind: 'unfit'; why: 'goroutine' | 'deferred' | 'kept' | 'narrow' | 'unknown' }
  | { kind: 'none' };

/** @param node the call that needs it */
export function requestContextAt(
  resolver: TypeResolver,
  reading: FunctionReading,
  scope: Scope,
  node: GoNode,
): RequestContext {
  const visible = visibleAt(scope, node.start);
  let unfit: Extract<RequestContext, { kind: 'unfit' }>['why'] | null = statementEntry(reading, node);
  for (let frame: Frame | null = scope.frame; frame; frame = frame.parent) {
    const own = ownContext(resolver, reading, visible, frame);
    if (own.kind === 'found') return unfit ? { kind: 'unfit', why: unfit } : own;
    if (own.kind === 'unfit') return own;
    const entry: FrameEntry = frameEntry(resolver, reading, frame);
    if (entry !== 'called' && entry !== 'declared') unfit = entry;
  }
  return { kind: 'none' };
}

/** `go db.Exec()` and `defer db.Exec()`: the call itself runs at another time. */
export function statementEntry(reading: FunctionReading, node: GoNode): 'goroutine' | 'deferred' | null {
  let at: GoNode | undefined = node;
  while (at) {
    const above: GoNode | undefined = reading.parents.get(at);
    if (above?.kind === 'GoStmt') return 'goroutine';
    if (above?.kind === 'DeferStmt') return 'deferred';
    // Only what is called on: arguments are evaluated at once.
    const isCallee = above?.kind === 'SelectorExpr' || (above?.kind === 'CallExpr' && above.fun === at);
    if (!isCallee) return null;
    at = above;
  }
  return null;
}

/** What a function or literal itself has: a context, or a request that has one. */
function ownContext(
  resolver: TypeResolver,
  reading: FunctionReading,
  visible: readonly Variable[],
  frame: Frame,
): RequestContext {
  let rejected: 'narrow' | 'unknown' | null = null;
  for (const variable of visible) {
    if (variable.frame !== frame || !isContextType(typeOfVariable(resolver, reading, variable))) continue;
    const quality = qualityOfVariable(resolver, reading, variable);
    if (quality === 'own') return { kind: 'found', text: variable.name, edits: [], isRequest: false };
    if (quality !== 'background') rejected = quality === 'narrow' ? 'narrow' : (rejected ?? 'unknown');
  }
  for (const variable of visible) {
    if (variable.frame !== frame) continue;
    const accessor = sourceAccessor(resolver, typeOfVariable(resolver, reading, variable));
    if (accessor === null || !keepsItsRequest(variable)) continue;
    return { kind: 'found', text: `${variable.name}${accessor}`, edits: [], isRequest: true };
  }
  return rejected ? { kind: 'unfit', why: rejected } : unnamedContext(resolver, reading, frame);
}

/** A parameter, perhaps replaced by a copy of itself: `r = r.WithContext(ctx)`. Others are requests that go out. */
function keepsItsRequest(variable: Variable): boolean {
  if (!variable.isParameter) return false;
  return variable.values.every(({ expr }) => {
    if (expr.kind !== 'CallExpr' || expr.fun.kind !== 'SelectorExpr') return false;
    const { x, sel } = expr.fun;
    return x.kind === 'Ident' && x.name === variable.name && /^(?:WithContext|Clone)$/.test(sel.name);
  });
}

/** A parameter `_` can be given a name that the function does not mention. */
function unnamedContext(resolver: TypeResolver, reading: FunctionReading, frame: Frame): RequestContext {
  for (const variable of reading.variables) {
    if (variable.frame !== frame || !variable.isParameter || variable.name !== '_') continue;
    const accessor = isContextType(variable.type) ? '' : sourceAccessor(resolver, variable.type);
    if (accessor === null) continue;
    const names = accessor === '' ? ['ctx'] : ['r', 'req', 'request'];
    const name = names.find((one) => !isMentioned(reading.root, one));
    if (name === undefined) return { kind: 'none' };
    const { start, end } = variable.ident;
    const edit: Edit = { file: reading.source.path, start, end, text: name };
    return { kind: 'found', text: `${name}${accessor}`, edits: [edit], isRequest: accessor !== '' };
  }
  return { kind: 'none' };
}

function isMentioned(root: GoNode, name: string): boolean {
  for (const node of walk(root)) if (node.kind === 'Ident' && node.name === name) return true;
  return false;
}
