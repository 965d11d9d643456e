/** How a file says the tracer and `SpanStatusCode`, and the lines that bring what it does not have. */
import { type AstNode, child, children, textOf } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { followValue } from './follow-value.js';
import { closed, insertImport, ownEnd, packageImportEdit, type WantedImport } from './import-edit.js';
import { lineEnd } from './line-layout.js';
import { freeName, mentionsName, moduleNames } from './local-names.js';
import { quoted, type SourceStyle } from './source-style.js';
import type { SpanScene } from './span-scene.js';
import type { TextEdit } from './wrap-function.js';

export const API = '@opentelemetry/api';

export interface TracerNames {
  /** `tracer` */
  tracer: string;
  /** `SpanStatusCode`, `api.SpanStatusCode`. */
  statusCode: string;
  edits: readonly PlacedEdit[];
}

/** An edit with its place among insertions at one offset. */
export type PlacedEdit = TextEdit & { order: string };

/** Behind every import. */
const TRACER = '~tracer';

export interface TracerPlace {
  file: NodeRuleFile;
  /** Name of a new tracer: the package that the spans come from. */
  scope: string;
  form: WantedImport['form'];
  style: SourceStyle;
  /** What an import of the file stands for in the file that it leads to; null for libraries. */
  follow(value: Value): Value | null;
}

/** A tracer that the file has at module level is used, its own or an imported one; else it gets one. */
export function tracerNames(place: TracerPlace): TracerNames {
  const { file, scope, style, follow } = place;
  const names = moduleNames(file).filter(({ name }) => !isShadowed(name, file));
  const known = (path: string) =>
    names.find(({ value }) => isOfApi(value, path) || isOfApi(follow(value), path))?.name ?? null;
  const api = known('');
  const reach = (exported: string) => known(exported) ?? (api === null ? null : `${api}.${exported}`);
  const own = known('trace.getTracer.()');
  const wanted = ['SpanStatusCode', ...(own === null ? ['trace'] : [])].filter((one) => reach(one) === null);
  const locals = new Map(wanted.map((exported) => [exported, localName(exported, file)]));
  const say = (exported: string) => reach(exported) ?? locals.get(exported) ?? exported;
  const tracer = own ?? localName('tracer', file);
  const end = style.semicolons ? ';' : '';
  const declaration = `const ${tracer} = ${say('trace')}.getTracer(${quoted(scope, style)})${end}`;
  const edits = [...importsOf(locals, place), ...(own === null ? [declare(place, declaration)] : [])];
  return { tracer, statusCode: say('SpanStatusCode'), edits };
}

const isOfApi = (value: Value | null, path: string): boolean =>
  value?.is === 'module' && value.module === API && value.path.join('.') === path;

const isShadowed = (name: string, file: NodeRuleFile): boolean =>
  file.once(fileBindings).all.some((one) => one.name === name && one.owner !== null);

const localName = (name: string, file: NodeRuleFile): string =>
  mentionsName(file, name)
    ? freeName(file, [`otel${name[0]?.toUpperCase()}${name.slice(1)}`, `${name}OpenTelemetry`])
    : name;

/** Names are added to an import of the API that is there; else they get a line. */
function importsOf(locals: ReadonlyMap<string, string>, { file, form, style }: TracerPlace): PlacedEdit[] {
  if (locals.size === 0) return [];
  const sign = form === 'import' ? ' as ' : ': ';
  const texts = [...locals].map(([name, local]) => (name === local ? name : `${name}${sign}${local}`));
  const last = lastSpecifier(file);
  if (last !== null)
    return texts.map((text) => ({ start: last.end, end: last.end, text: `, ${text}`, order: text }));
  return [{ ...packageImportEdit(file, API, texts, form, style), order: API }];
}

/** The last name of an import of the API by its names. */
function lastSpecifier({ program }: NodeRuleFile): AstNode | null {
  for (const statement of children(program, 'body')) {
    const name = namesFrom(statement, (source) => source === API).at(-1);
    if (name !== undefined) return name;
  }
  return null;
}

/** What `import { … } from` and `const { … } = require(…)` bring. */
export function namesFrom(statement: AstNode, isMeant: (source: unknown) => boolean): AstNode[] {
  if (statement.type === 'ImportDeclaration') {
    const isOfValues = statement.importKind !== 'type' && isMeant(child(statement, 'source')?.value);
    return isOfValues
      ? children(statement, 'specifiers').filter(({ type }) => type === 'ImportSpecifier')
      : [];
  }
  const [declarator] = statement.type === 'VariableDeclaration' ? children(statement, 'declarations') : [];
  const [pattern, init] =
    declarator === undefined ? [] : [child(declarator, 'id'), child(declarator, 'init')];
  const isRequired =
    init?.type === 'CallExpression' &&
    textOf(child(init, 'callee'), 'name') === 'require' &&
    isMeant(children(init, 'arguments')[0]?.value);
  return isRequired && pattern?.type === 'ObjectPattern' ? children(pattern, 'properties') : [];
}

/** Below the imports, and below what brings the API where that comes later. */
function declare({ file, form }: TracerPlace, declaration: string): PlacedEdit {
  const { text, program } = file;
  const edit = { ...insertImport(file, declaration, form), order: TRACER };
  const brought = children(program, 'body').findLast(
    (one) => /^(?:Import|Variable|TSImport)/.test(one.type) && text.slice(one.start, one.end).includes(API),
  );
  const end = brought === undefined ? 0 : lineEnd(text, ownEnd(text, brought));
  if (end > edit.start)
    return { start: end, end, text: `\n\n${closed(declaration, end, file)}`, order: TRACER };
  return /^\n(?!\n)/.test(edit.text) ? { ...edit, text: `\n${edit.text}` } : edit;
}

/** What something imported from another file of the repository stands for there; null for libraries. */
export function followImport(value: Value, from: string, scene: SpanScene): Value | null {
  const own = followValue(value, from, scene);
  return own === value ? null : own;
}
