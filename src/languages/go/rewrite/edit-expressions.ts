/** Splicing calls and literals; what comes out is as gofmt would have it. */
import type { Edit } from '#src/model/change.js';
import type { CallExpr, CompositeLit, Expr } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';

function insert(source: GoSource, at: number, text: string): Edit {
  return { file: source.path, start: at, end: at, text };
}

export function replace(source: GoSource, node: { start: number; end: number }, text: string): Edit {
  return { file: source.path, start: node.start, end: node.end, text };
}

/** `x` → `before x after`. */
export function wrapExpression(
  source: GoSource,
  node: { start: number; end: number },
  before: string,
  after: string,
): Edit[] {
  return [insert(source, node.start, before), insert(source, node.end, after)];
}

/** Adds arguments at the end of a call; a spread last argument is kept behind them: `append([]T{new}, opts...)...`. */
export function appendArguments(
  source: GoSource,
  call: CallExpr,
  values: readonly string[],
  element: string,
): Edit[] {
  const last = call.args.at(-1);
  const added = values.join(', ');
  if (!last) return [insert(source, call.end - 1, added)];
  if (call.ellipsis) {
    return [
      insert(source, last.start, `append([]${element}{${added}}, `),
      // The spread itself closes the inner call and spreads the outer one.
      insert(source, last.end, '...)'),
    ];
  }
  if (!isTrailingComma(source, last.end, call.end - 1)) return [insert(source, last.end, `, ${added}`)];
  const indent = indentAt(source.text, last.start);
  return [appendLine(source, last, call.end - 1, values.join(`,\n${indent}`))];
}

/** A comma behind the last element, as lists that end on their own line have it. */
function isTrailingComma({ text }: GoSource, from: number, to: number): boolean {
  return /^\s*,/.test(text.slice(from, to));
}

/** One more element for a list whose closing bracket has its own line. */
function appendLine(source: GoSource, last: Expr, close: number, added: string): Edit {
  const { text } = source;
  const comma = text.indexOf(',', last.end);
  const lineEnd = text.indexOf('\n', comma);
  if (lineEnd === -1 || lineEnd > close) return insert(source, last.end, `, ${added}`);
  const at = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return insert(source, at, `\n${indentAt(text, last.start)}${added},`);
}

/** Spaces and tabs at the start of the line. */
export function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0];
}

/** True when gofmt's alignment of the literal can be kept. */
export function canAddField(source: GoSource, literal: CompositeLit): boolean {
  return literal.elts.every(
    (e) => e.kind === 'KeyValueExpr' && e.key.kind === 'Ident' && isInPlace(source, e),
  );
}

function isInPlace(source: GoSource, e: Expr): boolean {
  return e.kind === 'KeyValueExpr' && /^[ \t]*$/.test(source.text.slice(e.key.end + 1, e.value.start));
}

/** Adds `name: value` at the end of a keyed literal. */
export function addField(source: GoSource, literal: CompositeLit, name: string, value: string): Edit[] {
  const { text } = source;
  const close = literal.end - 1;
  const last = literal.elts.at(-1);
  if (!last) {
    // Whatever stands between the braces is blank or a comment.
    const inner = text.slice(literal.lbrace + 1, close);
    if (!inner.includes('\n')) return [insert(source, literal.lbrace + 1, `${name}: ${value}`)];
    const indent = indentAt(text, close);
    return [insert(source, lineStart(text, close), `${indent}\t${name}: ${value},\n`)];
  }
  const comma = isTrailingComma(source, last.end, close);
  if (!comma || !text.slice(last.end, close).includes('\n'))
    return [insert(source, last.end, `, ${name}: ${value}`)];
  const { edits, width } = align(source, literal, name);
  const added = appendLine(source, last, close, `${`${name}:`.padEnd(width)} ${value}`);
  return [...edits, added];
}

/**
 * gofmt aligns the values of consecutive one-line `key: value` lines. When the new key joins such a run, all of it has
 * the width of the longest key.
 */
function align(source: GoSource, literal: CompositeLit, name: string): { edits: Edit[]; width: number } {
  const { text } = source;
  const run: { key: Expr; value: Expr }[] = [];
  let below = lineOf(text, literal.elts.at(-1)!.end) + 1;
  for (const elt of [...literal.elts].reverse()) {
    if (elt.kind !== 'KeyValueExpr') break;
    const isOneLine = lineOf(text, elt.start) === lineOf(text, elt.end);
    if (!isOneLine || lineOf(text, elt.start) !== below - 1) break;
    run.push(elt);
    below--;
  }
  const lengths = run.map(({ key }) => key.end - key.start + 1);
  const width = Math.max(name.length + 1, ...lengths);
  const edits = run.flatMap(({ key, value }, i) => {
    const gap = ' '.repeat(width - lengths[i]! + 1);
    const from = key.end + 1;
    if (text.slice(from, value.start) === gap) return [];
    return [{ file: source.path, start: from, end: value.start, text: gap }];
  });
  return { edits, width };
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineOf(text: string, at: number): number {
  let line = 0;
  for (let i = text.indexOf('\n'); i !== -1 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/** A statement on its own line below another. */
export function insertStatementAfter(
  source: GoSource,
  statement: { start: number; end: number },
  code: string,
): Edit {
  const { text } = source;
  const indent = indentAt(text, statement.start);
  const newline = text.indexOf('\n', statement.end);
  let at = newline === -1 ? text.length : newline;
  if (text[at - 1] === '\r') at--;
  return insert(source, at, `\n${code.replace(/^/gm, indent)}`);
}

/** True when the statement ends its line, but for a comment. */
export function endsItsLine({ text }: GoSource, statement: { start: number; end: number }): boolean {
  const newline = text.indexOf('\n', statement.end);
  const rest = text.slice(statement.end, newline === -1 ? text.length : newline).trim();
  const before = text.slice(lineStart(text, statement.start), statement.start).trim();
  return before === '' && (rest === '' || rest.startsWith('//'));
}
