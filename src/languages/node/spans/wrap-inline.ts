/**
 * Puts a span around the whole body of a function without a helper: `tracer.startActiveSpan`, and inside it a `try` that
 * records what is thrown and ends the span.
 */
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
import {
  type Body,
  expressionStart,
  gives,
  insert,
  partsOf,
  type TextEdit,
  unitBetween,
} from './wrap-function.js';

export interface InlineSpan {
  /** Name of the span in the inner function. */
  span: string;
  /** How the file says `SpanStatusCode`. */
  statusCode: string;
  /** Whether what is caught has to be given a type. */
  isTyped: boolean;
  /** `await` before what is returned. */
  awaits: readonly TextEdit[];
}

/** The edits around a block or an expression, in order. */
export function wrapInline(body: Body, call: WrapCall, inline: InlineSpan, style: SourceStyle): TextEdit[] {
  if (body.node.type !== 'BlockStatement') return wrapExpression(body, call, inline, style);
  const edits = [...wrapBlock(body, call, inline, style), ...inline.awaits];
  return edits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What follows the statements of the `try`, up to the end of the inner function's body. */
function closing(
  { span, statusCode, isTyped }: InlineSpan,
  at: string,
  { unit, semicolons }: SourceStyle,
): string {
  const end = semicolons ? ';' : '';
  return [
    `${at}} catch (error) {`,
    `${at}${unit}${span}.recordException(${isTyped ? 'error as Error' : 'error'})${end}`,
    `${at}${unit}${span}.setStatus({ code: ${statusCode}.ERROR })${end}`,
    `${at}${unit}throw error${end}`,
    `${at}} finally {`,
    `${at}${unit}${span}.end()${end}`,
    `${at}}`,
  ].join('\n');
}

function wrapBlock(body: Body, call: WrapCall, inline: InlineSpan, style: SourceStyle): TextEdit[] {
  const { text, node, comments } = body;
  const { head, first, brace, isOpen } = partsOf(body);
  const end = style.semicolons ? ';' : '';
  const outer = indentationAt(text, isOpen ? brace : node.start);
  const unit = isOpen ? unitBetween(outer, indentationAt(text, first), style) : style.unit;
  const indentation = isOpen ? indentationAt(text, first) : `${outer}${unit}`;
  const own = { ...style, unit };
  const layout = layoutCall(call, own, `${indentation}${gives(call)}`, ' {');
  const inner = `${indentation}${unit.repeat(layout.depth)}`;
  const open = `\n${indentation}${gives(call)}${layout.open} {\n${inner}try {`;
  const close = `${closing(inline, inner, own)}\n${indentation}${layout.depth === 2 ? unit : ''}}${layout.close}${end}\n`;
  const fixed = fixedRanges(text, node, comments);
  const shift = unit.repeat(layout.depth + 1);
  const headEnd = lineEnd(text, head);
  if (isOpen) {
    const last = lineStart(text, brace);
    return [
      insert(headEnd, open),
      ...movableLines(text, { start: headEnd, end: last }, fixed).map((at) => insert(at, shift)),
      insert(last, close),
    ];
  }
  const start = head + (/^\s*/.exec(text.slice(head))?.[0].length ?? 0);
  const stop = text.slice(0, brace).trimEnd().length;
  const further = isFirstOnLine(text, first) ? shift : `${unit}${shift}`;
  return [
    { start: head, end: start, text: `${open}\n${indentation}${shift}` },
    ...movableLines(text, { start, end: stop }, fixed).map((at) => insert(at, further)),
    { start: stop, end: brace, text: `\n${close}${outer}` },
  ];
}

function wrapExpression(body: Body, call: WrapCall, inline: InlineSpan, style: SourceStyle): TextEdit[] {
  const { text, node, comments, end } = body;
  const start = expressionStart(text, node.start, comments);
  const isFirst = isFirstOnLine(text, start);
  const before = text.slice(lineStart(text, start), start);
  const indentation = `${indentationAt(text, start)}${isFirst ? '' : style.unit}`;
  const layout = layoutCall(call, style, indentation, ' {');
  const inner = `${indentation}${style.unit.repeat(layout.depth)}`;
  const space = isFirst ? 0 : (/\s*$/.exec(before)?.[0].length ?? 0);
  const isParenthesized = text[start] === '(' && start < node.start;
  const [awaits = '', closed = ''] = isParenthesized
    ? inline.awaits.slice(0, 1).map(() => 'await ')
    : inline.awaits.map((edit) => edit.text);
  const last = `${indentation}${layout.depth === 2 ? style.unit : ''}}${layout.close}`;
  const open = [layout.open, ' {\n', `${inner}try {\n`, `${inner}${style.unit}return ${awaits}`].join('');
  const close = `${closed}${style.semicolons ? ';' : ''}\n${closing(inline, inner, style)}\n${last}`;
  const shift = style.unit.repeat(layout.depth + (isFirst ? 1 : 2));
  return [
    { start: start - space, end: start, text: `${isFirst ? '' : `\n${indentation}`}${open}` },
    ...movableLines(text, { start, end }, fixedRanges(text, node, comments)).map((at) => insert(at, shift)),
    insert(end, close),
  ];
}
