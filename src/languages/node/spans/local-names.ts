/** Names that a file uses, and what its imports stand for. */
import type { AstNode } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';

/** Whether a file mentions a name anywhere: too careful rather than wrong. */
export function mentionsName({ text }: NodeRuleFile, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text);
}

/** The first of the names that the file does not mention. */
export function freeName(file: NodeRuleFile, names: readonly string[]): string {
  const free = names.find((name) => !mentionsName(file, name));
  if (free !== undefined) return free;
  const [first = 'value'] = names;
  let count = 2;
  while (mentionsName(file, `${first}${count}`)) count++;
  return `${first}${count}`;
}

/** Names at module level with what they stand for. */
export function moduleNames(file: NodeRuleFile): { name: string; value: Value }[] {
  const scope = file.collected.module;
  return [...scope.names.keys()].map((name) => {
    const identifier: AstNode = { type: 'Identifier', name, start: 0, end: 0 };
    return { name, value: file.evaluator.evaluate(identifier, scope) };
  });
}
