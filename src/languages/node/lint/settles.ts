/** Functions whose promise never rejects, since they catch whatever goes wrong in them. */
import type { Claim } from '../../../model/finding.js';
import { type AstNode, bare, child, isFunction } from '../facts/ast.js';
import { childNodes } from './child-nodes.js';
import { callsByNode, fileBindings } from './file-indexes.js';
import { graphOf } from './function-graphs.js';
import { moduleName } from './function-names.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { awaitsIn } from './raising.js';
import { isProcedureParameter } from './trpc.js';

/** Text of a file in which a function may catch whatever goes wrong: a `catch` that returns something. */
export const MENTIONS_SETTLING = /\bcatch\b[\s\S]{0,600}?\breturn (?:null|undefined|true|false|[{['"`])/;

/** Whether the promise that a call gives is known never to reject. */
export function neverRejects(file: NodeRuleFile, call: AstNode): boolean {
  if (call.type !== 'CallExpression') return false;
  // tRPC's `next()` gives errors back as `{ ok: false, error }`.
  if (isProcedureParameter(file.once(fileBindings), bare(child(call, 'callee')!), 'next')) return true;
  const collected = file.once(callsByNode).get(call);
  if (collected === undefined) return false;
  const callee = file.evaluator.evaluate(collected.callee, collected.scope);
  const fn = callee.is === 'function' ? file.collected.functions[callee.fn] : undefined;
  return fn !== undefined && settles(file, fn.node);
}

const verdicts = (_file: NodeRuleFile): Map<AstNode, boolean> => new Map();

/** As everywhere here, only `throw` and `await` count as what raises. */
function settles(file: NodeRuleFile, fn: AstNode): boolean {
  const known = file.once(verdicts);
  let verdict = known.get(fn);
  if (verdict === undefined) {
    known.set(fn, false);
    const graph = fn.async === true ? graphOf(file, fn) : null;
    verdict =
      graph?.steps.every(({ node, exit }) => {
        if (node?.type === 'ReturnStatement' && givesPromise(child(node, 'argument'))) return false;
        if (exit === null || exit.kind !== 'throw') return true;
        return (
          exit.node.type !== 'ThrowStatement' &&
          awaitsIn(exit.node, (call) => neverRejects(file, call)).length === 0
        );
      }) === true;
    known.set(fn, verdict);
  }
  return verdict;
}

/** A promise that is returned without being waited for rejects for itself. */
function givesPromise(value: AstNode | null): boolean {
  if (value === null) return false;
  const node = bare(value);
  if (node.type === 'CallExpression') return true;
  return /^(?:Conditional|Logical)Expression$/.test(node.type) && [...childNodes(node)].some(givesPromise);
}

/** "The promise that this gives never rejects", of what a call of another file's function gives; null for other calls. */
export function settlesClaim(file: NodeRuleFile, call: AstNode): string | null {
  const collected = file.once(callsByNode).get(call);
  const callee = collected && file.evaluator.evaluate(collected.callee, collected.scope);
  return callee?.is === 'module' ? claimed(callee.module, callee.path) : null;
}

/** Files are known by their last name alone, since aliases of directories are not resolved here. */
const claimed = (module: string, path: readonly string[]): string =>
  `node settles ${moduleName(module)} ${path.join('.')}`;

/** What the file says of the functions that it exports, and of the methods of its classes. */
export function settleClaims(file: NodeRuleFile): Claim[] {
  const { exports, classes, functions } = file.collected;
  return exports.flatMap(({ name, node, scope }) => {
    const value = file.evaluator.evaluate(node, scope);
    const own: (readonly [string[], AstNode | undefined])[] =
      value.is === 'function'
        ? [[[name], functions[value.fn]?.node]]
        : value.is === 'class'
          ? [...(classes[value.class]?.fields ?? [])].map(([method, assigned]) => [
              [name, 'new', method],
              assigned[0]?.node,
            ])
          : [];
    return own.flatMap(([path, fn]) =>
      fn !== undefined && isFunction(fn) && settles(file, fn) ? [{ name: claimed(file.path, path) }] : [],
    );
  });
}
