/**
 * The returns of an `async` function that have to wait inside a `try`: what is returned without `await` settles after the
 * `finally` has run, and its error passes the `catch` by.
 */

import type { TextRange } from '../../../model/finding.js';
import { type AstNode, child, isClass, isFunction, keyName, textOf } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import type { TextEdit } from './wrap-function.js';

/** Values of themselves, whatever they hold. */
const NO_PROMISE =
  /^(?:Literal|TemplateLiteral|ObjectExpression|ArrayExpression|AwaitExpression|BinaryExpression|UnaryExpression|UpdateExpression|ArrowFunctionExpression|FunctionExpression|ClassExpression|JSXElement|JSXFragment)$/;
/** What binds less than `await` does. */
const LOOSE =
  /^(?:AssignmentExpression|ConditionalExpression|LogicalExpression|SequenceExpression|TSAsExpression|TSSatisfiesExpression)$/;
const GLOBALS =
  /^(?:Array|BigInt|Boolean|Date|Error|JSON|Map|Math|Number|Object|RegExp|Set|String|URL|\w+Error)$/;
const PATTERN = /^(?:Property|ObjectPattern|ArrayPattern|AssignmentPattern|RestElement)$/;
const PROMISE_NAME = /promise|deferred|pending|future/i;

/**
 * @param body block of an `async` function, or the expression of an `async` arrow
 * @returns what is inserted; null where waiting would change what the function does: inside a `try` of its own, whose
 * `catch` would see errors that pass it by now, or whose `finally` would run later
 */
export function awaitedReturns(file: NodeRuleFile, body: AstNode): TextEdit[] | null {
  if (body.type !== 'BlockStatement') return mayBePromise(body, file) ? waiting(body) : [];
  const edits: TextEdit[] = [];
  let isGuarded = false;
  const visit = (node: AstNode, within: boolean): void => {
    if (isFunction(node) || isClass(node)) return;
    if (node.type === 'VariableDeclaration' && /using$/.test(textOf(node, 'kind') ?? '')) isGuarded = true;
    const value = node.type === 'ReturnStatement' ? child(node, 'argument') : null;
    if (value !== null && mayBePromise(value, file)) {
      isGuarded ||= within;
      edits.push(...waiting(value));
    }
    const hasFinalizer = node.type === 'TryStatement' && child(node, 'finalizer') !== null;
    for (const one of childNodes(node)) {
      const isTried = node.type === 'TryStatement' && (hasFinalizer || one === child(node, 'block'));
      visit(one, within || isTried);
    }
  };
  visit(body, false);
  return isGuarded ? null : edits;
}

/** The opposite: the text of a function's file without the `await` that `awaitedReturns` may have put in. */
export function withoutAwaits(text: string, body: AstNode): string {
  const cuts: TextRange[] = [];
  const visit = (node: AstNode, within: boolean): void => {
    if (isFunction(node) || isClass(node)) return;
    const value = node.type === 'ReturnStatement' && !within ? child(node, 'argument') : null;
    if (value?.type === 'AwaitExpression') cuts.push(...awaitOf(text, value));
    for (const one of childNodes(node)) visit(one, within || node.type === 'TryStatement');
  };
  visit(body, false);
  return cuts.reduceRight((now, { start, end }) => now.slice(0, start) + now.slice(end), text);
}

/** `await `, or `await (` with its end. */
function awaitOf(text: string, node: AstNode): TextRange[] {
  const { start, end } = node;
  const argument = child(node, 'argument');
  if (argument === null) return [];
  const isLoose = LOOSE.test(argument.type) && text.slice(start, argument.start) === 'await (';
  return isLoose
    ? [
        { start, end: argument.start },
        { start: argument.end, end },
      ]
    : [{ start, end: argument.start }];
}

/** Offsets are those of the expression, without parentheses around it. */
function waiting(value: AstNode): TextEdit[] {
  const { start, end } = value;
  if (!LOOSE.test(value.type)) return [{ start, end: start, text: 'await ' }];
  return [
    { start, end: start, text: 'await (' },
    { start: end, end, text: ')' },
  ];
}

function mayBePromise(value: AstNode, file: NodeRuleFile): boolean {
  if (NO_PROMISE.test(value.type)) return false;
  const some = (...keys: readonly string[]) =>
    keys.some((key) => {
      const part = child(value, key);
      return part !== null && mayBePromise(part, file);
    });
  switch (value.type) {
    case 'ConditionalExpression':
      return some('consequent', 'alternate');
    case 'LogicalExpression':
      return some('left', 'right');
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return some('expression');
    case 'Identifier':
      return mayNamePromise(value, file);
    case 'MemberExpression':
      return mayHoldPromise(keyName(child(value, 'property'), value.computed === true) ?? '', some('object'));
    case 'CallExpression':
    case 'NewExpression':
      return !isOfGlobal(child(value, 'callee'), file);
    default:
      return true;
  }
}

/** Whether a field may be a promise: of what was waited for, hardly. */
const mayHoldPromise = (field: string, isOfPromise: boolean): boolean =>
  PROMISE_NAME.test(field) || (isOfPromise && !/^(?:length|size)$/.test(field));

/** A constant has what it was given; a parameter what its type says. */
function mayNamePromise(identifier: AstNode, file: NodeRuleFile): boolean {
  const name = textOf(identifier, 'name') ?? '';
  if (name === 'undefined') return false;
  const { resolve, around } = file.once(fileBindings);
  const declaration = resolve(identifier)?.declaration;
  if (declaration === undefined || PROMISE_NAME.test(name)) return true;
  let place = around(declaration);
  while (place !== null && PATTERN.test(place.parent.type)) place = around(place.parent);
  if (place === null) return true;
  if (isFunction(place.parent)) return mayBePromiseType(child(declaration, 'typeAnnotation'));
  const isConstant =
    place.parent.type === 'VariableDeclarator' &&
    textOf(around(place.parent)?.parent ?? null, 'kind') === 'const';
  const init = child(place.parent, 'init');
  return !isConstant || init === null || mayBePromise(init, file);
}

function mayBePromiseType(annotation: AstNode | null): boolean {
  const type = annotation === null ? null : child(annotation, 'typeAnnotation');
  if (type?.type === 'TSTypeReference') {
    const name = textOf(child(type, 'typeName'), 'name') ?? '';
    return /^(?:T?[A-Z]?|T[A-Z]\w*)$|Promise|Thenable|Awaitable|Maybe/.test(name);
  }
  return !/^TS(?:String|Number|Boolean|BigInt|Array|Tuple|TypeLiteral|Literal)/.test(type?.type ?? '');
}

/** `JSON.parse(…)`, `new Map(…)`, `Number(…)`. */
function isOfGlobal(callee: AstNode | null, file: NodeRuleFile): boolean {
  const root = callee?.type === 'MemberExpression' ? child(callee, 'object') : callee;
  if (root?.type !== 'Identifier') return false;
  return GLOBALS.test(textOf(root, 'name') ?? '') && file.once(fileBindings).resolve(root) === undefined;
}
