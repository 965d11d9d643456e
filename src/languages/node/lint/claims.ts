/** What a JavaScript or TypeScript file says about its functions, for the rules of the files that call them. */
import type { Claim } from '../../../model/finding.js';
import { children } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import { startsClaim } from './check-span-end.js';
import { fileBindings } from './file-indexes.js';
import { followParameter } from './followed-spans.js';
import { calledName, exportedFunctions, exportedName, ownFunction } from './function-names.js';
import { leaves, leavesClaim } from './leaves-claim.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { MENTIONS_SETTLING, settleClaims } from './settles.js';
import { isOtherTracer, otherTracer } from './span-starts.js';

/** Whether a text mentions what something may be claimed of. */
export function mentionsNodeClaims(text: string): boolean {
  return MENTIONS_SPANS.test(text) || MENTIONS_SETTLING.test(text);
}

const MENTIONS_SPANS =
  /\bstart(?:Active)?Span\b|[sS]pan[!?]?\.(?:end|set|add|record|update)|:\s*(?:\w+\.)?Span\b|[tT]racer\b/;
/** Functions are asked about their first arguments only. */
const POSITIONS = [0, 1, 2, 3];

/**
 * Which functions of the file start spans, leave those that they get to their caller, or never fail. Computed once for all
 * rules.
 */
export function nodeClaims(file: NodeRuleFile): readonly Claim[] {
  const settling = MENTIONS_SETTLING.test(file.text) ? settleClaims(file) : [];
  if (!MENTIONS_SPANS.test(file.text)) return settling;
  const exported = exportedFunctions(file).flatMap(({ exported: name, is }) => [
    { name: startsClaim(name), if: [startsClaim(is)] },
    ...POSITIONS.map((position) => ({ name: leaves(name, position), if: [leaves(is, position)] })),
  ]);
  return [...settling, ...startClaims(file), ...leaveClaims(file), ...tracerClaims(file), ...exported];
}

/** Exports that have methods like a tracer's and are none, and functions that give such a thing. */
function tracerClaims(file: NodeRuleFile): Claim[] {
  return file.collected.exports.flatMap(({ name, node, scope }) => {
    const value = file.evaluator.evaluate(node, scope);
    const given = value.is === 'function' ? file.evaluator.returned(value.fn) : value;
    return isOtherTracer(given) ? [{ name: otherTracer(exportedName(file.path, name)) }] : [];
  });
}

/** Functions that give back what `startSpan` gave them. */
function startClaims(file: NodeRuleFile): Claim[] {
  return file.collected.functions.flatMap((_fn, index) => {
    const from = startedBy(file.evaluator.returned(index), file.path);
    return from === null ? [] : [{ name: startsClaim(ownFunction(file.path, index)), ...from }];
  });
}

function startedBy(value: Value, path: string): { if?: readonly string[] } | null {
  if (value.is === 'either') {
    const all = value.of.map((one) => startedBy(one, path));
    return all.find((one) => one !== null) ?? null;
  }
  if (value.is !== 'module' && value.is !== 'parameter') return null;
  if (value.path.at(-1) !== '()') return null;
  const called = { ...value, path: value.path.slice(0, -1) };
  if (called.path.at(-1) === 'startSpan') return {};
  const name = calledName(called, path);
  return name === null ? null : { if: [startsClaim(name)] };
}

/** Functions that neither end nor keep a span that they are given. */
function leaveClaims(file: NodeRuleFile): Claim[] {
  const { all } = file.once(fileBindings);
  return all.flatMap((variable) => {
    const { owner, declaration } = variable;
    const position = owner === null ? -1 : children(owner, 'params').indexOf(declaration);
    const index = owner === null ? undefined : file.collected.functionIndex.get(owner);
    if (position < 0 || !POSITIONS.includes(position) || index === undefined) return [];
    const life = followParameter(file, variable);
    if (life === null || life.mayEnd || life.leaks.length === 0) return [];
    const needs = life.leaks.flatMap(({ passes }) => passes.map((pass) => leavesClaim(file, pass)));
    if (needs.includes(null)) return [];
    const conditions = needs.filter((name) => name !== null);
    return [{ name: leaves(ownFunction(file.path, index), position), if: [...new Set(conditions)] }];
  });
}
