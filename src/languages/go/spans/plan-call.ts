/** A span around a call, in the function that makes it. */
import type { Edit } from '#src/model/change.js';
import { contextInScope } from '../rewrite/context-in-scope.js';
import { endsItsLine, indentAt, insertStatementAfter } from '../rewrite/edit-expressions.js';
import { createFileNames, freeName } from '../rewrite/file-names.js';
import type { GoSource } from '../rewrite/go-source.js';
import { render } from '../rewrite/render.js';
import { comparedWithNil, neverContinues } from '../rewrite/statement-lists.js';
import { pathTo, walk } from '../rewrite/walk.js';
import type { Expr, GoNode, IfStmt } from '../syntax/ast.js';
import { isContextType } from '../threading/context-quality.js';
import { labelOf } from '../threading/function-roots.js';
import { calleeOf } from '../typing/callee.js';
import { isContextAccess, resultAt, typeOfExpression } from '../typing/expression-types.js';
import type { SpanAttributeCode } from './attribute-code.js';
import { attributesOfCall } from './call-attributes.js';
import type { CallStatement } from './call-statement.js';
import type { CallToSpan } from './call-to-span.js';
import { isMentioned } from './context-of-function.js';
import type { PlannedSpan } from './plan-function.js';
import { refuseByTests } from './refuse-by-tests.js';
import { attributesAtEnd, spanStart } from './span-code.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';

export function planCall(scene: SpanScene, call: CallToSpan, spanName: string): PlannedSpan | Refusal {
  const { reading, shape, operation } = call;
  const { source, root } = reading;
  const { statement } = shape;
  const unclear = (why: string) =>
    spanRefusal('unclear-control-flow', `The call of \`${operation}\`: ${why}.`);
  if (!startsItsLine(source, statement)) return unclear('its statement shares a line with another');
  if (shape.kind !== 'if' && !endsItsLine(source, statement))
    return unclear('its statement shares a line with another');
  const parent = parentOf(scene, call);
  if (parent === null)
    return spanRefusal('no-context-for-span', `No context is in scope where \`${operation}\` is called.`);
  const attributes = attributesOfCall(scene.resolver, call);
  if (typeof attributes === 'string') return spanRefusal('unknown-attribute', attributes);

  const taken = scene.takenIn(root);
  const free = (wanted: string) => {
    const name = freeName(wanted, (one) => taken.has(one) || isMentioned(root, one));
    taken.add(name);
    return name;
  };
  const uses = usesOf(source, shape.call, parent);
  const { fun } = shape.call;
  if (uses.length > 0 && root.kind === 'FuncDecl' && fun.kind === 'SelectorExpr') {
    const caller = { source, decl: root, label: labelOf(source, root) };
    const tested = refuseByTests(scene, caller, fun.sel.name);
    if (tested) return tested;
  }
  const context = uses.length === 0 ? '_' : free(`${lowerFirst(operation)}Ctx`);
  const span = free(`${lowerFirst(operation)}Span`);
  const back = shape.kind === 'return' ? returned(scene, call, free) : null;
  const error = back ? back.error : errorOf(scene, call);
  const tracer = scene.helpers.tracer(source);
  const recorder = error === null ? null : scene.helpers.recordError(source);
  const record = recorder && error !== null ? [`${recorder.name}(${span}, ${error})`] : [];
  const start = attributes.filter(({ when }) => when === 'start');
  const before = [
    ...spanStart({ context, span, tracer: tracer.name, parent, name: spanName, attributes: start }),
    ...attributesAtEnd(
      span,
      start.filter(({ guard }) => guard !== null),
    ),
  ];
  const end = attributes.filter(({ when }) => when === 'end');
  const ended = endOf(source, shape, { span, error, record, end, back });
  if (typeof ended === 'string') return unclear(ended);

  const names = createFileNames(source, scene.tree.packageNames(scene.directoryOf(source)));
  const edits: Edit[] = uses.map((use) => ({
    file: source.path,
    start: use.start,
    end: use.end,
    text: context,
  }));
  const imports: string[] = [];
  const put = (code: string): string => {
    const rendered = render(code, names, root.start);
    edits.push(...rendered.edits);
    imports.push(...rendered.imports);
    return rendered.text;
  };
  const indent = indentAt(source.text, statement.start);
  const { start: at } = statement;
  if (back?.names.length === 0) before.push(`defer ${span}.End()`);
  const opening = `${put(before.join('\n')).replaceAll('\n', `\n${indent}`)}\n${indent}`;
  const isKept = back === null || back.names.length === 0;
  edits.push({
    file: source.path,
    start: at,
    end: isKept ? at : shape.call.start,
    text: isKept ? opening : `${opening}${back.names.join(', ')} := `,
  });
  for (const make of ended) edits.push(make(put));
  return {
    edits,
    helpers: recorder ? [tracer, recorder] : [tracer],
    imports,
    attributes: attributes.map(({ key, expression }) => ({ key, expression })),
  };
}

/** What the call is given, else what is in scope there. */
function parentOf({ resolver }: SpanScene, { reading, site, shape }: CallToSpan): string | null {
  const { source, root } = reading;
  for (const argument of shape.call.args) {
    const isPlain = argument.kind === 'Ident' || argument.kind === 'SelectorExpr';
    const isAccess = argument.kind === 'CallExpr' && isContextAccess(resolver, argument, source, site.scope);
    const type = resultAt(typeOfExpression(resolver, argument, source, site.scope), 0);
    if (isAccess || (isPlain && isContextType(type))) return source.text.slice(argument.start, argument.end);
  }
  const around = pathTo(root, shape.statement.start).filter((node) => node !== shape.statement);
  return contextInScope(source, around, shape.statement.start)?.text ?? null;
}

/** Where the call uses the parent's context; in functions that it is given, too. */
function usesOf({ text }: GoSource, call: GoNode, parent: string): Expr[] {
  const members = new Set<GoNode>();
  const found: Expr[] = [];
  for (const node of walk(call)) {
    if (node.kind === 'SelectorExpr') members.add(node.sel);
    const isLike = node.kind === 'Ident' || node.kind === 'SelectorExpr' || node.kind === 'CallExpr';
    if (isLike && text.slice(node.start, node.end) === parent) found.push(node);
  }
  return found.filter((node) => !members.has(node));
}

/** The variable that the error is put in; null when there is none. */
function errorOf(scene: SpanScene, call: CallToSpan): string | null {
  const { shape } = call;
  if (shape.kind === 'return') return null;
  const types = resultTypes(scene, call);
  const last = shape.targets.at(-1);
  if (last?.kind !== 'Ident' || last.name === '_') return null;
  if (types.length === 0) return /^err\w*$|Err$/.test(last.name) ? last.name : null;
  return types.length === shape.targets.length && isErrorName(types.at(-1)) ? last.name : null;
}

/** Empty when they are not known. */
function resultTypes(
  { resolver }: SpanScene,
  { reading, site, shape }: Pick<CallToSpan, 'reading' | 'site' | 'shape'>,
): Expr[] {
  const callee = calleeOf(resolver, shape.call, reading.source, site.scope);
  const type =
    callee?.kind === 'declared' ? callee.decl.type : callee?.kind === 'interface' ? callee.type : null;
  return (type?.results?.list ?? []).flatMap(({ names, type: of }) =>
    names.length > 0 ? names.map(() => of) : [of],
  );
}

function isErrorName(type: Expr | undefined): boolean {
  return type?.kind === 'Ident' && type.name === 'error';
}

interface Ending {
  span: string;
  error: string | null;
  record: readonly string[];
  end: readonly SpanAttributeCode[];
  back: Returned | null;
}

type EditOf = (put: (code: string) => string) => Edit;

/** What ends the span on every path; a sentence when that is not clear. */
function endOf(source: GoSource, shape: CallStatement, ending: Ending): EditOf[] | string {
  if (shape.kind === 'if') return endOfIf(source, shape.statement, ending);
  const { back, span } = ending;
  // Nothing is known of what is returned: the span ends with the function.
  if (back?.names.length === 0) return [];
  const last = back ? [`return ${back.names.join(', ')}`] : [];
  const lines = [...told(ending), `${span}.End()`, ...last];
  return [(put) => insertStatementAfter(source, shape.statement, put(lines.join('\n')))];
}

function told({ span, error, record, end }: Ending): string[] {
  const set = attributesAtEnd(span, end);
  if (set.length === 0 || error === null) return [...record, ...set];
  const indented = (lines: readonly string[]) => lines.map((line) => `\t${line}`);
  return [`if ${error} != nil {`, ...indented(record), '} else {', ...indented(set), '}'];
}

/** `if err := f(); err != nil {`: the span ends where the error is looked at, and behind. */
function endOfIf(source: GoSource, statement: IfStmt, { span, error, record }: Ending): EditOf[] | string {
  const { path: file, text } = source;
  if (error === null || comparedWithNil(statement, '!=') !== error)
    return 'its condition is no check of the error';
  if (statement.else) return 'its check has an `else`';
  const newline = text.indexOf('\n', statement.body.start);
  if (
    newline === -1 ||
    newline > statement.body.end ||
    text.slice(statement.body.start + 1, newline).trim() !== ''
  )
    return 'its check stands on one line';
  const at = text[newline - 1] === '\r' ? newline - 1 : newline;
  const indent = indentAt(text, statement.start);
  const lines = [...record, `${span}.End()`];
  const inside: EditOf = (put) => ({
    file,
    start: at,
    end: at,
    text: `\n${put(lines.join('\n')).replace(/^/gm, `${indent}\t`)}`,
  });
  if (neverContinues(statement.body))
    return [inside, (put) => insertStatementAfter(source, statement, put(`${span}.End()`))];
  const close = statement.body.end;
  return [
    inside,
    (put) => ({
      file,
      start: close,
      end: close,
      text: ` else {\n${indent}\t${put(`${span}.End()`)}\n${indent}}`,
    }),
  ];
}

/** `return f()` → `result, err := f()`, and what was returned behind the end of the span. */
function returned(
  scene: SpanScene,
  { reading, site, shape }: CallToSpan,
  free: (wanted: string) => string,
): Returned {
  const types = resultTypes(scene, { reading, site, shape });
  if (types.length === 0) return { names: [], error: null };
  const names = types.map((type, i) =>
    free(isErrorName(type) ? 'err' : types.length > 2 ? `result${i + 1}` : 'result'),
  );
  return { names, error: isErrorName(types.at(-1)) ? names.at(-1)! : null };
}

interface Returned {
  /** Empty when the results are not known: the span ends with the function. */
  names: readonly string[];
  error: string | null;
}

function startsItsLine({ text }: GoSource, { start }: GoNode): boolean {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}

function lowerFirst(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}
