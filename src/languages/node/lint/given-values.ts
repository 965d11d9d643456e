/** What the calls of a file give to a parameter of one of its functions. */
import { type AstNode, bare, child } from '../facts/ast.js';
import type { CollectedCall, CollectedFunction } from '../facts/collected.js';
import type { Scope } from '../facts/scope.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';

export interface GivenValue {
  node: AstNode;
  scope: Scope;
}

/**
 * @param fn index of the function among those of the file
 * @param position of the parameter, from 0
 */
export function givenValues(file: NodeRuleFile, fn: number, position: number): GivenValue[] {
  const target = file.collected.functions[fn];
  if (target === undefined) return [];
  return file.collected.calls.flatMap((call) => {
    const node = call.args[position];
    return node !== undefined && isCallOf(file, call, fn, target) ? [{ node, scope: call.scope }] : [];
  });
}

function isCallOf(
  { evaluator }: NodeRuleFile,
  { callee, form, scope }: CollectedCall,
  fn: number,
  target: CollectedFunction,
): boolean {
  if (form !== 'call') return false;
  const called = bare(callee);
  // `this.charge(…)` of the class that the method is of.
  if (called.type === 'MemberExpression' && bare(child(called, 'object')!).type === 'ThisExpression')
    return (
      target.thisClass >= 0 && scope.thisClass === target.thisClass && memberName(called) === target.name
    );
  const value = evaluator.evaluate(called, scope);
  return value.is === 'function' && value.fn === fn;
}
