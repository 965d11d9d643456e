/** Decides which files to parse: those that load a library of interest, and those that use such a file's exports. */
import type { Diagnostic } from '../../model/scan-report.js';
import type { Extractor, FactSource } from '../language.js';
import type { NodeFacts, Value } from './facts/facts.js';
import type { IsClientMember } from './link/client-members.js';
import { createLinker, type Linker } from './link/linker.js';
import type { PatternIndex } from './link/patterns.js';
import type { Edge, ModuleGraph } from './modules/module-graph.js';
import type { Resolver } from './modules/resolver.js';

export interface ParsePlan {
  source: FactSource;
  extractor: Extractor<NodeFacts>;
  graph: ModuleGraph;
  resolver: Resolver;
  patterns: PatternIndex;
  isClient: IsClientMember;
  reachable: ReadonlySet<string>;
  /** Files to parse whatever they import: entrypoints. */
  always: ReadonlySet<string>;
  /** Files to parse for their name: business code. */
  isWorthParsing(file: string): boolean;
  report(diagnostic: Diagnostic): void;
}

const MAX_ROUNDS = 4;

/** Functions that start a span under a name that they are given. */
function wrappersIn(facts: NodeFacts): ReadonlySet<number> {
  const found = new Set<number>();
  const parameterOf = (value: Value | undefined): number | null =>
    value?.is === 'parameter' ? value.fn : null;
  for (const { method, args } of facts.calls) {
    if (method !== 'startSpan' && method !== 'startActiveSpan') continue;
    const fn = parameterOf(args[0]);
    if (fn !== null) found.add(fn);
  }
  return found;
}

/** The exports of a file that other files can make a site or a span of, or use as a client. */
function usableExports(
  facts: NodeFacts,
  file: string,
  all: ReadonlyMap<string, NodeFacts>,
  linker: Linker,
  { patterns, isClient }: ParsePlan,
): string[] {
  const wrappers = new Map<string, ReadonlySet<number>>();
  const isWrapper = (at: string, fn: number): boolean => {
    const known = wrappers.get(at) ?? wrappersIn(all.get(at) ?? facts);
    wrappers.set(at, known);
    return known.has(fn);
  };
  const usable = (value: Value, depth: number, from: string): boolean =>
    depth < 4 &&
    linker.resolve(value, from).some(({ value: found, file: at }) => {
      if (found.is === 'module') {
        if (found.module.startsWith('@opentelemetry/'))
          return isTracer(found.path) || found.path.length === 0;
        if (found.module === '@nestjs/microservices' && found.path[0] === 'Transport') return true;
        return patterns.mayLeadToSite(found.module, found.path);
      }
      if (found.is === 'record') return found.fields.some(([, field]) => usable(field, depth + 1, at));
      if (found.is === 'function')
        return (
          isWrapper(at, found.fn) ||
          usable(all.get(at)?.functions[found.fn]?.returns ?? { is: 'unknown' }, depth + 1, at)
        );
      if (found.is !== 'class' && found.is !== 'instance') return false;
      const own = all.get(at)?.classes[found.class];
      return [...(own?.fields ?? []), ...(own?.statics ?? [])].some(
        ([, field]) => (field.is === 'module' || field.is === 'function') && usable(field, depth + 2, at),
      );
    });
  const holdsClient = (value: Value, depth: number, from: string): boolean =>
    depth < 3 &&
    linker.resolve(value, from).some(({ value: found, file: at }) => {
      if (found.is === 'module') return isClient(found) && found.path.length > 0;
      return found.is === 'record' && found.fields.some(([, field]) => holdsClient(field, depth + 1, at));
    });
  return facts.exports
    .filter(([, value]) => usable(value, 0, file) || holdsClient(value, 0, file))
    .map(([name]) => name);
}

/** A tracer, or what leads to one; what runs in a span gives something else. */
const isTracer = (path: readonly string[]): boolean =>
  path.includes('getTracer') && !path.some((name) => name === 'startSpan' || name === 'startActiveSpan');

const ROUTE_METHOD = /^(?:all|del|delete|get|patch|post|put|route|use)$/;

/** Whether a file registers handlers under paths: what it imports answers requests. */
const hasRoutes = ({ calls }: NodeFacts): boolean =>
  calls.some(({ method, args: [path, handler] }) => {
    const isPath = path?.is === 'text' && path.text.startsWith('/');
    return (
      isPath && method !== null && (method === 'route' || handler !== undefined) && ROUTE_METHOD.test(method)
    );
  });

interface Importer {
  file: string;
  edge: Edge;
}

function importersByFile({ graph, reachable }: ParsePlan): ReadonlyMap<string, Importer[]> {
  const found = new Map<string, Importer[]>();
  for (const file of reachable)
    for (const edge of graph.edges(file)) {
      if (edge.file === null) continue;
      const known = found.get(edge.file);
      if (known === undefined) found.set(edge.file, [{ file, edge }]);
      else known.push({ file, edge });
    }
  return found;
}

/** Under which names an edge takes an export; null for the same. */
function takenAs({ names }: Edge, name: string): string[] {
  if (names === null) return [name];
  return names.flatMap((item) => {
    const [imported, alias] = item.split(/\s+as\s+/);
    return imported === name ? [alias ?? name] : [];
  });
}

/** Files that import one of the exports, also through files that pass them on. */
function importersOf(
  exports: readonly (readonly [string, string])[],
  importers: ReadonlyMap<string, Importer[]>,
): Set<string> {
  const found = new Set<string>();
  const seen = new Set(exports.map((pair) => pair.join('\n')));
  const queue = [...exports];
  for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
    const [source, name] = pair;
    for (const { file, edge } of importers.get(source) ?? [])
      for (const taken of takenAs(edge, name === '=' ? 'default' : name)) {
        if (edge.form !== 'export') found.add(file);
        else if (!seen.has(`${file}\n${taken}`)) {
          seen.add(`${file}\n${taken}`);
          found.add(file);
          queue.push([file, taken]);
        }
      }
  }
  return found;
}

function reportSyntaxError(file: string, { error }: NodeFacts, report: ParsePlan['report']): void {
  if (error === null) return;
  report({
    code: 'syntax-error',
    severity: 'warning',
    file,
    line: error.line,
    message: `\`${file}\` cannot be parsed: ${error.message}`,
    help: 'Fix the syntax error; until then only the imports of the file are known, not what it does with them.',
  });
}

/** Parses what matters and reports files that cannot be parsed. */
export async function readFacts(plan: ParsePlan): Promise<ReadonlyMap<string, NodeFacts>> {
  const { graph, reachable, always } = plan;
  const facts = new Map<string, NodeFacts>();
  const examined = new Set<string>();
  const importers = importersByFile(plan);
  let wanted = [...reachable].filter(
    (file) => always.has(file) || graph.outline(file)?.hit === true || plan.isWorthParsing(file),
  );
  for (let round = 0; round < MAX_ROUNDS && wanted.length > 0; round++) {
    for (const [file, found] of await plan.source.get(plan.extractor, wanted)) {
      facts.set(file, found);
      reportSyntaxError(file, found, plan.report);
    }
    const linker = createLinker(facts, plan.resolver);
    const usable: (readonly [string, string])[] = [];
    const handlers: string[] = [];
    for (const [file, found] of facts) {
      if (examined.has(file)) continue;
      examined.add(file);
      for (const name of usableExports(found, file, facts, linker, plan)) usable.push([file, name]);
      if (hasRoutes(found)) handlers.push(...graph.edges(file).flatMap((edge) => edge.file ?? []));
    }
    const more = new Set([
      ...importersOf(usable, importers),
      ...handlers.filter((one) => reachable.has(one)),
    ]);
    wanted = [...more].filter((file) => !facts.has(file));
  }
  return facts;
}
