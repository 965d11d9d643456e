/** When the function inside a span needs the return type of the one around it. */
import { type AstNode, child, isFunction, textOf } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import type { SpanTarget } from './span-target.js';

/**
 * The annotation with its colon, or an empty text. A declared type that admits `void` or `any` lets some paths
 * give nothing, which `noImplicitReturns` refuses to a function without one; generators take from it what `yield` gives;
 * and without it an `async` function that returns `'paid'` gives a promise of some text.
 */
export function returnAnnotation(file: NodeRuleFile, target: SpanTarget): string {
  const { node, body, isAsync, isGenerator } = target;
  const annotation = child(node, 'returnType');
  const type = annotation === null ? null : child(annotation, 'typeAnnotation');
  if (annotation === null || type === null || type.type === 'TSTypePredicate') return '';
  const written = file.text.slice(annotation.start, annotation.end);
  if (isGenerator) return written;
  const values = valuesOf(body);
  const isLoose = /\b(?:void|any)\b/.test(written) && body.type === 'BlockStatement' && values.length > 0;
  const isPlain = /<\s*(?:string|number|boolean)\s*>$/.test(written);
  return isLoose || (isAsync && !isPlain && givesOneLiteral(values, file)) ? written : '';
}

/** Whether a type that is written elsewhere lets an `async` function return the one literal that it does. */
export function needsOuterType(file: NodeRuleFile, { node, body, isAsync }: SpanTarget): boolean {
  const isTyped = /\.[cm]?tsx?$/.test(file.path) && child(node, 'returnType') === null;
  return isTyped && isAsync && hasTypeOfPlace(file, node) && givesOneLiteral(valuesOf(body), file);
}

/** Whether the type of a function without annotations may come from outside: a typed variable, a property, an argument. */
export function hasTypeOfPlace(file: NodeRuleFile, node: AstNode): boolean {
  const { around } = file.once(fileBindings);
  let parent = node.type === 'FunctionDeclaration' ? null : (around(node)?.parent ?? null);
  while (parent !== null && /^(?:Property|ObjectExpression)$/.test(parent.type))
    parent = around(parent)?.parent ?? null;
  switch (parent?.type) {
    case undefined:
    case 'MethodDefinition':
    case 'ExportDefaultDeclaration':
      return false;
    case 'VariableDeclarator':
      return child(child(parent!, 'id')!, 'typeAnnotation') !== null;
    case 'PropertyDefinition':
      return child(parent!, 'typeAnnotation') !== null;
    default:
      return true;
  }
}

/** The values that a function gives, told by its body. */
export const valuesOf = (body: AstNode): AstNode[] =>
  body.type === 'BlockStatement' ? returned(body) : [body];

/** The values that a function returns. */
function returned(node: AstNode): AstNode[] {
  if (isFunction(node)) return [];
  const value = node.type === 'ReturnStatement' ? child(node, 'argument') : null;
  return value === null ? [...childNodes(node)].flatMap(returned) : [value];
}

/** Whether all that is returned is one literal: TypeScript takes it for any value of its kind then. */
function givesOneLiteral(values: readonly AstNode[], file: NodeRuleFile): boolean {
  const [first, ...more] = values;
  const text = (node: AstNode) => file.text.slice(node.start, node.end);
  return first !== undefined && isLiteral(first, file) && more.every((one) => text(one) === text(first));
}

/** A literal, a member of an enumeration, or a constant that is one. */
function isLiteral(value: AstNode, file: NodeRuleFile): boolean {
  if (value.type === 'Literal') return value.value !== null && typeof value.value !== 'boolean';
  if (value.type === 'MemberExpression') return /^[A-Z]/.test(textOf(child(value, 'object'), 'name') ?? '');
  const init = value.type === 'Identifier' ? file.once(fileBindings).resolve(value)?.value : null;
  return init != null && isLiteral(init, file);
}
