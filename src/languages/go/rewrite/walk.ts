/** Walking the tree without knowing every kind of node. */
import type { GoNode } from '../syntax/ast.js';

/** The nodes directly below a node, in no particular order. */
export function childrenOf(node: GoNode): GoNode[] {
  const found: GoNode[] = [];
  collectChildren(node, found);
  return found;
}

/** A node and all below it, parents first. */
export function* walk(root: GoNode): Iterable<GoNode> {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    collectChildren(node, stack);
  }
}

function collectChildren(node: GoNode, into: GoNode[]): void {
  const properties = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in properties) {
    const value = properties[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) into.push(one);
    } else if (isNode(value)) into.push(value);
  }
}

/** The nodes around an offset, outermost first. */
export function pathTo(root: GoNode, offset: number): GoNode[] {
  const path: GoNode[] = [];
  let at: GoNode | undefined = root;
  while (at) {
    path.push(at);
    let inner: GoNode | undefined;
    for (const child of childrenOf(at)) if (child.start <= offset && offset < child.end) inner = child;
    at = inner;
  }
  return path;
}

/** The nodes around another one, outermost first, itself excluded; empty when it is not below the root. */
export function around(root: GoNode, node: GoNode): GoNode[] {
  if (root === node) return [];
  for (const child of childrenOf(root)) {
    if (child === node) return [root];
    if (child.start > node.start || child.end < node.end) continue;
    const path = around(child, node);
    if (path.length > 0) return [root, ...path];
  }
  return [];
}

function isNode(value: unknown): value is GoNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'start' in value;
}
