/** The nodes right inside a node that are code: names of members and keys, labels and types are left out. */
import { visitorKeys } from 'oxc-parser';
import { type AstNode, isNode } from '../facts/ast.js';

/** Kinds whose name under a key is no variable unless it is computed. */
const NAMES: Readonly<Record<string, string>> = {
  MemberExpression: 'property',
  Property: 'key',
  MethodDefinition: 'key',
  PropertyDefinition: 'key',
  AccessorProperty: 'key',
  LabeledStatement: 'label',
  BreakStatement: 'label',
  ContinueStatement: 'label',
};
const TYPES =
  /^TS(?!AsExpression|SatisfiesExpression|NonNullExpression|TypeAssertion|InstantiationExpression|ParameterProperty|ExportAssignment|ModuleBlock|ModuleDeclaration|EnumMember|EnumDeclaration|EnumBody)/;

/** In source order. */
export function* childNodes(node: AstNode): Generator<AstNode> {
  for (const key of visitorKeys[node.type] ?? []) {
    if (NAMES[node.type] === key && node.computed !== true) continue;
    const value = node[key];
    for (const item of Array.isArray(value) ? value : [value])
      if (isNode(item) && !TYPES.test(item.type)) yield item;
  }
}
