/** The flagged functions and statements of some services. */
import type { ServiceReport } from '#src/model/scan-report.js';
import type { SpanRequest } from '#src/model/span-operation.js';
import { directoryOf } from '../../../model/relative-path.js';
import { literalName, requestFor } from '../../span-requests.js';
import { closure } from '../rewrite/closure.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { statementsOf } from '../rewrite/statement-lists.js';
import { walk } from '../rewrite/walk.js';
import type { FuncDecl, Stmt } from '../syntax/ast.js';
import { parseGoFile } from '../syntax/parser.js';
import { labelOf, lineAt } from '../threading/function-roots.js';
import { receiverName } from '../typing/package-scope.js';
import { readSpanDirective, SPAN_DIRECTIVE, type SpanDirective } from './span-directive.js';
import type { AskedSpan, SpanTarget } from './span-target.js';

const MENTIONS_DIRECTIVE = /\/\/(?:instrument|dd|otelc):span\b/;

/** Files with the services that reach them. */
export function filesOfServices(
  tree: GoTree,
  services: readonly ServiceReport[],
): Map<string, ServiceReport[]> {
  const files = new Map<string, ServiceReport[]>();
  for (const service of services) {
    for (const file of closure(tree, directoryOf(service.entrypoints[0] ?? '')))
      files.set(file, [...(files.get(file) ?? []), service]);
  }
  return files;
}

/** In the order of files and lines. */
export function findTargets(
  tree: GoTree,
  files: ReadonlyMap<string, readonly ServiceReport[]>,
  requests: readonly SpanRequest[],
): SpanTarget[] {
  return [...files.keys()].sort().flatMap((file) => {
    const text = tree.text(file);
    const mayMatch = requests.some((request) => {
      const name = literalName(request);
      return request.at ? request.at.file === file : name === null || text.includes(name);
    });
    if (!mayMatch && !MENTIONS_DIRECTIVE.test(text)) return [];
    const source = tree.open(file);
    return source ? targetsOf(tree, source, files.get(file) ?? [], requests) : [];
  });
}

function targetsOf(
  tree: GoTree,
  source: GoSource,
  services: readonly ServiceReport[],
  requests: readonly SpanRequest[],
): SpanTarget[] {
  const found: SpanTarget[] = [];
  for (const decl of source.file.decls) {
    if (decl.kind !== 'FuncDecl' || decl.name.name === '_') continue;
    const label = labelOf(source, decl);
    const line = lineAt(source, decl.name.start);
    const common = { source, decl, label, line, services };
    const asked = askedFor(source, decl, label, line, services, requests);
    if (asked) found.push({ ...common, siblings: siblingsOf(tree, source, decl), statement: null, asked });
    for (const { statement, directive } of flaggedStatements(source, decl))
      found.push({
        ...common,
        siblings: [],
        line: lineAt(source, statement.start),
        statement,
        asked: { origin: 'comment', request: null, ...directive },
      });
  }
  return found;
}

function siblingsOf(tree: GoTree, source: GoSource, { recv }: FuncDecl): string[] {
  const typeOf = (of: FuncDecl['recv']) => (of?.list[0] ? receiverName(of.list[0].type) : '');
  const own = typeOf(recv);
  return tree
    .package(directoryOf(source.path))
    .filter(({ file }) => file.packageName === source.file.packageName)
    .flatMap(({ file }) => file.decls)
    .flatMap((decl) => (decl.kind === 'FuncDecl' && typeOf(decl.recv) === own ? [decl.name.name] : []));
}

function askedFor(
  source: GoSource,
  decl: FuncDecl,
  label: string,
  line: number,
  services: readonly ServiceReport[],
  requests: readonly SpanRequest[],
): AskedSpan | null {
  const directive = directiveAbove(source, decl);
  if (directive) return { origin: 'comment', request: null, ...directive };
  const names = [decl.name.name, label, `${source.file.packageName}.${label}`];
  const request = requestFor(requests, { names, file: source.path, line }, services);
  if (!request) return null;
  const { origin, spanName, attributes } = request;
  return { origin, request, attributes, ...(spanName === undefined ? {} : { spanName }) };
}

function directiveAbove({ text }: GoSource, { doc }: FuncDecl): SpanDirective | null {
  for (const line of doc ? text.slice(doc.start, doc.end).split('\n') : []) {
    const directive = readSpanDirective(line.trim());
    if (directive) return directive;
  }
  return null;
}

/** Statements right below a directive. */
function flaggedStatements(
  source: GoSource,
  { body }: FuncDecl,
): { statement: Stmt; directive: SpanDirective }[] {
  if (!body || !MENTIONS_DIRECTIVE.test(source.text.slice(body.start, body.end))) return [];
  const { text } = source;
  const directives = source.file.comments.filter(
    ({ start, end }) => start > body.start && end < body.end && SPAN_DIRECTIVE.test(text.slice(start, end)),
  );
  const statements = [...walk(body)].flatMap((node) => statementsOf(node) ?? []);
  return directives.flatMap((comment) => {
    const statement = statements.find(
      ({ start }) => start > comment.end && /^\s*(?:\/\/[^\n]*\s*)*$/.test(text.slice(comment.end, start)),
    );
    const directive = readSpanDirective(text.slice(comment.start, comment.end));
    return statement && directive ? [{ statement, directive }] : [];
  });
}

/** Names by which a function of the files can be flagged. */
export function functionNames(tree: GoTree, files: Iterable<string>): string[] {
  const names = new Set<string>();
  for (const file of files) {
    const text = tree.text(file);
    for (const decl of parseGoFile(text, { bodies: 'skip' }).decls) {
      if (decl.kind !== 'FuncDecl') continue;
      const receiver = decl.recv?.list[0]?.type;
      const type = receiver ? /\w+/.exec(text.slice(receiver.start, receiver.end))?.[0] : undefined;
      names.add(decl.name.name);
      if (type !== undefined) names.add(`${type}.${decl.name.name}`);
    }
  }
  return [...names];
}
