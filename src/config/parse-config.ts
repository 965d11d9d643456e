import { isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type ErrorLocation, InstrumentError } from '../errors/instrument-error.js';
import { listNames, nearest } from '../errors/nearest.js';
import type { ConfigSource } from './find-config.js';
import { type InstrumentConfig, instrumentConfigSchema } from './instrument-config.js';
import { settingsAt, valuesAt } from './schema-lookup.js';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** Reads and checks a configuration. JSON is read as the YAML that it is, so that both have positions. */
export function parseConfig(source: ConfigSource): InstrumentConfig {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const at = (start: number, end: number): ErrorLocation => locate(source, lines, start, end);
  const fault = document.errors[0];
  if (fault) {
    const location = at(fault.pos[0], fault.pos[1]);
    throw InstrumentError.of(
      'config-syntax',
      { path: source.file, reason: `${fault.message}.` },
      { location },
    );
  }
  const base: Path = source.key === null ? [] : [source.key];
  const value: unknown = source.key === null ? document.toJS() : document.toJS()?.[source.key];
  const result = instrumentConfigSchema.safeParse(value ?? {});
  if (result.success) return result.data;

  const issues = result.error.issues.map(mostSpecific);
  const range = (path: Path, key?: string) => rangeOf(document.contents, [...base, ...path], key);
  throw problem(issues, (path, key) => at(...range(path, key)));
}

function problem(issues: Issue[], locationOf: (path: Path, key?: string) => ErrorLocation): InstrumentError {
  const issue = issues[0]!;
  const path = issue.path as Path;
  const more =
    issues.length > 1
      ? ` The file has ${issues.length - 1} more problem${issues.length > 2 ? 's' : ''}.`
      : '';
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const valid = settingsAt(path);
    const where = path.length === 0 ? 'the configuration' : `\`${showPath(path)}\``;
    const details = { nearest: nearest(key, valid), location: locationOf(path, key) };
    return InstrumentError.of('config-unknown-key', { where, key, valid: listNames(valid), more }, details);
  }
  const allowed = valuesAt(path);
  const expected = helpFor(issue, path, allowed);
  const location = locationOf(path);
  const written = location.text
    .slice(location.column - 1, location.column - 1 + location.length)
    .replace(/["']/g, '');
  const values = { where: showPath(path) || 'the configuration', problem: describe(issue), expected, more };
  return InstrumentError.of('config-invalid-value', values, { nearest: nearest(written, allowed), location });
}

/** Inside a union, the branch that was meant: the one whose outermost type fits. */
function mostSpecific(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const meant = issue.errors.find((branch) =>
    branch.some((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
  );
  const inner = meant?.[0];
  return inner ? mostSpecific({ ...inner, path: [...issue.path, ...inner.path] } as Issue) : issue;
}

function describe(issue: Issue): string {
  if (issue.code === 'invalid_type')
    return `it should be ${TYPE_NAMES[issue.expected] ?? `a ${issue.expected}`}`;
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') {
    return 'it is not one of the values that it takes';
  }
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

const TYPE_NAMES: Record<string, string> = { array: 'a list', object: 'a mapping', record: 'a mapping' };

function helpFor(issue: Issue, path: Path, allowed: readonly string[]): string {
  if (allowed.length > 0) return `use one of ${listNames(allowed)}`;
  if (path.at(-1) === 'semconv') return 'put the version in quotes: `semconv: "1.37.0"`';
  if (path.at(-2) === 'endpoints') return 'write a URL that begins with http:// or https://';
  if (issue.code === 'invalid_type' && issue.expected === 'string') return 'put the value in quotes';
  if (issue.code === 'invalid_type' && issue.expected === 'array')
    return 'write a list: one line with `- ` for each';
  return 'see what `instrument init` writes for an example of each setting';
}

function showPath(path: Path): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index > 0 ? `.${part}` : part))
    .join('');
}

/** Offsets of the value at a path, or of one of its keys. */
function rangeOf(root: Node | null, path: Path, key?: string): [number, number] {
  let node: Node | null = root;
  for (const part of path) node = childOf(node, part) ?? node;
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key,
    );
    if (isNode(pair?.key)) node = pair.key;
  }
  const range = node?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

function childOf(node: Node | null, part: string | number): Node | undefined {
  if (node === null || !('get' in node)) return undefined;
  const child: unknown = (node as { get(key: string | number, keep: true): unknown }).get(part, true);
  return isNode(child) ? child : undefined;
}

function locate(source: ConfigSource, lines: LineCounter, start: number, end: number): ErrorLocation {
  const { line, col } = lines.linePos(start);
  const text = source.text.split('\n')[Math.max(0, line - 1)]?.replace(/\r$/, '') ?? '';
  const column = Math.max(1, col);
  const length = Math.max(1, Math.min(end - start, text.length - column + 1));
  return { file: source.file, line: Math.max(1, line), column, length, text };
}
