/** Access to ESTree nodes as the parser gives them, without a type for each of the 160 kinds. */

export interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is AstNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** The node under a key, or null. */
export function child(node: AstNode, key: string): AstNode | null {
  const value = node[key];
  return isNode(value) ? value : null;
}

/** The nodes of a list under a key; holes are left out. */
export function children(node: AstNode, key: string): AstNode[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function textOf(node: AstNode | null, key: string): string | null {
  const value = node?.[key];
  return typeof value === 'string' ? value : null;
}

/** The constant name of a property key or member: identifier, string or number. */
export function keyName(node: AstNode | null, computed: boolean): string | null {
  if (node === null) return null;
  if (node.type === 'Identifier' && !computed) return textOf(node, 'name');
  if (node.type === 'PrivateIdentifier') return `#${textOf(node, 'name') ?? ''}`;
  if (node.type === 'Literal' && (typeof node.value === 'string' || typeof node.value === 'number'))
    return String(node.value);
  return null;
}

const TRANSPARENT: Readonly<Record<string, string>> = {
  AwaitExpression: 'argument',
  ChainExpression: 'expression',
  ParenthesizedExpression: 'expression',
  TSAsExpression: 'expression',
  TSSatisfiesExpression: 'expression',
  TSNonNullExpression: 'expression',
  TSTypeAssertion: 'expression',
  TSInstantiationExpression: 'expression',
};

/** The expression inside `await`, parentheses, casts and the like. */
export function bare(node: AstNode): AstNode {
  let current = node;
  for (;;) {
    const key = TRANSPARENT[current.type];
    const inner = key === undefined ? null : child(current, key);
    if (inner === null) return current;
    current = inner;
  }
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export const isFunction = (node: AstNode): boolean => FUNCTIONS.has(node.type);
export const isClass = (node: AstNode): boolean =>
  node.type === 'ClassDeclaration' || node.type === 'ClassExpression';

/** The name of a type annotation's reference: `Pool` for `: Pool<X>`, `pg.Pool` as an array of names. */
export function annotatedType(node: AstNode): string[] | null {
  const annotation = child(node, 'typeAnnotation');
  const type = annotation === null ? null : child(annotation, 'typeAnnotation');
  if (type?.type !== 'TSTypeReference') return null;
  const names: string[] = [];
  let name = child(type, 'typeName');
  while (name?.type === 'TSQualifiedName') {
    names.unshift(textOf(child(name, 'right'), 'name') ?? '');
    name = child(name, 'left');
  }
  const first = name === null ? null : textOf(name, 'name');
  return first === null ? null : [first, ...names];
}
