import { type AstNode, child } from '../facts/ast.js';
import { createFlowGraph, type FlowGraph } from './flow-graph.js';
import type { NodeRuleFile } from './node-rule-file.js';

const graphs = (_file: NodeRuleFile): Map<AstNode, FlowGraph> => new Map();

/** The control flow of a function or of the program, built once; null for a function without a body. */
export function graphOf(file: NodeRuleFile, owner: AstNode): FlowGraph | null {
  const known = file.once(graphs).get(owner);
  const body = owner.type === 'Program' ? owner : child(owner, 'body');
  if (known !== undefined || body === null) return known ?? null;
  const graph = createFlowGraph(body);
  file.once(graphs).set(owner, graph);
  return graph;
}
