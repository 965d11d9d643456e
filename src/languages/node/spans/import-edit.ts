/** The line that brings a helper into a file, behind the imports that are there. */
import { type AstNode, child, children, textOf } from '../facts/ast.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { lineEnd } from './line-layout.js';
import { quoted, type SourceStyle } from './source-style.js';
import { skipSpace, type TextEdit } from './wrap-function.js';

export interface WantedImport {
  specifier: string;
  exported: string;
  local: string;
  form: 'import' | 'require';
  /** Above the imports that are there: what they load may call what this file exports. */
  isFirst?: boolean;
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
  const { specifier, exported, local, form, isFirst = false } = wanted;
  const name = exported === local ? local : `${exported}${form === 'import' ? ' as ' : ': '}${local}`;
  const statement = importStatement(specifier, [name], form, style);
  const [first] = isFirst ? leadingImports(file.program, form) : [];
  return first === undefined
    ? insertImport(file, statement, form)
    : { start: first.start, end: first.start, text: `${statement}\n` };
}

/** @param names as they stand between the braces */
function importStatement(
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

/** The line for names of a package: with the other packages, above the project's own files, as `import/order` asks. */
export function packageImportEdit(
  file: NodeRuleFile,
  specifier: string,
  names: readonly string[],
  form: WantedImport['form'],
  style: SourceStyle,
): TextEdit {
  const statement = importStatement(specifier, names, form, style);
  const imports = leadingImports(file.program, form);
  const packages = imports.filter((one) => !/^(?:[.~#]|@\/)/.test(specifierOf(one) ?? '.'));
  const before = packages.at(-1);
  if (before !== undefined) return below(file, before, statement);
  const [first] = imports;
  const isPlain = first !== undefined && specifierOf(first) !== null && bringsNames(first);
  return isPlain
    ? { start: first.start, end: first.start, text: `${statement}\n` }
    : insertImport(file, statement, form);
}

/** Puts a statement behind the imports that are there, or at the beginning of the code. */
export function insertImport(file: NodeRuleFile, statement: string, form: WantedImport['form']): TextEdit {
  const { text, program } = file;
  const last = leadingImports(program, form).at(-1);
  if (last !== undefined) return below(file, last, statement);
  const head = headEnd(file);
  const own = closed(statement, head, file);
  const isFollowedByBlank = /^\s*?\n\s*?\n/.test(text.slice(head)) || text.slice(head).trim() === '';
  return head === 0
    ? { start: 0, end: 0, text: `${own}\n\n` }
    : { start: head, end: head, text: `\n\n${own}${isFollowedByBlank ? '' : '\n'}` };
}

function below(file: NodeRuleFile, last: AstNode, statement: string): TextEdit {
  const { text } = file;
  const end = ownEnd(text, last);
  const at = lineEnd(text, end);
  const isAlone = /^[\s;]*(?:\/\/.*|\/\*.*\*\/\s*)?$/.test(text.slice(end, at));
  const own = closed(statement, isAlone ? at : end, file);
  return isAlone ? { start: at, end: at, text: `\n${own}` } : { start: end, end, text: `\n${own}\n` };
}

/** Without a semicolon that stands before the next statement, on its line. */
export function ownEnd(text: string, { start, end }: AstNode): number {
  const code = text.slice(start, end).replace(/;$/, '');
  const bare = code.trimEnd();
  return code.slice(bare.length).includes('\n') ? start + bare.length : end;
}

/** With a semicolon where what follows would go on with the statement. An `import` ends by itself. */
export function closed(statement: string, at: number, { text, comments }: NodeRuleFile): string {
  const next = text[skipSpace(text, at, comments)] ?? '';
  return /^import\b|;$/.test(statement) || !/[([`+\-*/,.;]/.test(next) ? statement : `${statement};`;
}

/** The imports of the group that the file begins with. */
function leadingImports(program: AstNode, form: WantedImport['form']): AstNode[] {
  const imports: AstNode[] = [];
  for (const statement of children(program, 'body')) {
    if (isImport(statement) || (form === 'require' && isRequire(statement))) imports.push(statement);
    else if (typeof statement.directive !== 'string' && !isRequire(statement)) break;
  }
  return imports;
}

/** What `import … from 'x'` and `const … = require('x')` name; null for other forms. */
function specifierOf(statement: AstNode): string | null {
  const [declarator] = children(statement, 'declarations');
  const call = declarator === undefined ? null : child(declarator, 'init');
  const source = call === null ? child(statement, 'source') : (children(call, 'arguments')[0] ?? null);
  return textOf(source, 'value');
}

const bringsNames = (statement: AstNode): boolean =>
  children(statement, 'specifiers').length > 0 || children(statement, 'declarations').length > 0;

const isImport = ({ type }: AstNode): boolean =>
  type === 'ImportDeclaration' || type === 'TSImportEqualsDeclaration';

/** `const x = require('x')`, `const y = require('y').z`, `require('z')('name')`; one that is handed code may run it at once. */
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
    if (children(callee, 'arguments').some(({ type }) => type !== 'Literal')) return false;
    callee = child(callee, callee.type === 'MemberExpression' ? 'object' : 'callee');
  }
  return false;
}

/** What says something about a file, and has to stay above its code. */
const ABOUT_FILE =
  /copyright|licen[cs]e|SPDX|@file|@format|@flow|@jsx|@ts-(?:no)?check|eslint(?!-disable-(?:next-)?line)|biome-ignore-all|^\/\/\/\s*</i;

/** The end of what has to stay first: a hashbang, comments about the file, directives. */
function headEnd({ text, program, comments }: NodeRuleFile): number {
  const directive = children(program, 'body').findLast((one) => typeof one.directive === 'string');
  if (directive !== undefined) return lineEnd(text, directive.end);
  let head = text.startsWith('#!') ? lineEnd(text, 0) : 0;
  let before = head;
  for (const { start, end } of comments) {
    if (start < before) continue;
    if (text.slice(before, start).trim() !== '') break;
    before = end;
    if (ABOUT_FILE.test(text.slice(start, end))) head = lineEnd(text, end);
  }
  return head;
}
