/** Puts a span around the whole body of a function: what was there stays as it is, one or two levels further in. */
import type { TextRange } from '../../../model/finding.js';
import { type AstNode, children } from '../facts/ast.js';
import {
  fixedRanges,
  indentationAt,
  isFirstOnLine,
  lineEnd,
  lineStart,
  movableLines,
} from './line-layout.js';
import type { SourceStyle } from './source-style.js';
import { layoutCall, type WrapCall } from './wrap-call.js';

/** Replaces `[start, end)`. */
export interface TextEdit extends TextRange {
  text: string;
}

export interface Body {
  text: string;
  /** The function's body: a block, or the expression of an arrow. */
  node: AstNode;
  /** End of the function, a closing parenthesis around an expression included. */
  end: number;
  comments: readonly TextRange[];
}

/** The edits around a block or an expression, in order. */
export function wrapBody(body: Body, call: WrapCall, style: SourceStyle): TextEdit[] {
  return body.node.type === 'BlockStatement'
    ? wrapBlock(body, call, style)
    : wrapExpression(body, call, style);
}

export const insert = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

/** What stands before the call. */
export const gives = ({ isGenerator }: WrapCall): string => (isGenerator ? 'return yield* ' : 'return ');

export interface BlockParts {
  /** Behind the opening brace and the directives. */
  head: number;
  /** Where the first statement begins; the closing brace where there is none. */
  first: number;
  /** The closing brace. */
  brace: number;
  /** Whether the statements have lines of their own. */
  isOpen: boolean;
}

export function partsOf({ text, node }: Body): BlockParts {
  const statements = children(node, 'body');
  const directives = statements.filter(({ directive }) => typeof directive === 'string');
  const first = statements[directives.length];
  const head = directives.at(-1)?.end ?? node.start + 1;
  const brace = node.end - 1;
  const headEnd = lineEnd(text, head);
  const isOpen =
    first !== undefined &&
    first.start > headEnd &&
    isFirstOnLine(text, brace) &&
    isCommentOnly(text.slice(head, headEnd));
  return { head, first: first?.start ?? brace, brace, isOpen };
}

/** One level of indentation, as the lines of a block show it. */
export const unitBetween = (outer: string, inner: string, { unit }: SourceStyle): string =>
  inner.startsWith(outer) && inner !== outer ? inner.slice(outer.length) : unit;

function wrapBlock(body: Body, call: WrapCall, style: SourceStyle): TextEdit[] {
  const { text, node, comments } = body;
  const { head, first, brace, isOpen } = partsOf(body);
  const end = style.semicolons ? ';' : '';
  if (!isOpen) {
    const { open } = layoutCall(call, { ...style, width: Number.POSITIVE_INFINITY }, '', '');
    return [insert(head, ` ${gives(call)}${open} {`), insert(brace, `})${end} `)];
  }
  const headEnd = lineEnd(text, head);
  const indentation = indentationAt(text, first);
  const unit = unitBetween(indentationAt(text, brace), indentation, style);
  const layout = layoutCall(call, { ...style, unit }, `${indentation}${gives(call)}`, ' {');
  const close = `${indentation}${layout.depth === 2 ? unit : ''}}${layout.close}${end}\n`;
  const last = lineStart(text, brace);
  return [
    insert(headEnd, `\n${indentation}${gives(call)}${layout.open} {`),
    ...movableLines(text, { start: headEnd, end: last }, fixedRanges(text, node, comments)).map((at) =>
      insert(at, unit.repeat(layout.depth)),
    ),
    insert(last, close),
  ];
}

/** Whether the rest of a line holds a comment at most. */
const isCommentOnly = (rest: string): boolean =>
  /^[\s;]*(?:\/\/.*|(?:\/\*(?:(?!\*\/).)*\*\/\s*)*)$/.test(rest);

function wrapExpression({ text, node, end, comments }: Body, call: WrapCall, style: SourceStyle): TextEdit[] {
  const start = expressionStart(text, node.start, comments);
  const isSingleLine = !text.slice(start, end).includes('\n');
  const isFirst = isFirstOnLine(text, start);
  const before = text.slice(lineStart(text, start), start);
  const flat = layoutCall(call, { ...style, width: Number.POSITIVE_INFINITY }, '', '').open;
  const firstLine = before.length + flat.length + 1 + (Math.min(lineEnd(text, start), end) - start);
  const fits = firstLine + (isSingleLine ? lineEnd(text, end) - end + 1 : 0) <= style.width;
  if (fits && (isSingleLine || !isFirst)) return [insert(start, `${flat} `), insert(end, ')')];

  const indentation = `${indentationAt(text, start)}${isFirst ? '' : style.unit}`;
  const layout = layoutCall(call, style, indentation, '');
  const shift = style.unit.repeat(layout.depth);
  const space = isFirst ? 0 : (/\s*$/.exec(before)?.[0].length ?? 0);
  const open = `${isFirst ? '' : `\n${indentation}`}${layout.open}`;
  const lines = movableLines(text, { start, end }, fixedRanges(text, node, comments));
  // What opens a bracket on its first line and closes it on its last stays beside the arrow, and what has room there.
  const head = layout.open.slice(layout.open.lastIndexOf('\n') + 1);
  const hasRoom = isSingleLine && layout.depth === 2 && head.length + end - start + 2 <= style.width;
  const isBracketed = layout.depth === 1 || indentationAt(text, end) === indentationAt(text, start);
  if (hasRoom || (!isSingleLine && !isFirst && isBracketed))
    return [
      { start: start - space, end: start, text: `${open} ` },
      ...lines.map((at) => insert(at, shift)),
      insert(end, layout.close),
    ];
  const close = layout.depth === 2 ? layout.close : `${style.trailingComma ? ',' : ''}\n${indentation})`;
  return [
    { start: start - space, end: start, text: `${open}\n${indentation}${shift}` },
    ...lines.map((at) => insert(at, isFirst ? shift : style.unit.repeat(layout.depth + 1))),
    insert(end, close),
  ];
}

/** Where an arrow's expression begins, the parentheses around it included: right behind `=>` and comments. */
export function expressionStart(text: string, start: number, comments: readonly TextRange[]): number {
  let at = start;
  for (;;) {
    const before = text.slice(0, at).trimEnd();
    const comment = comments.find((one) => one.end === before.length);
    if (comment !== undefined) at = comment.start;
    else if (before.endsWith('(')) at = before.length - 1;
    else break;
  }
  // What was passed over without a parenthesis before it is no part of the expression.
  const arrow = text.slice(0, at).trimEnd().length;
  return skipSpace(text, arrow, comments);
}

/** Where code begins again behind white space and comments. */
export function skipSpace(text: string, from: number, comments: readonly TextRange[]): number {
  let at = from;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    const comment = comments.find(({ start }) => start === at);
    if (comment === undefined) return at;
    at = comment.end;
  }
}
