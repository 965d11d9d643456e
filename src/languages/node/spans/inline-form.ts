/** Whether a function's span can be written in the function itself, without a helper around its body. */
import { type AstNode, child, textOf } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { awaitedReturns } from './awaited-returns.js';
import { hasTypeOfPlace } from './return-annotation.js';
import type { SpanTarget } from './span-target.js';
import type { SpanAttributeCode } from './wrap-call.js';
import type { TextEdit } from './wrap-function.js';

export interface InlineForm {
  /** Name of the span in the inner function. */
  span: string;
  /** Annotation of the inner function, with its colon; empty when there is none. */
  returnType: string;
  /** `await` before what is returned. */
  awaits: readonly TextEdit[];
}

/** Types of what is no promise. */
const PLAIN = /^TS(?:Void|String|Number|Boolean|BigInt|Never)Keyword$/;

/** @returns the form, or why the span needs a helper: the end of a sentence */
export function inlineForm(
  file: NodeRuleFile,
  target: SpanTarget,
  attributes: readonly SpanAttributeCode[],
): InlineForm | { problem: string } {
  const { node, body, isAsync, isGenerator } = target;
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  const annotation = child(node, 'returnType');
  const type = annotation === null ? null : child(annotation, 'typeAnnotation');
  if (isGenerator) return { problem: 'it is a generator' };
  if (attributes.some(({ fromResult }) => fromResult)) return { problem: 'an attribute is of its result' };
  if (!isAsync && !PLAIN.test(type?.type ?? ''))
    return { problem: 'it may give a promise and is not `async`' };
  if (isTyped && annotation === null && hasTypeOfPlace(file, node))
    return { problem: 'its return type is that of the place where it stands' };
  const awaits = isAsync ? awaitedReturns(file, body) : [];
  if (awaits === null) return { problem: 'it returns a promise inside a `try` of its own' };
  const returnType = annotation === null ? '' : file.text.slice(annotation.start, annotation.end);
  return { span: freeSpanName(node), returnType, awaits };
}

const NAMES = ['span', 'otelSpan', 'currentSpan'];

/** A name that the function does not use. */
function freeSpanName(fn: AstNode): string {
  const used = new Set<string>();
  const visit = (node: AstNode): void => {
    const name = node.type === 'Identifier' ? textOf(node, 'name') : null;
    if (name !== null) used.add(name);
    for (const inner of childNodes(node)) visit(inner);
  };
  visit(fn);
  let name = NAMES.find((one) => !used.has(one)) ?? 'span2';
  for (let count = 3; used.has(name); count++) name = `span${count}`;
  return name;
}
