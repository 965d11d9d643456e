/** Attributes that the user writes down as expressions. */
import { parseSync } from 'oxc-parser';
import { type AstNode, children, textOf } from '../facts/ast.js';
import { declarePattern } from '../facts/declarations.js';
import { childNodes } from '../lint/child-nodes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import type { SpanTarget } from './span-target.js';
import type { SpanAttributeCode } from './wrap-call.js';

/** The name by which an expression speaks of what the function gives back. */
const RESULT = 'result';
const GLOBALS = new Set(
  'undefined NaN Infinity String Number Boolean BigInt Math JSON Object Array Date process globalThis'.split(
    ' ',
  ),
);

/** The attribute, or what is wrong with its expression. */
export function readAttribute(
  key: string,
  expression: string,
  file: NodeRuleFile,
  target: SpanTarget,
): SpanAttributeCode | { problem: string } {
  const names = freeNames(expression);
  if (names === null) return { problem: `\`${expression}\` is no expression` };
  const parameters = parametersOf(target.node);
  const known = (name: string) =>
    parameters.has(name) || file.collected.module.names.has(name) || GLOBALS.has(name);
  const unknown = names.find((name) => !known(name) && name !== RESULT);
  if (unknown !== undefined) return { problem: `\`${unknown}\` is no parameter of the function` };
  const ofResult = names.includes(RESULT) && !known(RESULT);
  return ofResult
    ? { key, expression: `(${RESULT}) => ${expression}`, fromResult: true }
    : { key, expression };
}

function parametersOf(fn: AstNode): ReadonlySet<string> {
  const names = new Set<string>(['arguments']);
  for (const parameter of children(fn, 'params')) declarePattern(parameter, [], (name) => names.add(name));
  return names;
}

/** The variables that an expression reads, or null when it is none. */
function freeNames(expression: string): string[] | null {
  const { program, errors } = parseSync('expression.ts', `(${expression}\n);`, { lang: 'ts' });
  const body = children(program as unknown as AstNode, 'body');
  if (errors.length > 0 || body.length !== 1 || body[0]?.type !== 'ExpressionStatement') return null;
  const names = new Set<string>();
  const visit = (node: AstNode): void => {
    const name = node.type === 'Identifier' ? textOf(node, 'name') : null;
    if (name !== null) names.add(name);
    for (const inner of childNodes(node)) visit(inner);
  };
  visit(body[0]);
  return [...names];
}
