import { type AstNode, child, children, textOf } from '../facts/ast.js';
import type { Scope } from '../facts/scope.js';
import type { NodeRuleFile } from './node-rule-file.js';

/** Whether a parameter is declared to be one of some values: `kind: 'card' | 'cash'`, an `enum`, a name for such a type. */
export function isOfFewValues(file: NodeRuleFile, node: AstNode, scope: Scope): boolean {
  if (node.type !== 'Identifier') return false;
  const value = file.evaluator.evaluate(node, scope);
  if (value.is !== 'parameter' || value.path.length > 0) return false;
  const declared = children(file.collected.functions[value.fn]?.node ?? node, 'params')[value.position];
  const parameter = declared?.type === 'AssignmentPattern' ? child(declared, 'left') : declared;
  const annotation = parameter ? child(parameter, 'typeAnnotation') : null;
  return annotation !== null && hasFewValues(file, child(annotation, 'typeAnnotation'));
}

const MAX_DEPTH = 5;

function hasFewValues(file: NodeRuleFile, type: AstNode | null, depth = 0): boolean {
  if (type === null || depth > MAX_DEPTH) return false;
  switch (type.type) {
    case 'TSLiteralType':
      return true;
    case 'TSUnionType':
      return children(type, 'types').every((one) => hasFewValues(file, one, depth + 1));
    case 'TSTypeReference': {
      const name = textOf(child(type, 'typeName'), 'name');
      const declaration = name === null ? undefined : file.once(declaredTypes).get(name);
      if (declaration?.type === 'TSEnumDeclaration') return true;
      return declaration !== undefined && hasFewValues(file, child(declaration, 'typeAnnotation'), depth + 1);
    }
    default:
      return false;
  }
}

/** The enums and names of types that a file declares at its top. */
function declaredTypes({ program }: NodeRuleFile): ReadonlyMap<string, AstNode> {
  const found = new Map<string, AstNode>();
  for (const statement of children(program, 'body')) {
    const declaration = child(statement, 'declaration') ?? statement;
    const name = textOf(child(declaration, 'id'), 'name');
    if (name !== null && /^TS(?:Enum|TypeAlias)Declaration$/.test(declaration.type))
      found.set(name, declaration);
  }
  return found;
}
