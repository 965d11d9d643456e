/** What a piece of code does with the span in a variable, in the order in which it happens. */
import { type AstNode, bare, child, children, isFunction, textOf } from '../facts/ast.js';
import type { Binding, Bindings } from './bindings.js';
import { childNodes } from './child-nodes.js';
import { memberName } from './member-name.js';
import { ranBy } from './run-at-once.js';
import { chainRoot, isSpanMethod, WRITES } from './span-methods.js';

export type VariableEvent =
  /** `span.end()`. */
  | { kind: 'end'; node: AstNode }
  /** Changes the span: `span.setAttribute(…)`. */
  | { kind: 'write'; node: AstNode; method: string }
  /** Given to a call as an argument. */
  | { kind: 'pass'; node: AstNode; position: number }
  /** Kept, returned or caught where it can no longer be followed. */
  | { kind: 'escape'; node: AstNode }
  /** The variable gets a value. */
  | { kind: 'assign'; node: AstNode; value: AstNode | null };

/** A local function that does something with the variable and is only ever called by its name. */
export interface LocalHelper {
  binding: Binding;
  ends: boolean;
}

export interface Subject {
  variable: Binding;
  bindings: Bindings;
  helpers: readonly LocalHelper[];
  /** Whether a call only looks at its arguments: OpenTelemetry's own functions, `console`, `JSON`. */
  looksOnly(call: AstNode): boolean;
  /** Whether a call is known to end the span that it is given. */
  ends(call: AstNode): boolean;
  /** Whether the promise that a call gives is known never to reject. */
  neverRejects(call: AstNode): boolean;
}

/** An identifier as an operand of these is looked at, not handed on. */
const LOOKING = new Set([
  'UnaryExpression',
  'BinaryExpression',
  'IfStatement',
  'WhileStatement',
  'ExpressionStatement',
  'TemplateLiteral',
]);

/** The events of a step of the flow; what it runs at once has steps of its own. */
export function eventsOf(node: AstNode, subject: Subject): VariableEvent[] {
  return collectEvents(node, subject, ranBy(node));
}

/** What a nested function does with the variable when it is called. */
export function closureEvents(fn: AstNode, subject: Subject): VariableEvent[] {
  const body = child(fn, 'body');
  return body === null ? [] : collectEvents(body, subject, null);
}

function collectEvents(node: AstNode, subject: Subject, ran: AstNode | null): VariableEvent[] {
  const events: VariableEvent[] = [];
  const { variable, bindings } = subject;

  const isVariable = (candidate: AstNode | null): boolean =>
    candidate?.type === 'Identifier' &&
    textOf(candidate, 'name') === variable.name &&
    bindings.resolve(candidate) === variable;

  const visitAll = (parent: AstNode): void => {
    for (const item of childNodes(parent)) visit(item);
  };

  const visitCall = (call: AstNode): void => {
    const callee = bare(child(call, 'callee')!);
    visitAll(call);
    if (callee.type === 'Identifier') {
      const binding = bindings.resolve(callee);
      const helper = subject.helpers.find((one) => one.binding === binding);
      if (helper?.ends === true) events.push({ kind: 'end', node: call });
    }
    if (callee.type !== 'MemberExpression' || !isVariable(chainRoot(child(callee, 'object')!))) return;
    const method = memberName(callee) ?? '';
    if (method === 'end') events.push({ kind: 'end', node: call });
    else if (WRITES.has(method)) events.push({ kind: 'write', node: call, method });
  };

  const visitIdentifier = (identifier: AstNode): void => {
    const around = isVariable(identifier) ? bindings.around(identifier) : null;
    if (around === null || LOOKING.has(around.parent.type)) return;
    const { parent, part } = around;
    const isPart = (key: string) => child(parent, key) === part;
    if (parent.type === 'MemberExpression' && isPart('object')) {
      const use = bindings.around(parent);
      const isCalled = use?.parent.type === 'CallExpression' && child(use.parent, 'callee') === use.part;
      const method = memberName(parent) ?? '';
      if (!isCalled && isSpanMethod(method)) events.push({ kind: 'escape', node: identifier });
      return;
    }
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
      const position = children(parent, 'arguments').indexOf(part);
      if (position >= 0 && subject.ends(parent)) events.push({ kind: 'end', node: parent });
      else if (position >= 0 && !subject.looksOnly(parent))
        events.push({ kind: 'pass', node: parent, position });
      else if (position >= 0 && isSetSpan(parent) && isCarriedOn(parent, bindings))
        events.push({ kind: 'escape', node: identifier });
      return;
    }
    const isTarget =
      (parent.type === 'VariableDeclarator' && isPart('id')) ||
      (parent.type === 'AssignmentExpression' && isPart('left'));
    const isCondition =
      (parent.type === 'ConditionalExpression' && isPart('test')) ||
      (parent.type === 'LogicalExpression' && parent.operator === '&&' && isPart('left'));
    if (!isTarget && !isCondition) events.push({ kind: 'escape', node: identifier });
  };

  const visitClosure = (fn: AstNode): void => {
    if (subject.helpers.some(({ binding }) => functionOf(binding) === fn)) return;
    if (fn === ran) return;
    const inside = closureEvents(fn, subject);
    if (inside.some(({ kind }) => kind !== 'write')) events.push({ kind: 'escape', node: fn });
  };

  const visit = (current: AstNode): void => {
    if (isFunction(current)) visitClosure(current);
    else if (current.type === 'Identifier') visitIdentifier(current);
    else if (current.type === 'CallExpression') visitCall(current);
    else visitAll(current);
    if (current.type === 'AssignmentExpression' && isVariable(bare(child(current, 'left')!)))
      events.push({ kind: 'assign', node: current, value: child(current, 'right') });
    if (current.type === 'VariableDeclarator' && child(current, 'id') === variable.declaration)
      events.push({ kind: 'assign', node: current, value: child(current, 'init') });
  };

  visit(node);
  return events;
}

/** `trace.setSpan(context, span)`: the span is in the context that this gives. */
function isSetSpan(call: AstNode): boolean {
  const callee = bare(child(call, 'callee')!);
  return callee.type === 'MemberExpression' && memberName(callee) === 'setSpan';
}

/** Whether a value is returned or kept, itself or by the variable that holds it. */
function isCarriedOn(value: AstNode, bindings: Bindings): boolean {
  const use = bindings.around(value);
  if (use === null) return false;
  const { parent, part } = use;
  switch (parent.type) {
    case 'ReturnStatement':
    case 'Property':
    case 'ArrayExpression':
      return true;
    case 'ArrowFunctionExpression':
      return child(parent, 'body') === part;
    case 'AssignmentExpression':
      return child(parent, 'right') === part && bare(child(parent, 'left')!).type === 'MemberExpression';
    case 'VariableDeclarator': {
      const name = child(parent, 'id');
      const binding = bindings.all.find(({ declaration }) => declaration === name);
      return binding?.references.some((reference) => isCarriedOn(reference, bindings)) === true;
    }
    default:
      return false;
  }
}

/** The function that a name stands for: a declaration's, or the one that a variable begins with. */
export function functionOf({ value, declared }: Binding): AstNode | null {
  if (declared !== null && isFunction(declared)) return declared;
  const initial = value === null ? null : bare(value);
  return initial !== null && isFunction(initial) ? initial : null;
}
