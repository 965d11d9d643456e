/** Which expressions can raise an exception, and which calls never come back. */
import { type AstNode, bare, child, children, isFunction, keyName, textOf } from '../facts/ast.js';
import { childNodes } from './child-nodes.js';

const RAISING = new Set([
  'CallExpression',
  'NewExpression',
  'AwaitExpression',
  'YieldExpression',
  'ImportExpression',
  'TaggedTemplateExpression',
]);

/** Whether evaluating a node calls something or waits for something. Nested functions are not evaluated with it. */
export function mayRaise(node: AstNode): boolean {
  return find(node, (one) => RAISING.has(one.type) && !isHarmless(one)) !== null;
}

/** `trace.setSpan(…)`, `context.active()`: OpenTelemetry's API raises nothing. */
function isHarmless(node: AstNode): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = bare(child(node, 'callee')!);
  if (callee.type !== 'MemberExpression') return false;
  const owner = textOf(child(callee, 'object'), 'name');
  const name = keyName(child(callee, 'property'), callee.computed === true) ?? '';
  return (
    (owner === 'trace' && /^(?:set|get|delete)(?:Active)?Span(?:Context)?$/.test(name)) ||
    (owner === 'context' && name === 'active')
  );
}

/** Every `await` in a node outside nested functions that may reject, in order. */
export function awaitsIn(node: AstNode, neverRejects: (call: AstNode) => boolean): AstNode[] {
  const inside = isFunction(node) ? [] : [...childNodes(node)].flatMap((one) => awaitsIn(one, neverRejects));
  if (node.type !== 'AwaitExpression') return inside;
  const awaited = bare(child(node, 'argument')!);
  return isPause(awaited) || neverRejects(awaited) ? inside : [node, ...inside];
}

const TIMERS = /^(?:setTimeout|setImmediate|queueMicrotask)$/;

/** `new Promise((resolve) => setTimeout(resolve, 100))`: nothing in it can reject. */
function isPause(promise: AstNode): boolean {
  if (promise.type !== 'NewExpression' || textOf(child(promise, 'callee'), 'name') !== 'Promise')
    return false;
  const executor = children(promise, 'arguments')[0];
  if (executor === undefined || !isFunction(executor) || children(executor, 'params').length !== 1)
    return false;
  const body = child(executor, 'body');
  const statements = body?.type === 'BlockStatement' ? children(body, 'body') : [body];
  return statements.every((one) => {
    const call = one?.type === 'ExpressionStatement' ? child(one, 'expression') : one;
    const callee = call?.type === 'CallExpression' ? bare(child(call, 'callee')!) : null;
    return callee !== null && TIMERS.test(textOf(callee, 'name') ?? '');
  });
}

/** The first node in source order that matches, outside nested functions; the node itself is looked at, too. */
export function find(node: AstNode, matches: (node: AstNode) => boolean): AstNode | null {
  if (matches(node)) return node;
  if (isFunction(node)) return null;
  for (const item of childNodes(node)) {
    const found = find(item, matches);
    if (found !== null) return found;
  }
  return null;
}

/** A call that ends the process: `process.exit()`, `process.abort()`. */
export function isTerminal(node: AstNode): boolean {
  const call = bare(node);
  if (call.type !== 'CallExpression') return false;
  const callee = bare(child(call, 'callee')!);
  if (callee.type !== 'MemberExpression' || textOf(child(callee, 'object'), 'name') !== 'process')
    return false;
  const name = keyName(child(callee, 'property'), callee.computed === true);
  return name === 'exit' || name === 'abort';
}
