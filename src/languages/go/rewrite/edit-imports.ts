/** Adding and removing imports so that the file stays as gofmt has it. */
import type { Edit } from '#src/model/change.js';
import { packageNameOf } from '../import-names.js';
import type { GenDecl, ImportSpec } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';

/** An import to add; an alias only where the package's name does not do. */
export interface NewImport {
  path: string;
  name: string;
}

/** The edits that add an import. Those of several changes to one file go together: they carry an order. */
export function addImport(source: GoSource, wanted: NewImport): Edit[] {
  const { path: file, text } = source;
  const spec =
    wanted.name === shownName(wanted.path) ? `"${wanted.path}"` : `${wanted.name} "${wanted.path}"`;
  const insert = (at: number, inserted: string, order: string): Edit => ({
    file,
    start: at,
    end: at,
    text: inserted,
    order,
  });
  const block = importBlock(source);
  if (block) return insertIntoBlock(source, block, wanted.path, spec, insert);
  const only = loneImport(source);
  if (only) {
    const open = only.start;
    const close = endOfLine(text, only.end);
    const foreign = isStandard(only.path) !== isStandard(wanted.path);
    const parts = [insert(open, '(', ' '), insert(open, '\n\t', '\uffff'), insert(close, '\n)', '\uffff')];
    const first = comesFirst(wanted.path, only.path);
    const at = first ? open : close;
    parts.push(insert(at, `\n\t${spec}`, orderOf(wanted.path)));
    if (foreign) parts.push(insert(at, '\n', first ? 'az' : 'b'));
    return parts;
  }
  const clause = source.file.packageNameStart + source.file.packageName.length;
  const last = importDecls(source).at(-1);
  const at = endOfLine(text, last ? last.end : clause);
  return [
    insert(at, '\n\nimport (', ' '),
    insert(at, `\n\t${spec}`, orderOf(wanted.path)),
    insert(at, '\n)', '\uffff'),
  ];
}

function importDecls({ file }: GoSource): GenDecl[] {
  return file.decls.filter((d): d is GenDecl => d.kind === 'GenDecl' && d.keyword === 'import');
}

/** The declaration that takes more imports as it is. */
function importBlock(source: GoSource): GenDecl | undefined {
  const isBlock = (d: GenDecl) => d.parenthesized && !holdsC(d) && d.specs.length > 0;
  return importDecls(source).find((d) => isBlock(d) && /\n/.test(source.text.slice(d.start, d.end)));
}

/** The import without parentheses that is opened for more, where there is no block. */
function loneImport(source: GoSource): ImportSpec | null {
  if (importBlock(source)) return null;
  const single = importDecls(source).find((d) => !d.parenthesized && !holdsC(d));
  const spec = single?.specs[0];
  return spec?.kind === 'ImportSpec' ? spec : null;
}

/** Whether any import that is added stands in the declaration of this one, which has no parentheses yet. */
export function isOpenedForMore(source: GoSource, spec: ImportSpec): boolean {
  return loneImport(source) === spec;
}

/** Where a lone import goes and others come into its declaration, these take its place. */
export function settleLoneImport(edits: readonly Edit[]): Edit[] {
  const within = (inner: Edit, outer: Edit) =>
    inner.order !== undefined && outer.start <= inner.start && inner.end < outer.end;
  const removal = edits.find((e) => e.text === '' && edits.some((other) => within(other, e)));
  if (!removal) return [...edits];
  const added = edits
    .filter((e) => within(e, removal) && /^[ab] /.test(e.order!))
    .sort((a, b) => (a.order! < b.order! ? -1 : 1));
  const isFirstForeign = (e: Edit, i: number) => i > 0 && e.order![0] !== added[i - 1]!.order![0];
  const lines = added.map((e, i) => (isFirstForeign(e, i) ? `\n${e.text}` : e.text));
  const one = added.length === 1 ? ` ${added[0]!.text.trim()}` : ` (${lines.join('')}\n)`;
  return [
    ...edits.filter((e) => e !== removal && !within(e, removal)),
    { ...removal, text: `import${one}\n` },
  ];
}

type Insert = (at: number, text: string, order: string) => Edit;

function insertIntoBlock(
  source: GoSource,
  block: GenDecl,
  path: string,
  spec: string,
  insert: Insert,
): Edit[] {
  const { text } = source;
  const group = bestGroup(groupsOf(source, block), path);
  const specs = block.specs as ImportSpec[];
  // Whole lines, between those that are there: one of them may be taken out by the same change.
  const line = `\t${spec}\n`;
  if (!group) {
    // The blank line between the groups is shared by all changes that open this one.
    const last = specs.at(-1);
    const first = isStandard(path) || !last;
    const at = nextLine(text, first ? text.indexOf('(', block.start) : last.end);
    const blank = last ? [insert(at, '\n', first ? 'az' : 'b')] : [];
    return [insert(at, line, orderOf(path)), ...blank];
  }
  const after = group.filter((s) => s.path < path).at(-1);
  const at = after ? nextLine(text, after.end) : lineStart(text, startWithComments(text, group[0]!.start));
  return [insert(at, line, orderOf(path))];
}

/** Whether an import would be put into the group of one that is there. */
export function joinsGroupOf(source: GoSource, spec: ImportSpec, path: string): boolean {
  if (isOpenedForMore(source, spec)) return true;
  const block = source.file.decls.find((d) => d.start <= spec.start && spec.end <= d.end);
  if (block?.kind !== 'GenDecl' || !block.parenthesized) return false;
  return bestGroup(groupsOf(source, block), path)?.includes(spec) ?? false;
}

/** Runs of specs without a blank line between them. */
function groupsOf({ text }: GoSource, block: GenDecl): ImportSpec[][] {
  const groups: ImportSpec[][] = [];
  let before: ImportSpec | undefined;
  for (const spec of block.specs) {
    if (spec.kind !== 'ImportSpec') continue;
    const isApart = !before || /\n[ \t]*\r?\n/.test(text.slice(before.end, spec.start));
    if (isApart) groups.push([spec]);
    else groups.at(-1)!.push(spec);
    before = spec;
  }
  return groups;
}

/** The group whose imports have most in common with the path. */
function bestGroup(groups: readonly ImportSpec[][], path: string): ImportSpec[] | undefined {
  let best: { group: ImportSpec[]; score: number } | undefined;
  for (const group of groups) {
    const kin = group.filter((s) => s.path !== 'C' && isStandard(s.path) === isStandard(path));
    if (kin.length === 0) continue;
    const score = Math.max(...kin.map((s) => commonSegments(s.path, path)));
    // A group of mixed imports takes both; one of the kind alone is better.
    const weighed = score * 2 + (kin.length === group.length ? 1 : 0);
    if (!best || weighed > best.score) best = { group, score: weighed };
  }
  return best?.group;
}

function commonSegments(a: string, b: string): number {
  const [x, y] = [a.split('/'), b.split('/')];
  let same = 0;
  while (same < x.length && x[same] === y[same]) same++;
  return same;
}

/**
 * The edit that takes an import out, with its line; null when it may not go.
 * @param isReplaced another one comes into its group, which stays
 */
export function removeImport(source: GoSource, spec: ImportSpec, isReplaced = false): Edit | null {
  const { text, path: file } = source;
  const decl = source.file.decls.find((d) => d.start <= spec.start && spec.end <= d.end);
  if (decl?.kind !== 'GenDecl') return null;
  const isAlone = decl.specs.length === 1;
  const from = isAlone ? decl.start : spec.start;
  const to = endOfLine(text, isAlone ? decl.end : spec.end);
  const start = text.lastIndexOf('\n', from - 1) + 1;
  if (text.slice(start, from).trim() !== '') return null;
  let end = text.indexOf('\n', to) + 1;
  if (end === 0) end = text.length;
  const opensGroup = isBlank(text, start - 1) || text.slice(0, start).trimEnd().endsWith('(');
  const closesGroup = isBlank(text, end, 1) || /^[ \t]*\)/.test(text.slice(end));
  // Alone in its group: one of the blank lines around goes too.
  if (opensGroup && closesGroup && !isReplaced) {
    if (isBlank(text, end, 1)) end = text.indexOf('\n', end) + 1;
    else if (isBlank(text, start - 1)) {
      const before = text.lastIndexOf('\n', start - 2) + 1;
      return { file, start: before, end, text: '' };
    }
  }
  return { file, start, end, text: '' };
}

function isBlank(text: string, at: number, direction: 1 | -1 = -1): boolean {
  if (direction === 1) {
    const end = text.indexOf('\n', at);
    return end !== -1 && text.slice(at, end).trim() === '';
  }
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return at > 0 && text.slice(start, at).trim() === '';
}

function holdsC(decl: GenDecl): boolean {
  return decl.specs.some((s) => s.kind === 'ImportSpec' && s.path === 'C');
}

function isStandard(path: string): boolean {
  return !path.split('/')[0]!.includes('.');
}

/** Standard library first, then by path, as the groups stand. */
function comesFirst(path: string, other: string): boolean {
  return isStandard(path) === isStandard(other) ? path < other : isStandard(path);
}

function orderOf(path: string): string {
  return `${isStandard(path) ? 'a' : 'b'} ${path}`;
}

/** The end of the line, a trailing comment included, its end-of-line characters not. */
function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  return text[end - 1] === '\r' && end > at ? end - 1 : end;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

function startWithComments(text: string, at: number): number {
  let start = at;
  for (;;) {
    const line = text.lastIndexOf('\n', start - 1);
    const above = text.lastIndexOf('\n', line - 1) + 1;
    const content = text.slice(above, line);
    if (line === -1 || !content.trim().startsWith('//')) return start;
    start = above + (content.length - content.trimStart().length);
  }
}

/** The name that needs no alias in source. */
function shownName(path: string): string {
  const last = path.split('/').at(-1) ?? path;
  const name = packageNameOf(path);
  const isPlain = name === last || (/^v\d+$/.test(last) && name === path.split('/').at(-2));
  return isPlain ? name : '';
}
