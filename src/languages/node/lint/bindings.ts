/** Which declaration an identifier of a file means, by the ranges in which names hold. */
import { type AstNode, child, children, isFunction, textOf } from '../facts/ast.js';
import { declarePattern } from '../facts/declarations.js';
import { childNodes } from './child-nodes.js';

/** One declared variable, parameter, function or class. */
export interface Binding {
  name: string;
  /** The identifier that declares it. */
  declaration: AstNode;
  /** The function that it belongs to; null at module level. */
  owner: AstNode | null;
  /** The part of the text in which it can be named: offsets, the end excluded. */
  start: number;
  end: number;
  /** The initial value of a variable that is declared by its name alone. */
  value: AstNode | null;
  /** The function that it is the name of. */
  declared: AstNode | null;
  /** Every identifier that means it, the declaration left out. */
  references: AstNode[];
}

export interface Bindings {
  all: readonly Binding[];
  /** What an identifier means; undefined for a global and for an import. */
  resolve(identifier: AstNode): Binding | undefined;
  /** The node that a node stands in, casts and parentheses passed over, with the part of it that the node is. */
  around(node: AstNode): { parent: AstNode; part: AstNode } | null;
}

const BLOCKS =
  /^(?:BlockStatement|For(?:In|Of)?Statement|SwitchStatement|CatchClause|StaticBlock|Program|TSModuleBlock)$/;
const CASTS = new Set([
  'ChainExpression',
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
]);

/** Reads every declaration of a program. */
export function createBindings(program: AstNode): Bindings {
  const byName = new Map<string, Binding[]>();

  const declare = (
    pattern: AstNode,
    within: AstNode,
    owner: AstNode | null,
    init: AstNode | null = null,
    declared: AstNode | null = null,
  ): void => {
    declarePattern(pattern, [], (name, _path, declaration) => {
      const value = declaration === pattern ? init : null;
      const { start, end } = within;
      const binding: Binding = { name, declaration, owner, start, end, value, declared, references: [] };
      byName.set(name, [...(byName.get(name) ?? []), binding]);
    });
  };

  const identifiers: AstNode[] = [];
  const parents = new Map<AstNode, AstNode>();

  const visit = (node: AstNode, block: AstNode, owner: AstNode | null): void => {
    let inner = { block, owner };
    if (node.type === 'Identifier') identifiers.push(node);
    if (isFunction(node)) {
      const id = child(node, 'id');
      if (id !== null) declare(id, node.type === 'FunctionDeclaration' ? block : node, owner, null, node);
      for (const parameter of children(node, 'params')) declare(parameter, node, node);
      inner = { block: node, owner: node };
    } else if (BLOCKS.test(node.type)) inner = { block: node, owner };
    if (node.type === 'CatchClause') {
      const parameter = child(node, 'param');
      if (parameter !== null) declare(parameter, node, owner);
    }
    if (node.type === 'ClassDeclaration') {
      const id = child(node, 'id');
      if (id !== null) declare(id, block, owner);
    }
    if (node.type === 'VariableDeclaration')
      for (const declarator of children(node, 'declarations'))
        declare(
          child(declarator, 'id')!,
          node.kind === 'var' ? (owner ?? program) : block,
          owner,
          child(declarator, 'init'),
        );
    for (const item of childNodes(node)) {
      parents.set(item, node);
      visit(item, inner.block, inner.owner);
    }
  };
  visit(program, program, null);

  const resolve = (identifier: AstNode): Binding | undefined => {
    const name = textOf(identifier, 'name') ?? '';
    let best: Binding | undefined;
    for (const binding of byName.get(name) ?? []) {
      const holds = binding.start <= identifier.start && identifier.end <= binding.end;
      if (holds && (best === undefined || binding.end - binding.start < best.end - best.start))
        best = binding;
    }
    return best;
  };
  for (const identifier of identifiers) {
    const binding = resolve(identifier);
    if (binding !== undefined && binding.declaration !== identifier) binding.references.push(identifier);
  }

  const around = (node: AstNode) => {
    let part = node;
    let parent = parents.get(part);
    while (parent !== undefined && CASTS.has(parent.type)) {
      part = parent;
      parent = parents.get(part);
    }
    return parent === undefined ? null : { parent, part };
  };
  return { all: [...byName.values()].flat(), resolve, around };
}
