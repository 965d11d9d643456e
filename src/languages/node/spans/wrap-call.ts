/** The code that is put around a function's body: the call of a helper, laid out as a formatter would. */
import { objectKey, quoted, type SourceStyle } from './source-style.js';

export interface SpanAttributeCode {
  key: string;
  /** Code that is evaluated before the body; with `fromResult`, a function of what the body gives. */
  expression: string;
  fromResult?: true;
}

/** How a helper is called. */
export interface HelperCall {
  /** `withSpan`, `telemetry.withSpan`. */
  callee: string;
  /** What stands between the name and the function: attributes, options with `attributes` in them, nothing. */
  details: 'attributes' | 'options' | 'none';
}

export interface WrapCall {
  helper: HelperCall;
  spanName: string;
  attributes: readonly SpanAttributeCode[];
  isAsync: boolean;
  isGenerator: boolean;
  /** What the inner function is given: nothing, or the name of the span. */
  parameter: string;
  /** Annotation of the inner function, with its colon; empty when there is none. */
  returnType: string;
}

export interface WrapLayout {
  /** Up to what the body follows: `=>`, or the head of a generator; its first line has no indentation, the others have that of the statement. */
  open: string;
  /** Levels by which the body moves. */
  depth: 1 | 2;
  /** After the body's own closing brace or expression, up to the call's closing parenthesis. */
  close: string;
}

function attributesCode(call: WrapCall, style: SourceStyle): string[] {
  return call.attributes.map(({ key, expression }) => {
    const name = objectKey(key, style);
    return name === expression ? name : `${name}: ${expression}`;
  });
}

function argumentTexts(call: WrapCall, style: SourceStyle): string[] {
  const name = quoted(call.spanName, style);
  const pairs = attributesCode(call, style);
  if (pairs.length === 0 || call.helper.details === 'none') return [name];
  const object = `{ ${pairs.join(', ')} }`;
  return [name, call.helper.details === 'options' ? `{ attributes: ${object} }` : object];
}

/** The arguments before the function, each on lines of its own. */
function brokenArguments(call: WrapCall, style: SourceStyle, indentation: string): string[] {
  const inner = `${indentation}${style.unit}`;
  return argumentTexts(call, style).map((argument, index) => {
    if (index === 0 || inner.length + argument.length + 1 <= style.width) return `${inner}${argument},`;
    const isOption = call.helper.details === 'options';
    const at = isOption ? `${inner}${style.unit}` : inner;
    const lines = attributesCode(call, style).map((pair) => `${at}${style.unit}${pair},`);
    return isOption
      ? [`${inner}{`, `${at}attributes: {`, ...lines, `${at}},`, `${inner}},`].join('\n')
      : [`${inner}{`, ...lines, `${inner}},`].join('\n');
  });
}

function head({ isAsync, isGenerator, parameter, returnType }: WrapCall): string {
  const before = isAsync ? 'async ' : '';
  return isGenerator ? `${before}function* ()${returnType}` : `${before}(${parameter})${returnType} =>`;
}

/**
 * @param before what stands on the line before the call: indentation, `return `
 * @param after what has to fit on the first line behind the arrow: ` {`
 */
export function layoutCall(call: WrapCall, style: SourceStyle, before: string, after: string): WrapLayout {
  const { callee } = call.helper;
  const flat = `${callee}(${[...argumentTexts(call, style), head(call)].join(', ')}`;
  if (columns(before, style) + flat.length + after.length <= style.width)
    return { open: flat, depth: 1, close: ')' };
  const indentation = /^[ \t]*/.exec(before)?.[0] ?? '';
  const lines = brokenArguments(call, style, indentation);
  const comma = style.trailingComma ? ',' : '';
  return {
    open: [`${callee}(`, ...lines, `${indentation}${style.unit}${head(call)}`].join('\n'),
    depth: 2,
    close: `${comma}\n${indentation})`,
  };
}

/** Columns of a line's beginning, with tabs as wide as formatters count them by default. */
const columns = (text: string, { unit }: SourceStyle): number =>
  text.replaceAll('\t', ' '.repeat(unit === '\t' ? 4 : 2)).length;
