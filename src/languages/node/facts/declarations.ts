/** The names that imports and patterns declare. */
import { type AstNode, child, children, isNode, keyName, textOf } from './ast.js';
import type { Scope } from './scope.js';

/** Binds the names of import declarations. */
export function hoistImports(program: AstNode, scope: Scope): void {
  const bind = (local: string | null, module: string, path: string[]) => {
    if (local !== null) scope.names.set(local, { kind: 'value', value: { is: 'module', module, path } });
  };
  for (const node of children(program, 'body')) {
    if (node.type === 'TSImportEqualsDeclaration') {
      const reference = child(node, 'moduleReference');
      const module =
        reference?.type === 'TSExternalModuleReference'
          ? textOf(child(reference, 'expression'), 'value')
          : null;
      if (module !== null) bind(textOf(child(node, 'id'), 'name'), module, []);
    }
    if (node.type !== 'ImportDeclaration') continue;
    const module = textOf(child(node, 'source'), 'value') ?? '';
    for (const specifier of children(node, 'specifiers')) {
      const local = textOf(child(specifier, 'local'), 'name');
      if (specifier.type === 'ImportNamespaceSpecifier') bind(local, module, []);
      else if (specifier.type === 'ImportDefaultSpecifier') bind(local, module, ['default']);
      else bind(local, module, [keyName(child(specifier, 'imported'), false) ?? 'default']);
    }
  }
}

/** Declares the names of a pattern; `path` is how they are reached from the value that is taken apart. */
export function declarePattern(
  pattern: AstNode,
  path: readonly string[],
  declare: (name: string, path: readonly string[], node: AstNode) => void,
): void {
  if (pattern.type === 'Identifier') declare(textOf(pattern, 'name') ?? '', path, pattern);
  else if (pattern.type === 'AssignmentPattern') declarePattern(child(pattern, 'left')!, path, declare);
  else if (pattern.type === 'TSParameterProperty')
    declarePattern(child(pattern, 'parameter')!, path, declare);
  else if (pattern.type === 'RestElement') declarePattern(child(pattern, 'argument')!, path, declare);
  else if (pattern.type === 'ObjectPattern')
    for (const property of children(pattern, 'properties')) {
      const key =
        property.type === 'RestElement' ? null : keyName(child(property, 'key'), property.computed === true);
      const target = child(property, property.type === 'RestElement' ? 'argument' : 'value');
      if (target !== null) declarePattern(target, key === null ? path : [...path, key], declare);
    }
  else if (pattern.type === 'ArrayPattern' && Array.isArray(pattern.elements))
    pattern.elements.forEach((element, position) => {
      if (isNode(element)) declarePattern(element, [...path, String(position)], declare);
    });
}
