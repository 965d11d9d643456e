/** Callbacks of requests that are run outside of them keep the context of their request. */
import type { Change, Edit, Skip } from '#src/model/change.js';
import type { NodeIntegration } from '#src/model/integration.js';
import type { NodeVersions } from '#src/model/node-instrumentation.js';
import type { NodeSkipCode } from '#src/model/node-skip-codes.js';
import { type CallGraph, createCallGraph, keyOf } from '../../behaviour/call-graph.js';
import { findRoutes } from '../../behaviour/routes.js';
import { type AstNode, child, children, isFunction, textOf } from '../../facts/ast.js';
import type { Linked } from '../../link/linker.js';
import { fileBindings } from '../../lint/file-indexes.js';
import { type NodeRuleFile, openNodeRuleFile } from '../../lint/node-rule-file.js';
import { importEdit, importForm } from '../../spans/import-edit.js';
import { freeName } from '../../spans/local-names.js';
import { styleOf } from '../../spans/source-style.js';
import type { LoadedCode } from '../../verdict/loaded-code.js';
import type { NodePlan, NodeScene, NodeService } from '../node-service.js';
import { type CallSite, callSites } from './call-sites.js';
import { type KeptCallback, keptCallbacks } from './kept-callbacks.js';

const API = '@opentelemetry/api';
const WIDTH = 100;
/** Text that a file has to mention for anything to be kept in it. */
const MENTIONS = /\.(?:push|unshift)\(|\bEventEmitter\b/;

/** Functions that run while a request is answered, and who calls whom. */
interface Requests {
  code: LoadedCode;
  graph: CallGraph;
  reached: ReadonlySet<string>;
  /** Null when not all of them are known. */
  callers(file: NodeRuleFile, fn: number): CallSite[] | null;
}

/** One change for each file: the callbacks are given their context where they are kept. */
export function planContextBinds(
  service: NodeService,
  integrations: readonly NodeIntegration[],
  versions: NodeVersions,
  scene: NodeScene,
): NodePlan {
  const { code } = service.program;
  const version = versions.rangeOf(API);
  const paths = code.files.filter((path) => MENTIONS.test(scene.workspace.read(path) ?? ''));
  if (version === null || paths.length === 0) return { changes: [], skips: [] };
  const open = (path: string): NodeRuleFile | null => {
    const text = scene.workspace.read(path);
    return text === null ? null : openNodeRuleFile(path, text, { wrappers: [] });
  };
  const requests: Requests = {
    ...requestsOf(code, integrations),
    callers: (file, fn) => callSites(file, fn, service.program, scene, open),
  };
  const plan: NodePlan = { changes: [], skips: [] };
  for (const path of paths) {
    const file = open(path);
    if (file === null) continue;
    const kept = keptCallbacks(file).filter((one) => isOfRequest(one, file, requests));
    const lost = kept.filter(({ callback, runs }) => runs?.some((run) => isElsewhere(run, callback, file)));
    const unclear = kept.filter(({ runs }) => runs === null);
    if (lost.length > 0) plan.changes.push(changeOf(service, lost, file, version, scene));
    for (const one of unclear) plan.skips.push(skipOf(service, one, file));
  }
  return plan;
}

function changeOf(
  service: NodeService,
  lost: readonly KeptCallback[],
  file: NodeRuleFile,
  version: string,
  { repository: { resolver } }: NodeScene,
): Change {
  const { directory } = resolver.packageAt(file.path) ?? service.manifest;
  const keepers = [...new Set(lost.map(({ keeper }) => `\`${keeper}\``))].join(', ');
  const [first] = lost.map(({ callback }) => lineOf(callback, file)).sort((a, b) => a - b);
  return {
    id: `node:context:${file.path}:${first}`,
    title: `Keep the context of requests for what ${keepers} of ${file.path} runs later`,
    services: [service.name],
    subject: 'context',
    edits: bindEdits(lost, file, service),
    creates: [],
    requires: [{ ecosystem: 'npm', name: API, version, directory }],
    notes: [],
  };
}

function skipOf(service: NodeService, { callback, keeper }: KeptCallback, file: NodeRuleFile): Skip {
  return {
    code: 'context-not-followed' satisfies NodeSkipCode,
    service: service.name,
    file: file.path,
    line: lineOf(callback, file),
    message: `\`${keeper}\` keeps a callback that makes spans, and what runs it is not seen in this file.`,
    help: 'Where it runs outside of the request, hand over `context.bind(context.active(), callback)` of `@opentelemetry/api`.',
  };
}

const lineOf = ({ start }: AstNode, { text }: NodeRuleFile): number =>
  text.slice(0, start).split('\n').length;

function requestsOf(code: LoadedCode, integrations: readonly NodeIntegration[]): Omit<Requests, 'callers'> {
  const graph = createCallGraph(code, integrations);
  const handlers = [
    ...findRoutes(code).handlers.flatMap((route) => route.handlers),
    ...code.calls.flatMap(({ file, call, libraries }): Linked[] => {
      const isServer = libraries.some(
        ({ module, path }) => /^(?:node:)?https?$/.test(module) && path.at(-1) === 'createServer',
      );
      return isServer
        ? call.args.flatMap((arg) => (arg.is === 'function' ? [{ value: arg, file }] : []))
        : [];
    }),
  ];
  return { code, graph, reached: graph.reachableFrom(handlers) };
}

/** Kept in requests alone, and with spans of its own. */
function isOfRequest({ callback }: KeptCallback, file: NodeRuleFile, requests: Requests): boolean {
  const keeping = functionsAround(callback, file);
  return isInRequest(keeping, file, requests) && makesSpans(callback, keeping[0] ?? -1, file, requests);
}

function isElsewhere(run: AstNode, callback: AstNode, file: NodeRuleFile): boolean {
  const keeping = functionsAround(callback, file);
  return !functionsAround(run, file).some((fn) => keeping.includes(fn));
}

/** Indexes of the functions that a node stands in, innermost first; the node itself left out. */
function functionsAround(node: AstNode, file: NodeRuleFile): number[] {
  const { around } = file.once(fileBindings);
  const found: number[] = [];
  for (let at = around(node); at !== null; at = around(at.parent)) {
    const index = file.collected.functionIndex.get(at.parent);
    if (isFunction(at.parent) && index !== undefined) found.push(index);
  }
  return found;
}

/** Whether every way to it that is known leads through a handler. */
function isInRequest(
  functions: readonly number[],
  file: NodeRuleFile,
  { code, reached, callers }: Requests,
): boolean {
  const isReached = (path: string, fn: number): boolean => {
    const all = code.linker.facts(path)?.functions ?? [];
    for (let index = fn; index >= 0; index = all[index]?.parent ?? -1)
      if (reached.has(keyOf(path, index))) return true;
    return false;
  };
  const [inner] = functions;
  if (inner === undefined) return false;
  const ways = functions.map((fn) => callers(file, fn));
  if (ways.some((way) => way === null)) return false;
  const sites = ways.flatMap((way) => way ?? []);
  return (
    (sites.length > 0 || isReached(file.path, inner)) && sites.every((site) => isReached(site.file, site.fn))
  );
}

/** A function that calls a client library; or a parameter for which somebody gives such a function. */
function makesSpans(
  callback: AstNode,
  keeping: number,
  file: NodeRuleFile,
  { graph, callers }: Requests,
): boolean {
  const index = file.collected.functionIndex.get(callback);
  if (index !== undefined) return graph.doesIo(keyOf(file.path, index));
  const name = textOf(callback, 'name');
  const parameters = children(file.collected.functions[keeping]?.node ?? callback, 'params');
  const position = parameters.findIndex((one) => one.type === 'Identifier' && textOf(one, 'name') === name);
  if (callback.type !== 'Identifier' || position === -1) return false;
  return (callers(file, keeping) ?? []).some((site) => {
    const given = site.args[position];
    return given?.is === 'function' && graph.doesIo(keyOf(site.file, given.fn));
  });
}

function bindEdits(lost: readonly KeptCallback[], file: NodeRuleFile, service: NodeService): Edit[] {
  const known = importedContext(file);
  const local = known ?? freeName(file, ['context', 'otelContext']);
  const form = importForm(file) ?? (service.modules === 'esm' ? 'import' : 'require');
  const wanted = { specifier: API, exported: 'context', local, form } as const;
  const style = styleOf(file.text, file.program, WIDTH);
  return [
    ...(known === null ? [{ file: file.path, ...importEdit(file, wanted, style) }] : []),
    ...lost.flatMap(({ callback: { start, end } }) => [
      { file: file.path, start, end: start, text: `${local}.bind(${local}.active(), ` },
      { file: file.path, start: end, end, text: ')' },
    ]),
  ];
}

/** The name under which the file imports `context` of the API; null when it does not. */
function importedContext({ program }: NodeRuleFile): string | null {
  for (const statement of children(program, 'body'))
    if (statement.type === 'ImportDeclaration' && child(statement, 'source')?.value === API)
      for (const one of children(statement, 'specifiers'))
        if (textOf(child(one, 'imported'), 'name') === 'context') return textOf(child(one, 'local'), 'name');
  return null;
}
