/** The control flow of the functions of a codebase. */
import { buildFlowGraph } from '../control-flow/build-flow-graph.js';
import type { FlowBlock, FlowGraph } from '../control-flow/flow-graph.js';
import { libraryNeverReturns } from '../control-flow/never-returns.js';
import type { GoFunction } from '../program.js';
import type { Block } from '../syntax/ast.js';
import type { GoCodebase } from './go-codebase.js';
import { type OpenFunction, openSymbol } from './go-function.js';

/**
 * Control flow of a function's body or of the body of a literal inside. A call ends it by its name for libraries, by its
 * body for functions of the codebase.
 */
export function graphOf(codebase: GoCodebase, fn: OpenFunction, body: Block): FlowGraph {
  const graphs = codebase.once(allGraphs);
  let graph = graphs.get(body);
  if (!graph) {
    graph = buildFlowGraph(body, (call) => {
      const callee = fn.types.callee(call);
      if (callee.kind !== 'function') return libraryNeverReturns(call);
      // A function that gives something back is called to come back.
      if (callee.fn.facts.results.length > 0) return undefined;
      return alwaysPanics(codebase, callee.fn) ? 'panic' : undefined;
    });
    graphs.set(body, graph);
  }
  return graph;
}

function allGraphs(): Map<Block, FlowGraph> {
  return new Map();
}

function alwaysPanics(codebase: GoCodebase, fn: GoFunction): boolean {
  const known = codebase.once(verdicts);
  let verdict = known.get(fn);
  if (verdict === undefined) {
    known.set(fn, false);
    verdict = mentionsAnEnd(fn) && hasNoWayOut(codebase, fn);
    known.set(fn, verdict);
  }
  return verdict;
}

function verdicts(): Map<GoFunction, boolean> {
  return new Map();
}

/** A short function that is named for what it does: others are not worth reading for this. */
function mentionsAnEnd({ facts }: GoFunction): boolean {
  return facts.statements < 30 && /panic|fatal|exit|die|abort|fail|must|crash|unreachable/i.test(facts.name);
}

function hasNoWayOut(codebase: GoCodebase, fn: GoFunction): boolean {
  const open = openSymbol(codebase, fn);
  if (!open?.decl.body) return false;
  const seen = new Set<FlowBlock>();
  const waiting = [graphOf(codebase, open, open.decl.body).entry];
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    if (seen.has(block)) continue;
    seen.add(block);
    if (block.exit?.kind === 'return' || block.exit?.kind === 'end') return false;
    waiting.push(...block.next.map((edge) => edge.to));
  }
  return true;
}
