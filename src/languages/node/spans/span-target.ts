/** A function that may get a span, and the code that belongs to it. */
import { type AstNode, child, isFunction } from '../facts/ast.js';
import type { CollectedFunction } from '../facts/collected.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';

export interface SpanTarget {
  /** Index among the functions of the file. */
  index: number;
  /** `FunctionDeclaration`, `FunctionExpression` or `ArrowFunctionExpression`. */
  node: AstNode;
  collected: CollectedFunction;
  body: AstNode;
  role: 'function' | 'method' | 'getter' | 'setter' | 'constructor';
  isAsync: boolean;
  isGenerator: boolean;
  /** Where the statement, member or property that holds the function begins, its decorators and `export` included. */
  anchor: number;
}

/** Nodes that a function may be a part of without being one of several things that they hold. */
const CLIMBED =
  /^(?:VariableDeclarator|VariableDeclaration|Property|MethodDefinition|PropertyDefinition|AccessorProperty|AssignmentExpression|ExpressionStatement|ExportNamedDeclaration|ExportDefaultDeclaration|TSExportAssignment|CallExpression)$/;

/** The functions of a file that have a body, in the order of the facts. */
export function spanTargets(file: NodeRuleFile): SpanTarget[] {
  return file.collected.functions.flatMap((collected, index) => {
    const { node } = collected;
    const body = child(node, 'body');
    if (body === null) return [];
    return [
      {
        index,
        node,
        collected,
        body,
        role: roleOf(file, node),
        isAsync: node.async === true,
        isGenerator: node.generator === true,
        anchor: anchorOf(file, node),
      },
    ];
  });
}

function roleOf(file: NodeRuleFile, node: AstNode): SpanTarget['role'] {
  const parent = file.once(fileBindings).around(node)?.parent;
  if (parent?.type === 'MethodDefinition' || parent?.type === 'Property') {
    if (parent.kind === 'get') return 'getter';
    if (parent.kind === 'set') return 'setter';
    if (parent.kind === 'constructor') return 'constructor';
    return parent.type === 'MethodDefinition' || parent.method === true ? 'method' : 'function';
  }
  return 'function';
}

function anchorOf(file: NodeRuleFile, node: AstNode): number {
  const { around } = file.once(fileBindings);
  let anchor = node;
  for (let place = around(anchor); place !== null; place = around(anchor)) {
    const { parent } = place;
    if (!CLIMBED.test(parent.type) || child(parent, 'callee') === place.part) break;
    if (parent.type === 'CallExpression' && !isFunction(anchor)) break;
    anchor = parent;
    if (/^(?:Property|MethodDefinition|PropertyDefinition|AccessorProperty)$/.test(parent.type)) break;
  }
  return anchor.start;
}
