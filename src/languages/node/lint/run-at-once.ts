/** Functions that a call runs once and before it returns: what they do happens where the call stands. */
import { type AstNode, bare, child, children, isFunction, keyName } from '../facts/ast.js';
import { find } from './raising.js';

/** `context.with(…, fn)` and `tracer.startActiveSpan(…, fn)`. */
const RUNNERS = new Set(['with', 'startActiveSpan']);

/** The function that a call runs at once, or null. */
export function runAtOnce(call: AstNode): AstNode | null {
  if (call.type !== 'CallExpression') return null;
  const callee = bare(child(call, 'callee')!);
  const args = children(call, 'arguments').map(bare);
  if (isFunction(callee)) return callee;
  if (callee.type !== 'MemberExpression') return null;
  if (!RUNNERS.has(keyName(child(callee, 'property'), callee.computed === true) ?? '')) return null;
  return args.slice(1).find(isFunction) ?? null;
}

/** The first function that a node runs at once, or null. */
export function ranBy(node: AstNode): AstNode | null {
  const call = find(node, (inner) => runAtOnce(inner) !== null);
  return call === null ? null : runAtOnce(call);
}
