/** The line that brings a helper into a file, behind the imports that are there. */
import { type AstNode, child, children, textOf } from '../facts/ast.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { lineEnd } from './line-layout.js';
import { quoted, type SourceStyle } from './source-style.js';
import type { TextEdit } from './wrap-function.js';

export interface WantedImport {
  specifier: string;
  exported: string;
  local: string;
  form: 'import' | 'require';
}

/** How the code of a file is loaded, told by what it does itself; null where it does neither. */
export function importForm({ program, collected }: NodeRuleFile): WantedImport['form'] | null {
  const isModule = children(program, 'body').some(({ type }) =>
    /^(?:Import|Export|TSExport|TSImport)/.test(type),
  );
  if (isModule) return 'import';
  const usesRequire = collected.calls.some(({ callee }) => textOf(callee, 'name') === 'require');
  const setsExports = collected.exports.length > 0;
  return usesRequire || setsExports ? 'require' : null;
}

/** The line that brings one name. */
export function importEdit(file: NodeRuleFile, wanted: WantedImport, style: SourceStyle): TextEdit {
  const { specifier, exported, local, form } = wanted;
  const name = exported === local ? local : `${exported}${form === 'import' ? ' as ' : ': '}${local}`;
  return insertImport(file, importStatement(specifier, [name], form, style), form);
}

/** @param names as they stand between the braces */
export function importStatement(
  specifier: string,
  names: readonly string[],
  form: WantedImport['form'],
  style: SourceStyle,
): string {
  const source =
    form === 'import' ? `from ${quoted(specifier, style)}` : `= require(${quoted(specifier, style)})`;
  const keyword = form === 'import' ? 'import' : 'const';
  return `${keyword} { ${names.join(', ')} } ${source}${style.semicolons ? ';' : ''}`;
}

/** Puts a statement behind the imports that are there, or at the beginning of the code. */
export function insertImport(file: NodeRuleFile, statement: string, form: WantedImport['form']): TextEdit {
  const { text, program } = file;
  const last = lastImport(program, form);
  if (last !== null) {
    const at = lineEnd(text, last.end);
    const isAlone = /^[\s;]*(?:\/\/.*|\/\*.*\*\/\s*)?$/.test(text.slice(last.end, at));
    return isAlone
      ? { start: at, end: at, text: `\n${statement}` }
      : { start: last.end, end: last.end, text: `\n${statement}\n` };
  }
  const head = headEnd(file);
  const isFollowedByBlank = /^\s*?\n\s*?\n/.test(text.slice(head)) || text.slice(head).trim() === '';
  return head === 0
    ? { start: 0, end: 0, text: `${statement}\n\n` }
    : { start: head, end: head, text: `\n\n${statement}${isFollowedByBlank ? '' : '\n'}` };
}

/** The last import of the group that the file begins with. */
function lastImport(program: AstNode, form: WantedImport['form']): AstNode | null {
  let last: AstNode | null = null;
  for (const statement of children(program, 'body')) {
    if (isImport(statement) || (form === 'require' && isRequire(statement))) last = statement;
    else if (typeof statement.directive !== 'string' && !isRequire(statement)) break;
  }
  return last;
}

const isImport = ({ type }: AstNode): boolean =>
  type === 'ImportDeclaration' || type === 'TSImportEqualsDeclaration';

/** `const x = require('x')`, `const y = require('y').z`, `require('z')`. */
function isRequire(statement: AstNode): boolean {
  const value =
    statement.type === 'ExpressionStatement'
      ? child(statement, 'expression')
      : statement.type === 'VariableDeclaration'
        ? child(children(statement, 'declarations')[0] ?? statement, 'init')
        : null;
  let callee = value;
  while (callee?.type === 'MemberExpression' || callee?.type === 'CallExpression') {
    if (textOf(child(callee, 'callee'), 'name') === 'require') return true;
    callee = child(callee, callee.type === 'MemberExpression' ? 'object' : 'callee');
  }
  return false;
}

/** The end of what has to stay first: a hashbang, a licence, directives. */
function headEnd({ text, program, comments }: NodeRuleFile): number {
  const directive = children(program, 'body').findLast((one) => typeof one.directive === 'string');
  if (directive !== undefined) return lineEnd(text, directive.end);
  let head = text.startsWith('#!') ? lineEnd(text, 0) : 0;
  const [first] = comments.filter(({ start }) => start >= head);
  if (first !== undefined && text.slice(head, first.start).trim() === '') {
    const isLicence = /copyright|licen[cs]e|@file|eslint-|@ts-/i.test(text.slice(first.start, first.end));
    if (isLicence && text[first.start + 1] === '*') head = lineEnd(text, first.end);
  }
  return head;
}
