/** Whether a function fails at once where a value is missing: what it does first is to read of it. */
import { type AstNode, bare, child, children } from '../facts/ast.js';

type Step =
  /** It has read of the value. */
  | 'read'
  /** Other code may have run, or the function may have ended: what follows says nothing. */
  | 'open'
  /** Nothing that is seen from outside. */
  | 'nothing';

/** The parts of a node that are evaluated first, in their order. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  ArrayExpression: ['elements'],
  AwaitExpression: ['argument'],
  BinaryExpression: ['left', 'right'],
  BlockStatement: ['body'],
  CallExpression: ['callee', 'arguments'],
  ChainExpression: ['expression'],
  ConditionalExpression: ['test'],
  ExpressionStatement: ['expression'],
  ForOfStatement: ['right'],
  IfStatement: ['test'],
  LogicalExpression: ['left'],
  NewExpression: ['callee', 'arguments'],
  ObjectExpression: ['properties'],
  ParenthesizedExpression: ['expression'],
  Property: ['value'],
  ReturnStatement: ['argument'],
  SequenceExpression: ['expressions'],
  SpreadElement: ['argument'],
  SwitchStatement: ['discriminant'],
  TemplateLiteral: ['expressions'],
  ThrowStatement: ['argument'],
  TSAsExpression: ['expression'],
  TSNonNullExpression: ['expression'],
  TSSatisfiesExpression: ['expression'],
  UnaryExpression: ['argument'],
  VariableDeclaration: ['declarations'],
  VariableDeclarator: ['init'],
};
/** Nodes that do no more than their parts do. */
const TRANSPARENT =
  /^(?:Array|Member|Binary|Chain|Object|Parenthesized|Sequence|Unary|TS\w+)Expression$|^(?:BlockStatement|ExpressionStatement|Property|SpreadElement|TemplateLiteral|VariableDeclaration|VariableDeclarator)$/;
const INERT =
  /^(?:Identifier|Literal|ThisExpression|Super|EmptyStatement|FunctionDeclaration|(?:Arrow)?FunctionExpression)$|^TS(?:Interface|TypeAlias)/;

/**
 * @param text of the file
 * @param body block of a function, or the expression of an arrow
 * @param value code of the value: `order`, `order.items`
 */
export function readsFirst(text: string, body: AstNode, value: string): boolean {
  const isValue = (node: AstNode | null) => {
    const inner = node === null ? null : bare(node);
    return inner !== null && text.slice(inner.start, inner.end) === value;
  };

  const walkAll = (nodes: readonly AstNode[]): Step => {
    for (const node of nodes) {
      const step = walk(node);
      if (step !== 'nothing') return step;
    }
    return 'nothing';
  };

  const readsItself = (node: AstNode): boolean => {
    switch (node.type) {
      case 'MemberExpression':
        return node.optional !== true && isValue(child(node, 'object'));
      case 'VariableDeclarator':
        return /Pattern$/.test(child(node, 'id')?.type ?? '') && isValue(child(node, 'init'));
      case 'ForOfStatement':
        return isValue(child(node, 'right'));
      case 'ArrayExpression':
        return children(node, 'elements').some(
          (one) => one.type === 'SpreadElement' && isValue(child(one, 'argument')),
        );
      default:
        return false;
    }
  };

  const walk = (node: AstNode): Step => {
    if (INERT.test(node.type)) return 'nothing';
    const before = walkAll(partsOf(node));
    if (before !== 'nothing') return before;
    if (readsItself(node)) return 'read';
    return TRANSPARENT.test(node.type) ? 'nothing' : 'open';
  };

  return walk(body) === 'read';
}

function partsOf(node: AstNode): AstNode[] {
  if (node.type === 'MemberExpression')
    return [...one(node, 'object'), ...(node.computed === true ? one(node, 'property') : [])];
  return (ORDER[node.type] ?? []).flatMap((key) =>
    Array.isArray(node[key]) ? children(node, key) : one(node, key),
  );
}

function one(node: AstNode, key: string): AstNode[] {
  const part = child(node, key);
  return part === null ? [] : [part];
}
