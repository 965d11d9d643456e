/** Puts packages into a package.json, and leaves every other byte as it is. */
import { parseSync } from 'oxc-parser';
import { type AstNode, child, children, keyName } from '../facts/ast.js';

/**
 * Adds to `dependencies`: in alphabetical order where the list has one, else at its end. A package that is there keeps its
 * range; one that is a development dependency moves with the range it has, since images leave those out.
 * @param wanted name → range
 * @returns null when the text is no JSON object
 */
export function addDependencies(text: string, wanted: ReadonlyMap<string, string>): string | null {
  const root = objectOf(text);
  if (root === null) return null;
  const own = property(root, 'dependencies');
  const present = own === null ? [] : properties(own).map(nameOf);
  const development = property(root, 'devDependencies');
  const added = [...wanted]
    .filter(([name]) => !present.includes(name))
    .map(([name, range]): [string, string] => [name, rangeIn(development, name) ?? range])
    .sort(([a], [b]) => a.localeCompare(b, 'en'));
  if (added.length === 0) return text;
  const moved = added.map(([name]) => name).filter((name) => rangeIn(development, name) !== null);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const grown = own === null ? withSection(text, root, added, eol) : withEntries(text, own, added, eol);
  return moved.reduce(withoutDevelopment, grown);
}

function objectOf(text: string): AstNode | null {
  const { program, errors } = parseSync('package.js', `(${text}\n)`, { preserveParens: false });
  const statement = children(program as unknown as AstNode, 'body')[0];
  const root = statement === undefined ? null : child(statement, 'expression');
  return errors.length > 0 || root?.type !== 'ObjectExpression' ? null : root;
}

const properties = (object: AstNode): AstNode[] => children(object, 'properties');
const nameOf = (one: AstNode): string => keyName(child(one, 'key'), false) ?? '';

function property(object: AstNode, name: string): AstNode | null {
  const found = properties(object).findLast((one) => nameOf(one) === name);
  const value = found === undefined ? null : child(found, 'value');
  return value?.type === 'ObjectExpression' ? value : null;
}

function rangeIn(section: AstNode | null, name: string): string | null {
  const found = section === null ? undefined : properties(section).find((one) => nameOf(one) === name);
  const value = found === undefined ? null : child(found, 'value');
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : null;
}

// Offsets of the tree are those of the text and one more, for the parenthesis in front.
const startOf = (node: AstNode): number => node.start - 1;
const endOf = (node: AstNode): number => node.end - 1;

const entry = ([name, range]: readonly [string, string]) =>
  `${JSON.stringify(name)}: ${JSON.stringify(range)}`;

function withEntries(
  text: string,
  section: AstNode,
  added: readonly (readonly [string, string])[],
  eol: string,
): string {
  const present = properties(section);
  const first = present[0];
  if (first === undefined) {
    const outer = indentAt(text, startOf(section));
    const inner = outer + unitOf(text);
    const body = added.map((one) => `${inner}${entry(one)}`).join(`,${eol}`);
    return splice(text, startOf(section), endOf(section), `{${eol}${body}${eol}${outer}}`);
  }
  const gap = text.slice(startOf(section) + 1, startOf(first));
  const names = present.map(nameOf);
  const isSorted = names.every((name, i) => i === 0 || names[i - 1]!.localeCompare(name, 'en') <= 0);
  let result = text;
  // From the end, so that offsets before stay.
  for (const one of [...added].reverse()) {
    const at = isSorted ? names.findIndex((name) => name.localeCompare(one[0], 'en') > 0) : -1;
    const next = present[at];
    const offset = next === undefined ? endOf(present.at(-1)!) : startOf(next);
    const insert = next === undefined ? `,${gap}${entry(one)}` : `${entry(one)},${gap}`;
    result = splice(result, offset, offset, insert);
  }
  return result;
}

function withSection(
  text: string,
  root: AstNode,
  added: readonly (readonly [string, string])[],
  eol: string,
): string {
  const unit = unitOf(text);
  const body = added.map((one) => `${unit}${unit}${entry(one)}`).join(`,${eol}`);
  const section = `"dependencies": {${eol}${body}${eol}${unit}}`;
  const present = properties(root);
  const before = present.find((one) => /^(?:dev|peer|optional)Dependencies$/.test(nameOf(one)));
  if (before !== undefined) {
    return splice(text, startOf(before), startOf(before), `${section},${eol}${unit}`);
  }
  const last = present.at(-1);
  if (last === undefined) return splice(text, startOf(root), endOf(root), `{${eol}${unit}${section}${eol}}`);
  return splice(text, endOf(last), endOf(last), `,${eol}${unit}${section}`);
}

function withoutDevelopment(text: string, name: string): string {
  const root = objectOf(text);
  const section = root === null ? null : property(root, 'devDependencies');
  if (section === null) return text;
  const present = properties(section);
  const at = present.findIndex((one) => nameOf(one) === name);
  const [one, before, after] = [present[at], present[at - 1], present[at + 1]];
  if (one === undefined) return text;
  if (before !== undefined) return splice(text, endOf(before), endOf(one), '');
  if (after !== undefined) return splice(text, startOf(one), startOf(after), '');
  return splice(text, startOf(section), endOf(section), '{}');
}

function splice(text: string, start: number, end: number, insert: string): string {
  return text.slice(0, start) + insert + text.slice(end);
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** One level of indentation: that of the first property. */
function unitOf(text: string): string {
  return /^\{\s*?\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
}
