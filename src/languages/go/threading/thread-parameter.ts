/** A context as first parameter of functions, all the way up to callers that have one. */
import type { Edit } from '#src/model/change.js';
import { directoryOf } from '../../../model/relative-path.js';
import { createFileNames, freeName } from '../rewrite/file-names.js';
import { type GoSource, refusalOf } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { render } from '../rewrite/render.js';
import { tightenOperators } from '../rewrite/tighten-operators.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, FuncDecl, GoNode } from '../syntax/ast.js';
import { calleeOf } from '../typing/callee.js';
import { visibleAt } from '../typing/local-scopes.js';
import { isContextType, typeOfVariable } from './context-quality.js';
import type { FoundCall } from './find-calls.js';
import {
  findReferences,
  isExported,
  isInternal,
  type Obstacle,
  type ReferenceInput,
} from './find-references.js';
import { frameEntry } from './frame-entry.js';
import { isEntry, labelOf, lineAt } from './function-roots.js';
import { requestContextAt, statementEntry } from './request-context.js';

export interface ThreadedParameter {
  /** The functions that get the parameter, and how it is called there. */
  given: Map<FuncDecl, string>;
  /** The functions that hand a context on, and how it is called there. */
  handedOn: Map<FuncDecl, string>;
  /** Of those, the ones whose own parameter gets its name with this. */
  named: Set<FuncDecl>;
  edits: Edit[];
}

/** What stops it, and in which function. */
export interface ThreadingStop extends Obstacle {
  label: string;
}

const DIRECTIVE = /^\/\/(?:go:linkname\b|export\s)/m;
const TEST_CONTEXT = /^(?:T|B|F|TB)$/;

/**
 * Plans the parameter for a function that has no context, and for every function between it and the callers that have one.
 * Tests that call one of them give `t.Context()`, or the background's where their Go has none.
 *
 * @returns what stops it; then nothing of it can be done
 */
export function threadParameter(
  input: ReferenceInput,
  home: GoSource,
  target: FuncDecl,
): ThreadedParameter | ThreadingStop {
  const { resolver, tree } = input;
  const found: ThreadedParameter = { given: new Map(), handedOn: new Map(), named: new Set(), edits: [] };
  const waiting: { source: GoSource; decl: FuncDecl }[] = [{ source: home, decl: target }];
  let reachesRequest = false;

  const put = (source: GoSource, node: GoNode, code: string, at: number): Edit[] => {
    const names = createFileNames(source, tree.packageNames(directoryOf(source.path)));
    const { text, edits } = render(code, names, node.start);
    return [...edits, { file: source.path, start: at, end: at, text }];
  };

  /** @returns why the call can be given no context; edits otherwise */
  function editsOfCall({ reading, site }: FoundCall, decl: FuncDecl): Edit[] | string {
    const { source, root } = reading;
    const { call } = site;
    if (refusalOf(source)) return 'is called in a file that is generated or cannot be read';
    if (isGivenAllResults(input, { reading, site }, decl)) return 'is given all results of another call';
    const pass = (code: string) => [
      ...put(source, root, `${code}${separator(source, call)}`, call.lparen + 1),
      ...(call.args.length === 1 ? tightenOperators(source, call.args[0]!) : []),
    ];
    if (source.path.endsWith('_test.go')) return pass(contextOfTest(input, { reading, site }));
    const context = requestContextAt(resolver, reading, site.scope, call);
    if (context.kind === 'unfit') return WHY[context.why];
    if (context.kind === 'found') {
      reachesRequest = true;
      if (root.kind === 'FuncDecl' && /^\w+$/.test(context.text)) {
        found.handedOn.set(root, context.text);
        if (context.edits.length > 0) found.named.add(root);
      }
      return [...context.edits, ...pass(context.text)];
    }
    const entry = statementEntry(reading, call);
    if (entry) return WHY[entry];
    for (let frame = site.scope.frame; frame.parent; frame = frame.parent) {
      const how = frameEntry(resolver, reading, frame);
      if (how !== 'called' && how !== 'declared') return WHY[how];
    }
    if (root.kind === 'FuncLit') return 'is called by a function that is kept in a variable';
    const hasOwn = root.type.params.list.some(({ type }) =>
      isContextType(resolver.typeOf(type, source, null)),
    );
    if (hasOwn) return 'is called where another variable hides the context';
    if (isEntry(root)) return 'is called where the program starts, outside of any request';
    const known = found.given.get(root) ?? nameFor(root);
    if (!found.given.has(root) && !waiting.some((one) => one.decl === root))
      waiting.push({ source, decl: root });
    found.handedOn.set(root, known);
    return pass(known);
  }

  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { source, decl } = next;
    const label = labelOf(source, decl);
    const why = fixedSignature(tree, source, decl);
    if (why) return { label, file: source.path, line: lineAt(source, decl.name.start), why };
    found.given.set(decl, nameFor(decl));
    addOnce(found.edits, parameterEdits(source, decl, nameFor(decl), put));
    const calls = findReferences(input, source, decl);
    if (!Array.isArray(calls)) return { label, ...calls };
    if (calls.every(({ reading }) => reading.source.path.endsWith('_test.go')))
      return { label, file: source.path, line: lineAt(source, decl.name.start), why: 'is called by no one' };
    for (const one of calls) {
      const edits = editsOfCall(one, decl);
      if (typeof edits === 'string') {
        const place = one.reading.source;
        return { label, file: place.path, line: lineAt(place, one.site.call.start), why: edits };
      }
      addOnce(found.edits, edits);
    }
  }
  return reachesRequest
    ? found
    : {
        label: labelOf(home, target),
        file: home.path,
        line: lineAt(home, target.name.start),
        why: 'is reached by no request',
      };
}

const WHY = {
  goroutine: 'is called in a goroutine, which may outlive the request',
  deferred: 'is called by a deferred function',
  kept: 'is called in a callback, which may run at another time',
  narrow: 'is called where the context ends before the request does',
  unknown: 'is called where the context comes from elsewhere',
} as const;

/** Why callers that are not in sight, or tools, depend on the signature. */
function fixedSignature(tree: GoTree, source: GoSource, decl: FuncDecl): string | null {
  const { doc, body, recv } = decl;
  // A method may be that of an interface anywhere.
  const isOpen = recv !== undefined || !(source.file.packageName === 'main' || isInternal(tree, source));
  if (isExported(decl) && isOpen) return 'is exported';
  if (!body) return 'is not written in Go';
  if (refusalOf(source)) return 'stands in a file that is generated or cannot be read';
  return doc && DIRECTIVE.test(source.text.slice(doc.start, doc.end)) ? 'is linked by its name' : null;
}

/** A name that nothing in the function has. */
function nameFor(decl: FuncDecl): string {
  const names = new Set<string>();
  for (const node of walk(decl)) if (node.kind === 'Ident') names.add(node.name);
  return names.has('ctx') ? freeName('parentCtx', (name) => names.has(name)) : 'ctx';
}

/** `(a, b int)` → `(ctx context.Context, a, b int)`; where the others have no names, they get blank ones. */
function parameterEdits(
  source: GoSource,
  decl: FuncDecl,
  name: string,
  put: (source: GoSource, node: GoNode, code: string, at: number) => Edit[],
): Edit[] {
  const { params } = decl.type;
  const [first] = params.list;
  const context = `${name} @{context}.Context`;
  if (!first) return put(source, decl, context, params.start + 1);
  const start = first.names[0]?.start ?? first.type.start;
  const gap = source.text.slice(params.start + 1, start);
  const isUnnamed = first.names.length === 0;
  const blanks = isUnnamed
    ? params.list
        .slice(1)
        .map(({ type }) => ({ file: source.path, start: type.start, end: type.start, text: '_ ' }))
    : [];
  const next = gap.includes('\n') ? `,\n${gap.slice(gap.lastIndexOf('\n') + 1)}` : ', ';
  return [...put(source, decl, `${context}${next}${isUnnamed ? '_ ' : ''}`, start), ...blanks];
}

function separator({ text }: GoSource, call: CallExpr): string {
  const [first] = call.args;
  if (!first) return '';
  return text.slice(call.lparen + 1, first.start).includes('\n') ? ',' : ', ';
}

/** `f(g())` with several results: what stands before them would be one value too many. */
function isGivenAllResults(
  { resolver }: ReferenceInput,
  { reading, site }: FoundCall,
  decl: FuncDecl,
): boolean {
  const [argument, ...others] = site.call.args;
  if (argument?.kind !== 'CallExpr' || others.length > 0) return false;
  if (countOf(decl) > 1) return true;
  const callee = calleeOf(resolver, argument, reading.source, site.scope);
  const results = callee?.kind === 'declared' ? callee.decl.type.results : undefined;
  return (results?.list ?? []).reduce((sum, { names }) => sum + Math.max(names.length, 1), 0) > 1;
}

function countOf({ type }: FuncDecl): number {
  return type.params.list.reduce((sum, { names }) => sum + Math.max(names.length, 1), 0);
}

function contextOfTest({ resolver, tree }: ReferenceInput, { reading, site }: FoundCall): string {
  const visible = visibleAt(site.scope, site.call.start);
  const own = visible.find((one) => isContextType(typeOfVariable(resolver, reading, one)));
  if (own) return own.name;
  const minor = Number(/^1\.(\d+)/.exec(tree.moduleOf(reading.source.path)?.goVersion ?? '')?.[1] ?? 0);
  const test = visible.find((one) => {
    const type = typeOfVariable(resolver, reading, one);
    return type?.kind === 'named' && type.path === 'testing' && TEST_CONTEXT.test(type.name);
  });
  // (*testing.T).Context came with Go 1.24.
  return test && minor >= 24 ? `${test.name}.Context()` : '@{context}.Background()';
}

/** A parameter gets its name once, whatever needs it. */
function addOnce(edits: Edit[], more: readonly Edit[]): void {
  for (const edit of more) {
    const isThere = edits.some(
      (one) =>
        one.file === edit.file && one.start === edit.start && one.end === edit.end && one.text === edit.text,
    );
    if (!isThere) edits.push(edit);
  }
}
