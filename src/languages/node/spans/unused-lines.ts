/** Lines of a file that its spans needed, and of which nothing is left: imports of helpers and of the API, the tracer. */
import type { Edit } from '../../../model/change.js';
import type { TextRange } from '../../../model/finding.js';
import { type AstNode, child, children, keyName, textOf } from '../facts/ast.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { lineEnd } from './line-layout.js';
import { API, namesFrom } from './tracer-names.js';

/**
 * @param stripped the text of the file without its spans
 * @param helpers names that helpers of ours are exported under
 * @param scope name that a tracer of ours has
 */
export function unusedLines(
  file: NodeRuleFile,
  stripped: string,
  helpers: readonly string[],
  scope: string,
): Edit[] {
  const code = ({ start, end }: TextRange) => file.text.slice(start, end);
  const statements = children(file.program, 'body');
  const isMentioned = (name: string, without: readonly TextRange[]) => {
    const rest = without.reduce((text, one) => text.replace(code(one), ''), stripped);
    return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(rest);
  };
  const tracers = statements.filter((one) => {
    const name = tracerNamed(one, scope);
    return name !== null && !isMentioned(name, [one]);
  });
  const cuts: TextRange[] = [];
  const imports = statements.filter((one) => {
    const names = namesFrom(one, () => true);
    const isOfApi = namesFrom(one, (source) => source === API).length > 0;
    const isHelper =
      names.length === 1 && helpers.some((name) => new RegExp(`\\b${name}\\b`).test(code(one)));
    if (!isOfApi && !isHelper) return false;
    const unused = names.filter((name) => !isMentioned(localOf(name), [one, ...tracers]));
    if (unused.length === names.length) return true;
    cuts.push(...unused.filter((name) => isOfApi && wasAdded(name)).flatMap((name) => cutOf(name, names)));
    return false;
  });
  const gone = together(file.text, [...imports, ...tracers]).flatMap((one) => wholeLines(file.text, one));
  return [...gone, ...cuts]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ file: file.path, start, end, text: '' }));
}

/** The name of `const tracer = trace.getTracer('orders')`. */
function tracerNamed(statement: AstNode, scope: string): string | null {
  const [declarator, ...more] =
    statement.type === 'VariableDeclaration' ? children(statement, 'declarations') : [];
  const init = declarator === undefined || more.length > 0 ? null : child(declarator, 'init');
  const callee = init?.type === 'CallExpression' ? child(init, 'callee') : null;
  if (init == null || declarator === undefined || callee === null) return null;
  const [name, ...rest] = children(init, 'arguments');
  const isTracer = keyName(child(callee, 'property'), false) === 'getTracer';
  return isTracer && name?.value === scope && rest.length === 0
    ? textOf(child(declarator, 'id'), 'name')
    : null;
}

const localOf = (specifier: AstNode): string =>
  textOf(child(specifier, 'local') ?? child(specifier, 'value'), 'name') ?? '';

/** Whether a name of the API is one that a span written inline brings. */
const wasAdded = (specifier: AstNode): boolean =>
  /^(?:SpanStatusCode|trace)$/.test(
    keyName(child(specifier, 'imported') ?? child(specifier, 'key'), false) ?? '',
  );

/** A name behind others, with the comma before it. */
function cutOf(name: AstNode, names: readonly AstNode[]): TextRange[] {
  const before = names[names.indexOf(name) - 1];
  return before === undefined ? [] : [{ start: before.end, end: name.end }];
}

/** Statements with nothing between them as one. */
function together(text: string, statements: readonly AstNode[]): TextRange[] {
  const groups: { start: number; end: number }[] = [];
  for (const { start, end } of statements.toSorted((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last !== undefined && text.slice(last.end, start).trim() === '') last.end = end;
    else groups.push({ start, end });
  }
  return groups;
}

/** The lines of a range with the blank ones that it brought; nothing when something else stands on them. */
function wholeLines(text: string, { start, end }: TextRange): TextRange[] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = lineEnd(text, end);
  if (text.slice(from, start).trim() !== '' || text.slice(end, to).trim() !== '') return [];
  const isFirst = text.slice(0, from).trim() === '';
  const newline = text[from - 2] === '\r' ? 2 : 1;
  const isApart = /\n\r?\n$/.test(text.slice(0, from)) && /^\r?\n\r?\n/.test(text.slice(to));
  const above = isFirst ? 0 : newline * (isApart ? 2 : 1);
  const below = isFirst ? (/^(?:\r?\n){1,2}/.exec(text.slice(to))?.[0].length ?? 0) : 0;
  return [{ start: from - above, end: to + below }];
}
