/** The parameters of tRPC's procedure middleware: `async ({ path, type, next }) => …`. */
import { type AstNode, child, children, textOf } from '../facts/ast.js';
import type { Bindings } from './bindings.js';

/** Whether an identifier is the given one of them. */
export function isProcedureParameter(bindings: Bindings, node: AstNode, name: 'path' | 'next'): boolean {
  const { resolve, around } = bindings;
  if (node.type !== 'Identifier' || textOf(node, 'name') !== name) return false;
  const declaration = resolve(node)?.declaration;
  let place = declaration === undefined ? null : around(declaration);
  while (place !== null && place.parent.type !== 'ObjectPattern') place = around(place.parent);
  if (place === null) return false;
  const names = children(place.parent, 'properties').map((one) => textOf(child(one, 'key'), 'name'));
  return ['type', 'next'].every((needed) => names.includes(needed));
}
