/** Functions that mean something else once their body stands in a function of its own, or what they give has passed through a helper. */
import { type AstNode, bare, child, children, isFunction, keyName, textOf } from '../facts/ast.js';
import { childNodes } from '../lint/child-nodes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import type { Refusal } from './refusal.js';
import type { SpanTarget } from './span-target.js';

/** Why a function is left alone, or null. */
export function refuseRebinding(file: NodeRuleFile, target: SpanTarget): Refusal | null {
  const name = target.collected.name || 'function';
  const handled = handledPromise(file, target);
  if (handled !== null)
    return {
      code: 'handled-promise',
      message: `\`${name}\` handles the error of \`${handled}\` and gives it, too.`,
    };
  const narrowed = /\.[cm]?tsx?$/.test(file.path) ? narrowedParameter(target) : null;
  if (narrowed !== null)
    return {
      code: 'narrowed-parameter',
      message: `\`${name}\` gives its parameter \`${narrowed}\` a value, on which a function inside relies.`,
    };
  return null;
}

/**
 * A promise that a function gives and whose rejection it has handled: who is given it may ignore it. What a helper makes of
 * it would be a rejection that nobody handles.
 */
function handledPromise({ text }: NodeRuleFile, { body, isAsync, isGenerator }: SpanTarget): string | null {
  if (isAsync || isGenerator) return null;
  const code = ({ start, end }: AstNode) => text.slice(start, end);
  const given = new Set<string>();
  const handled: string[] = [];
  const visit = (node: AstNode, isOwn: boolean): void => {
    const value = node.type === 'ReturnStatement' && isOwn ? child(node, 'argument') : null;
    if (value !== null) given.add(code(bare(value)));
    const callee = node.type === 'CallExpression' ? child(node, 'callee') : null;
    const method = callee === null ? null : keyName(child(callee, 'property'), callee.computed === true);
    const handles = method === 'catch' || (method === 'then' && children(node, 'arguments').length > 1);
    const object = callee !== null && handles ? child(callee, 'object') : null;
    if (object !== null) handled.push(code(bare(object)));
    for (const one of childNodes(node)) visit(one, isOwn && !isFunction(one));
  };
  visit(body, true);
  return handled.find((one) => given.has(one)) ?? null;
}

/**
 * A parameter that may be missing, is given a value, and is used by a function further in. TypeScript knows there that the
 * value is present as long as the parameter is given one in the very function that it belongs to.
 */
function narrowedParameter({ node, body }: SpanTarget): string | null {
  const loose = children(node, 'params').flatMap((parameter) => {
    const annotation = child(parameter, 'typeAnnotation');
    const type = annotation === null ? null : child(annotation, 'typeAnnotation');
    const isLoose = parameter.optional === true || /^TS(?:UnionType|UnknownKeyword)$/.test(type?.type ?? '');
    const name = isLoose ? textOf(parameter, 'name') : null;
    return name === null ? [] : [name];
  });
  return loose.find((name) => isGiven(body, name) && isUsedInside(body, name)) ?? null;
}

/** Whether a variable is assigned to, functions further in left out. */
function isGiven(node: AstNode, name: string): boolean {
  if (isFunction(node)) return false;
  const isAssigned = node.type === 'AssignmentExpression' && textOf(child(node, 'left'), 'name') === name;
  return isAssigned || [...childNodes(node)].some((one) => isGiven(one, name));
}

/** Whether a function further in mentions a name. */
function isUsedInside(node: AstNode, name: string, isInside = false): boolean {
  if (isInside && node.type === 'Identifier' && node.name === name) return true;
  return [...childNodes(node)].some((one) => isUsedInside(one, name, isInside || isFunction(one)));
}
