/** Functions that no span can be put around without a change of what they do, or of what a trace is for. */
import { type AstNode, child, children, isFunction, textOf } from '../facts/ast.js';
import { declarePattern } from '../facts/declarations.js';
import type { Value } from '../facts/facts.js';
import { childNodes } from '../lint/child-nodes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { find } from '../lint/raising.js';
import { refuseLaterResult } from './later-results.js';
import type { Refusal } from './refusal.js';
import { valuesOf } from './return-annotation.js';
import type { SpanTarget } from './span-target.js';

const WORK =
  /^(?:CallExpression|NewExpression|AwaitExpression|YieldExpression|TaggedTemplateExpression|ImportExpression)$|^(?:For|While|DoWhile)/;
const CALLBACK = /^(?:cb|callback|done)$/;
const LIKE_CALLBACK = /(?:Callback|Cb)$|^(?:on|when)[A-Z]/;
const BROWSER = /^\s*(['"])use client\1|\bruntime\s*[=:]\s*['"](?:experimental-)?edge['"]/m;

/**
 * Why a function is left alone, or null. What other files do with it is not asked.
 * @param follow what an import stands for in the file that it leads to
 */
export function refuseSpan(
  file: NodeRuleFile,
  target: SpanTarget,
  follow: (value: Value) => Value,
): Refusal | null {
  const name = target.collected.name || 'function';
  if (target.role === 'getter' || target.role === 'setter')
    return { code: 'getter', message: `\`${name}\` is a ${target.role}.` };
  if (target.role === 'constructor')
    return {
      code: 'constructor-span',
      message: `\`${name}\` is the constructor of \`${target.collected.owner}\`.`,
    };
  if (BROWSER.test(file.text) || isEdgeMiddleware(file))
    return { code: 'browser-code', message: 'The file runs in browsers or at the edge.' };
  return (
    refuseKind(file, target) ??
    refuseWork(file, target) ??
    refuseLaterResult(file, target, follow) ??
    refuseIteration(target) ??
    refuseBody(target)
  );
}

/** Next.js runs `middleware.ts` at the edge, unless it says otherwise. */
const isEdgeMiddleware = ({ path, text }: NodeRuleFile): boolean =>
  /(?:^|\/)middleware\.[jt]s$/.test(path) &&
  /['"]next\/server['"]/.test(text) &&
  !/\bruntime\s*:\s*['"]nodejs['"]/.test(text);

function refuseKind(file: NodeRuleFile, { collected, node, body }: SpanTarget): Refusal | null {
  const { name } = collected;
  const isHook = /^use[A-Z]/.test(name) && /\bfrom\s*['"]react['"]/.test(file.text);
  if (isHook || (file.path.endsWith('x') && /^[A-Z]/.test(name)))
    return { code: 'react-component', message: `\`${name}\` is a component or a hook of React.` };
  if (/^(?:main|bootstrap)$/.test(name) && collected.parent < 0)
    return { code: 'program-entry', message: `\`${name}\` runs once, when the program starts.` };
  const last = children(node, 'params').at(-1) ?? null;
  const given = textOf(last, 'name') ?? '';
  if (given === 'next' && passesOn(body))
    return { code: 'middleware', message: `\`${name}\` passes requests on to \`next\`.` };
  if (node.async !== true && (CALLBACK.test(given) || isCalledLater(last, body)))
    return {
      code: 'callback-style',
      message: `\`${name}\` gives its result to \`${given}\`, after it has returned.`,
    };
  return null;
}

/** Whether a function gives nothing but by calling a parameter, which it hands on or calls in a function of its own. */
function isCalledLater(parameter: AstNode | null, body: AstNode): boolean {
  const name = textOf(parameter, 'name') ?? '';
  const annotation = child(parameter ?? body, 'typeAnnotation');
  const type = annotation === null ? null : child(annotation, 'typeAnnotation');
  const typeName = type === null ? null : textOf(child(type, 'typeName'), 'name');
  const isFunctionType = type?.type === 'TSFunctionType' || /Callback$/.test(typeName ?? '');
  if (!(isFunctionType || LIKE_CALLBACK.test(name)) || valuesOf(body).length > 0) return false;
  const isMeant = (node: AstNode) => textOf(node, 'name') === name;
  const mentions = (node: AstNode): boolean => isMeant(node) || [...childNodes(node)].some(mentions);
  const leaves = (node: AstNode): boolean =>
    (isFunction(node) && mentions(node)) ||
    (node.type === 'CallExpression' && children(node, 'arguments').some(isMeant)) ||
    [...childNodes(node)].some(leaves);
  return leaves(body);
}

/** Whether `next` is called without an error, or handed on: what follows would run inside the span. */
function passesOn(node: AstNode): boolean {
  if (node.type === 'CallExpression' && textOf(child(node, 'callee'), 'name') === 'next')
    return children(node, 'arguments').length === 0 || children(node, 'arguments').some(passesOn);
  return (node.type === 'Identifier' && node.name === 'next') || [...childNodes(node)].some(passesOn);
}

function refuseWork(file: NodeRuleFile, { body, collected, index }: SpanTarget): Refusal | null {
  if (find(body, ({ type }) => WORK.test(type)) === null)
    return {
      code: 'trivial-function',
      message: `\`${collected.name}\` calls nothing and waits for nothing.`,
    };
  if (file.collected.loops.some(({ fn }) => fn === index))
    return { code: 'long-running', message: `\`${collected.name}\` loops until the program ends.` };
  return null;
}

function refuseIteration({ collected, isGenerator, body }: SpanTarget): Refusal | null {
  if (!isGenerator || !usesOwnThis(body)) return null;
  return {
    code: 'iterator',
    message: `\`${collected.name || 'function'}\` is a generator that uses \`this\` or \`arguments\`.`,
  };
}

/** Whether code speaks of the function's own `this`, `super`, `arguments` or `new.target`. */
function usesOwnThis(body: AstNode): boolean {
  const visit = (node: AstNode): boolean => {
    if (/^(?:ThisExpression|Super|MetaProperty)$/.test(node.type)) return true;
    if (node.type === 'Identifier' && node.name === 'arguments') return true;
    if (isFunction(node) && node.type !== 'ArrowFunctionExpression') return false;
    return [...childNodes(node)].some(visit);
  };
  return visit(body);
}

/** `var` of a parameter's name goes on with the parameter's value; inside another function it would not. */
function refuseBody({ node, body, collected }: SpanTarget): Refusal | null {
  const names = new Set(['arguments']);
  for (const parameter of children(node, 'params')) declarePattern(parameter, [], (name) => names.add(name));
  let twice: string | null = null;
  const visit = (inner: AstNode): void => {
    if (isFunction(inner)) return;
    if (inner.type === 'VariableDeclaration' && inner.kind === 'var')
      for (const one of children(inner, 'declarations'))
        declarePattern(child(one, 'id') ?? one, [], (name) => {
          if (names.has(name)) twice = name;
        });
    for (const one of childNodes(inner)) visit(one);
  };
  visit(body);
  return twice === null
    ? null
    : {
        code: 'redeclared-parameter',
        message: `\`${collected.name}\` declares \`${twice}\` again with \`var\`.`,
      };
}
