import { parsesCommands, recordCommands } from './command-structs.js';
import { inject, isInjector } from './dependency-injection.js';
import { lineOf, type Position, type Value } from './facts.js';
import { foldConstant } from './fold-constant.js';
import { isInstrumenter, type KnownSymbols } from './known-symbols.js';
import { OF_ONE_REQUEST, opaqueCall } from './opaque-call.js';
import { recordRoute } from './record-route.js';
import { otherwise, recordMethodUse, recordSite } from './record-site.js';
import type { LibraryCallee } from './resolve-callee.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { mentionLibrary } from './summary-draft.js';
import { isAdminHandler, isExporter, symbolOf, TRACE_PACKAGE, withoutMajorVersion } from './symbols.js';

const OF_CLIENT = /^(?:Client|ClientConn|Transport|Response|Header|Cookie)$/;

export function libraryCall(
  context: SummaryContext,
  callee: LibraryCallee,
  args: Value[],
  argNodes: Node[],
  at: Position,
): Node {
  mentionLibrary(context.draft, callee.path, callee.name, at);
  return callee.receiver === null
    ? functionCall(context, callee, args, argNodes, at)
    : methodCall(context, callee, callee.receiver, args, argNodes, at);
}

function functionCall(
  context: SummaryContext,
  { path, name }: LibraryCallee,
  args: Value[],
  argNodes: Node[],
  at: Position,
): Node {
  const { known, nodes, flow, draft } = context;
  const symbol = symbolOf(path, name);
  const node = opaqueCall(context, 0, args, argNodes);
  if (isAdminHandler(symbol)) flow.contain(nodes.library(symbol), node);
  if (path === 'net/http' && (name === 'Handle' || name === 'HandleFunc')) {
    const mux = nodes.library('net/http.DefaultServeMux');
    for (const part of argNodes) flow.contain(part, mux);
    recordRoute(context, name, mux, args, at, path);
  }
  if (isInjector(path)) inject(context, args);
  if (parsesCommands(path)) recordCommands(context, args);
  if (isInstrumenter(known, symbol, path) || isExporter(path)) {
    draft.instrumenters.push({ symbol, node, args: argNodes, line: lineOf(at) });
  }
  for (const site of known.calls.get(symbol) ?? []) {
    const index = site.decides?.arguments[name];
    const absent = index !== undefined && !args[index];
    const given = index === undefined ? node : (argNodes[index] ?? 0);
    const defaults = absent || (site.decides !== undefined && index === undefined);
    const fallback = defaults ? otherwise(context, site) : 0;
    recordSite(context, site, at, { given, value: node, fallback });
  }
  return node;
}

function methodCall(
  context: SummaryContext,
  callee: LibraryCallee,
  receiver: Node,
  args: Value[],
  argNodes: Node[],
  at: Position,
): Node {
  const { program, known, fn, flow, draft } = context;
  const { path, name, type } = callee;
  const base = withoutMajorVersion(path);
  const router = isRouter(known, base, type);
  if (name === 'Start' && base === TRACE_PACKAGE && type !== 'Span' && args.length >= 2) {
    draft.spans.push({ name: foldConstant(program, fn, args[1] ?? null), line: lineOf(at) });
  }
  for (const consumer of known.consumers.get(base) ?? []) {
    if (consumer.methods.has(name))
      draft.consumes.push({ integration: consumer.integration, line: lineOf(at) });
  }
  recordRoute(context, name, receiver, args, at, router ? base : null);
  const result = opaqueCall(context, receiver, args, argNodes);
  recordMethodUse(context, callee, at, { given: receiver, value: result });
  // `r.PathPrefix("/v1").Subrouter()`: what is done to the part is done to the router.
  if (router) {
    flow.move(receiver, result);
    flow.affect(result, receiver);
  }
  return result;
}

/** A server, a router or a part of one, as far as its package tells. */
function isRouter(known: KnownSymbols, base: string, type: string): boolean {
  return known.routers.has(base) && !OF_ONE_REQUEST.test(type) && !OF_CLIENT.test(type);
}
