/** A function as it was before its body was put into a span: what that may have been, told from the code that is there. */
import type { TextRange } from '../../../model/finding.js';
import { type AstNode, bare, child, children, isFunction, keyName, textOf } from '../facts/ast.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import {
  fixedRanges,
  indentationAt,
  isFirstOnLine,
  lineEnd,
  lineStart,
  movableLines,
} from './line-layout.js';
import type { SpanTarget } from './span-target.js';

export interface FunctionBefore {
  spanName: string;
  /** Attribute name → expression, in the order of the code. */
  attributes: Record<string, string>;
  /** Texts of the whole function: which it was is told by putting the span in again. */
  texts: string[];
}

/** The call that all of the body is, taken apart. */
interface Wrapping {
  /** The statement or expression that the body consists of. */
  whole: TextRange;
  call: AstNode;
  inner: AstNode;
  innerBody: AstNode;
}

const MOST_LEVELS = 4;

/**
 * @param width columns that a line may have
 * @returns null when the call is not of the form that we write
 */
export function withoutSpan(file: NodeRuleFile, target: SpanTarget, width: number): FunctionBefore | null {
  const wrapping = wrappingOf(target.body);
  const [name, details] = wrapping === null ? [] : children(wrapping.call, 'arguments');
  const spanName = name === undefined ? undefined : name.value;
  if (wrapping === null || typeof spanName !== 'string') return null;
  const attributes = details === wrapping.inner ? {} : attributesOf(file, details);
  const { node, body } = target;
  const { text } = file;
  const bodies =
    body.type === 'BlockStatement' ? blocks(file, body, wrapping) : expressions(file, wrapping, width);
  const isBlock = body.type === 'BlockStatement';
  const before = text.slice(node.start, isBlock ? body.start : wrapping.call.start);
  const after = text.slice(isBlock ? body.end : wrapping.call.end, node.end);
  const texts = bodies.map((one) => `${isBlock ? before : before.trimEnd()}${one}${after}`);
  return { spanName, attributes, texts };
}

function wrappingOf(body: AstNode): Wrapping | null {
  const statements = children(body, 'body').filter(({ directive }) => typeof directive !== 'string');
  const [only] = statements;
  const isBlock = body.type === 'BlockStatement';
  if (isBlock && (statements.length !== 1 || only?.type !== 'ReturnStatement')) return null;
  const value = isBlock && only ? child(only, 'argument') : bare(body);
  const call = value?.type === 'YieldExpression' ? child(value, 'argument') : value;
  const inner = call?.type === 'CallExpression' ? children(call, 'arguments').at(-1) : undefined;
  const inside = inner !== undefined && isFunction(inner) ? child(inner, 'body') : null;
  const innerBody = call != null && isInlineSpan(call) ? triedIn(inside, isBlock) : inside;
  if (call == null || inner === undefined || innerBody === null) return null;
  return { whole: isBlock && only ? only : call, call, inner, innerBody };
}

/** The `try` of a span that is written in the function itself; null where a helper is called. */
export function inlineTry(body: AstNode): AstNode | null {
  const wrapping = wrappingOf(body);
  return wrapping !== null && isInlineSpan(wrapping.call) ? tryIn(child(wrapping.inner, 'body')) : null;
}

/** `tracer.startActiveSpan(…)` */
function isInlineSpan(call: AstNode): boolean {
  const callee = child(call, 'callee');
  return callee !== null && keyName(child(callee, 'property'), false) === 'startActiveSpan';
}

/** The block of the `try` that is all of a function. */
function tryIn(body: AstNode | null): AstNode | null {
  const [only, ...more] = body === null ? [] : children(body, 'body');
  return only?.type === 'TryStatement' && more.length === 0 ? child(only, 'block') : null;
}

/** What stood in the function: the block of the `try`, or the value that it returns. */
function triedIn(body: AstNode | null, isBlock: boolean): AstNode | null {
  const block = tryIn(body);
  const [statement] = block === null ? [] : children(block, 'body');
  return isBlock || statement?.type !== 'ReturnStatement' ? block : child(statement, 'argument');
}

/** `{ 'order.id': order.id }`, or the options that hold it. */
function attributesOf(file: NodeRuleFile, details: AstNode | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const property of details === undefined ? [] : children(details, 'properties')) {
    const key = keyName(child(property, 'key'), property.computed === true);
    const value = child(property, 'value');
    if (key === null || value === null) continue;
    if (key === 'attributes' && value.type === 'ObjectExpression') return attributesOf(file, value);
    // A function of the result is asked for by its expression.
    const isOfResult =
      value.type === 'ArrowFunctionExpression' &&
      textOf(children(value, 'params')[0] ?? null, 'name') === 'result';
    const expression = isOfResult ? child(value, 'body') : value;
    if (expression !== null) found[key] = file.text.slice(expression.start, expression.end);
  }
  return found;
}

/** What may have been made this of. */
function blocks(file: NodeRuleFile, body: AstNode, { whole, innerBody }: Wrapping): string[] {
  const { text } = file;
  const head = text.slice(body.start, whole.start).trimEnd();
  if (innerBody.type !== 'BlockStatement') return [];
  const isOnOneLine = !text.slice(body.start, innerBody.start).includes('\n');
  if (isOnOneLine) {
    const inside = text.slice(innerBody.start + 1, innerBody.end - 1);
    return [`${head}${inside}${text.slice(whole.end, body.end).replace(/^ /, '')}`];
  }
  const first = children(innerBody, 'body')[0] ?? innerBody;
  const shift = indentationAt(text, first.start).length - indentationAt(text, whole.start).length;
  const inside = { start: innerBody.start + 1, end: lineStart(text, innerBody.end - 1) };
  const rest = text.slice(lineEnd(text, whole.end), body.end).replace(/^\r?\n/, '');
  return [`${head}${outdented(file, innerBody, inside, shift)}${rest}`];
}

/** What may have been made this of: beside the arrow or below it, on one line or several. */
function expressions(file: NodeRuleFile, wrapping: Wrapping, width: number): string[] {
  const { text } = file;
  const { call, inner, innerBody } = wrapping;
  if (inner.type !== 'ArrowFunctionExpression' || innerBody.type === 'BlockStatement') return [];
  const value = isInlineSpan(call) ? returnedIn(text, innerBody) : givenIn(text, wrapping);
  const line = indentationAt(text, call.start);
  const { start, end } = value;
  // A value in a `try` stands two levels deeper than the call, or three where its arguments have lines of their own.
  const depth = indentationAt(text, inner.start) === line ? 2 : 3;
  const unit = isInlineSpan(call)
    ? (indentationAt(text, start).length - line.length) / depth
    : indentationAt(text, inner.start).length - line.length || 2;
  const texts: string[] = [];
  for (let levels = 0; levels <= MOST_LEVELS; levels++) {
    const moved = outdented(file, innerBody, value, levels * unit);
    texts.push(` ${moved}`, `\n${line}${moved}`);
  }
  // As a formatter would have it.
  const arrowEnd = text.slice(0, call.start).trimEnd().length;
  const beside = arrowEnd - lineStart(text, arrowEnd) + 2 + end - start;
  return isFirstOnLine(text, call.start) && beside > width ? texts.reverse() : texts;
}

/** What the inner arrow of a helper's call gives, parentheses and comments included. */
function givenIn(text: string, { call, innerBody }: Wrapping): TextRange {
  const arrow = text.lastIndexOf('=>', innerBody.start) + 2;
  const start = arrow + (/^\s*/.exec(text.slice(arrow))?.[0].length ?? 0);
  const before = text.slice(0, call.end - 1).trimEnd();
  return { start, end: before.replace(/,$/, '').length };
}

/** What stands between `return` and the end of its statement. */
function returnedIn(text: string, value: AstNode): TextRange {
  const start = text.lastIndexOf('return ', value.start) + 'return '.length;
  const rest = /^[\s)]*/.exec(text.slice(value.end))?.[0] ?? '';
  return { start, end: value.end + rest.trimEnd().length };
}

/** A stretch of the text with its lines moved to the left, but for those that must not be moved. */
function outdented(file: NodeRuleFile, within: AstNode, { start, end }: TextRange, by: number): string {
  const lines = movableLines(file.text, { start, end }, fixedRanges(file.text, within, file.comments));
  let at = start;
  let result = '';
  for (const begin of lines) {
    const space = indentationAt(file.text, begin).length;
    result += file.text.slice(at, begin);
    at = begin + Math.min(space, by);
  }
  return result + file.text.slice(at, end);
}
