/** When the function inside a span needs the return type of the one around it. */
import { type AstNode, child, isFunction } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';
import type { SpanTarget } from './span-target.js';

/**
 * The annotation with its colon, or an empty text. A declared type that admits `void` or `any` lets some paths
 * give nothing, which `noImplicitReturns` refuses to a function without one; generators take from it what `yield` gives.
 */
export function returnAnnotation(text: string, { node, body, isGenerator }: SpanTarget): string {
  const annotation = child(node, 'returnType');
  const type = annotation === null ? null : child(annotation, 'typeAnnotation');
  if (annotation === null || type === null || type.type === 'TSTypePredicate') return '';
  const written = text.slice(annotation.start, annotation.end);
  if (isGenerator) return written;
  return /\b(?:void|any)\b/.test(written) && givesValue(body) ? written : '';
}

function givesValue(node: AstNode): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'ReturnStatement' && child(node, 'argument') !== null) return true;
  return [...childNodes(node)].some(givesValue);
}
