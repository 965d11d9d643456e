/** A span around the whole of a function. */
import type { Edit } from '#src/model/change.js';
import type { SpanAttribute } from '#src/model/span-operation.js';
import { indentAt } from '../rewrite/edit-expressions.js';
import { createFileNames, freeName } from '../rewrite/file-names.js';
import type { GoSource } from '../rewrite/go-source.js';
import { render } from '../rewrite/render.js';
import type { Block, Expr, FieldList, Stmt } from '../syntax/ast.js';
import { askedAttributes } from './asked-attributes.js';
import type { SpanAttributeCode } from './attribute-code.js';
import { contextOfFunction, type FunctionContext, isMentioned } from './context-of-function.js';
import { type NamedResults, nameResults } from './error-result.js';
import { type AttributeSource, attributeSource, foundAttributes } from './found-attributes.js';
import type { PackageHelper } from './package-helpers.js';
import { refuseByIdentity } from './refuse-by-identity.js';
import { refuseByTests } from './refuse-by-tests.js';
import { attributesAtEnd, spanStart } from './span-code.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import type { ValueType } from './value-type.js';

/** What a planned span consists of. */
export interface PlannedSpan {
  edits: Edit[];
  helpers: PackageHelper[];
  /** Import paths that the edited file uses. */
  imports: string[];
  attributes: SpanAttribute[];
}

/** @param given the context that the function is about to get */
export function planFunction(
  scene: SpanScene,
  target: SpanTarget,
  spanName: string,
  given?: FunctionContext,
): PlannedSpan | Refusal {
  const { resolver } = scene;
  const { source, decl, label } = target;
  const context = given ?? contextOf(scene, target);
  if (!context)
    return spanRefusal(
      'no-context-for-span',
      `\`${label}\` has no context.Context, and no request that has one.`,
    );
  const tested = context.variable === '_' ? null : refuseByTests(scene, target);
  if (tested) return tested;
  const particular = refuseByIdentity(scene, target, context.parent);
  if (particular) return particular;
  const first = nameResults(resolver, source, decl, true);
  if (typeof first === 'string') return spanRefusal('unclear-error-result', first);
  const attributes = attributesOf(scene, target, first.values);
  if (typeof attributes === 'string') return spanRefusal('unknown-attribute', attributes);
  const atEnd = attributes.filter(({ when }) => when === 'end');
  const results = atEnd.length > 0 ? first : nameResults(resolver, source, decl, false);
  if (typeof results === 'string') return spanRefusal('unclear-error-result', results);

  const tracer = scene.helpers.tracer(source);
  const recorder = results.error === null ? null : scene.helpers.recordError(source);
  const taken = (name: string) => isMentioned(decl, name);
  const span = taken('span')
    ? freeName(`${decl.name.name[0]!.toLowerCase()}${decl.name.name.slice(1)}Span`, taken)
    : 'span';
  const start = attributes.filter(({ when }) => when === 'start');
  const lines = [
    ...spanStart({
      context: context.variable,
      span,
      tracer: tracer.name,
      parent: context.parent,
      name: spanName,
      attributes: start,
    }),
    `defer ${span}.End()`,
    ...deferred(span, results, recorder?.name ?? '', atEnd),
    ...context.handOn,
    ...attributesAtEnd(
      span,
      start.filter(({ guard }) => guard !== null),
    ),
  ];
  const names = createFileNames(source, scene.tree.packageNames(scene.directoryOf(source)));
  const { text, edits, imports } = render(lines.join('\n'), names, decl.start);
  return {
    edits: [...edits, ...context.edits, ...results.edits, ...insertAtTop(source, decl.body!, text)],
    helpers: recorder ? [tracer, recorder] : [tracer],
    imports,
    attributes: attributes.map(({ key, expression }) => ({ key, expression })),
  };
}

/** What it has; the variable is used as well where a context is about to be handed on. */
function contextOf(scene: SpanScene, { source, decl }: SpanTarget): FunctionContext | null {
  const context = contextOfFunction(scene, source, decl);
  if (context?.variable !== '_' || scene.handedOn.get(decl) !== context.parent) return context;
  return { ...context, variable: context.parent };
}

/** The user's own where there are any, else those that the signature offers. */
function attributesOf(
  { resolver }: SpanScene,
  { source, decl, asked }: SpanTarget,
  results: NamedResults['values'],
): SpanAttributeCode[] | string {
  const sourceOf = ({ name, type }: { name: string; type: Expr }) =>
    attributeSource(resolver, source, decl, name, type);
  const named = (list: FieldList | undefined) =>
    (list?.list ?? []).flatMap(({ names, type }) => names.map(({ name }) => sourceOf({ name, type })));
  const params = named(decl.type.params);
  const values = results.filter(({ name }) => name !== '').map(sourceOf);
  if (Object.keys(asked.attributes).length > 0) {
    const scope = new Map(
      [...named(decl.recv), ...params].map(({ name, type }) => [name, { type, isResult: false }]),
    );
    for (const { name, type } of values) scope.set(name, { type, isResult: true });
    return askedAttributes(resolver, { source, names: scope }, asked.attributes);
  }
  const home = resolver.packages.pathOf(source);
  const [made] = values;
  const offered = foundAttributes(resolver, decl.name.name, home, params, 'start');
  const before = made && CREATES.test(decl.name.name) ? offered.filter(isKnownBefore(params, made)) : offered;
  const after = foundAttributes(resolver, decl.name.name, home, values.slice(0, 1), 'end');
  return [...before, ...after.filter(({ key }) => !before.some((one) => one.key === key))];
}

const CREATES = /^(?:[Aa]dd|[Cc]reate|[Ii]nsert|[Rr]egister)(?![a-z])/;

/** What gets its id and its total while it is created, and is given back, has them no sooner: `order.ID` would be 0. */
function isKnownBefore(
  params: readonly AttributeSource[],
  made: AttributeSource,
): (attribute: SpanAttributeCode) => boolean {
  const drafts = params.filter(({ type }) => isSameStruct(type, made.type)).map(({ name }) => name);
  return ({ expression }) => !drafts.some((name) => OWN_VALUE.test(expression.replace(`${name}.`, '.')));
}

/** Its own id, and amounts that are worked out; ids of other things and lists are given. */
const OWN_VALUE = /^\.(?:ID|Id|UUID|\w*(?:Amount|Price|Subtotal|Tax|Total)\w*)$/;

function isSameStruct(a: ValueType, b: ValueType): boolean {
  const one = a.kind === 'pointer' ? a.to : a;
  const other = b.kind === 'pointer' ? b.to : b;
  return (
    one.kind === 'struct' && other.kind === 'struct' && one.name === other.name && one.path === other.path
  );
}

/** What happens when the function is left, before the span ends. */
function deferred(
  span: string,
  { error, isPointer }: NamedResults,
  recorder: string,
  attributes: readonly SpanAttributeCode[],
): string[] {
  const set = attributesAtEnd(span, attributes).map((line) => `\t${line}`);
  if (error === null) return set.length === 0 ? [] : ['defer func() {', ...set, '}()'];
  if (set.length === 0 && !isPointer) return [`defer func() { ${recorder}(${span}, ${error}) }()`];
  if (set.length === 0)
    return ['defer func() {', `\tif ${error} != nil {`, `\t\t${recorder}(${span}, ${error})`, '\t}', '}()'];
  return [
    'defer func() {',
    `\tif ${error} != nil {`,
    `\t\t${recorder}(${span}, ${error})`,
    '\t\treturn',
    '\t}',
    ...set,
    '}()',
  ];
}

/** `a(); b()` on one line is not as gofmt has it, once the braces stand on others. */
function onLinesOfTheirOwn(text: string, stmts: readonly Stmt[], indent: string): Omit<Edit, 'file'>[] {
  return stmts.slice(1).flatMap(({ start }, i) => {
    const { end } = stmts[i]!;
    return /^\s*;\s*$/.test(text.slice(end, start)) ? [{ start: end, end: start, text: `\n${indent}` }] : [];
  });
}

/** Lines below the opening brace. */
function insertAtTop({ path: file, text }: GoSource, body: Block, code: string): Edit[] {
  const indent = `${indentAt(text, body.start)}\t`;
  const lines = code.replace(/^(?=.)/gm, indent);
  const open = body.start + 1;
  const close = body.end - 1;
  if (!text.slice(open, close).includes('\n')) {
    // `func (s *Service) Find(ctx context.Context) error { return s.find(ctx) }`
    const outer = indentAt(text, body.start);
    const inside = text.slice(open, close);
    const rest = inside.trim();
    if (rest === '') return [{ file, start: open, end: close, text: `\n${lines}\n${outer}` }];
    const from = open + inside.indexOf(rest);
    return [
      { file, start: open, end: from, text: `\n${lines}\n${indent}` },
      ...onLinesOfTheirOwn(text, body.stmts, indent).map((edit) => ({ file, ...edit })),
      { file, start: from + rest.length, end: close, text: `\n${outer}` },
    ];
  }
  const newline = text.indexOf('\n', open);
  const first = body.stmts[0];
  // Something stands behind the brace on its line: `{ // comment` stays there.
  const isFree = first === undefined || first.start > newline;
  if (!isFree) return [{ file, start: open, end: open, text: `\n${lines}\n${indent}` }];
  const at = text[newline - 1] === '\r' ? newline - 1 : newline;
  const isApart = first === undefined || /^\s*\n/.test(text.slice(newline + 1));
  return [{ file, start: at, end: at, text: `\n${lines}${isApart ? '' : '\n'}` }];
}
