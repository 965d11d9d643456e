/** How a JavaScript or TypeScript file is written, so that what is added looks like the rest of it. */
import { type AstNode, children } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';

export interface SourceStyle {
  quote: "'" | '"';
  semicolons: boolean;
  /** One level of indentation. */
  unit: string;
  /** Whether a list of arguments over several lines ends with a comma. */
  trailingComma: boolean;
  /** Columns that a line may have. */
  width: number;
}

const TERMINATED =
  /^(?:ExpressionStatement|ReturnStatement|ImportDeclaration|ThrowStatement|VariableDeclaration)$/;
const DEFAULT_UNIT = '  ';

/** @param width what the formatter of the project is set to */
export function styleOf(text: string, program: AstNode, width: number): SourceStyle {
  let single = 0;
  let double = 0;
  let terminated = 0;
  let open = 0;
  let comma = 0;
  let noComma = 0;
  const visit = (node: AstNode, parent: AstNode | null): void => {
    if (node.type === 'Literal' && typeof node.value === 'string') {
      if (text[node.start] === "'") single++;
      else if (text[node.start] === '"' && !parent?.type.startsWith('JSX')) double++;
    } else if (TERMINATED.test(node.type) && !parent?.type.startsWith('For')) {
      if (text[node.end - 1] === ';') terminated++;
      else open++;
    } else if (node.type === 'CallExpression') {
      const last = children(node, 'arguments').at(-1);
      const rest = last === undefined ? '' : text.slice(last.end, node.end);
      if (rest.includes('\n')) {
        if (rest.trimStart().startsWith(',')) comma++;
        else noComma++;
      }
    }
    for (const inner of childNodes(node)) visit(inner, node);
  };
  visit(program, null);
  return {
    quote: double > single ? '"' : "'",
    semicolons: terminated >= open,
    unit: indentationUnit(text),
    trailingComma: comma >= noComma,
    width,
  };
}

/** The smallest step between the indentations of neighbouring lines that more than one place has, or the first one. */
function indentationUnit(text: string): string {
  const counts = new Map<string, number>();
  let before = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '' || /^\s*\*/.test(line)) continue;
    const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (indentation.length > before.length && indentation.startsWith(before)) {
      const step = indentation.slice(before.length);
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }
    before = indentation;
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? DEFAULT_UNIT;
}

/** A string literal in the quotes of the file. */
export function quoted(value: string, { quote }: SourceStyle): string {
  const escaped = value.replace(/[\\\n\r\u2028\u2029]/g, (character) =>
    JSON.stringify(character).slice(1, -1),
  );
  return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** A key of an object literal: without quotes where it may. */
export function objectKey(key: string, style: SourceStyle): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, style);
}
