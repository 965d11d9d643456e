/** Every span that a file keeps in a variable, and what becomes of it. */
import { type AstNode, bare, child, children, isFunction } from '../facts/ast.js';
import type { Binding } from './bindings.js';
import { callsByNode, fileBindings } from './file-indexes.js';
import { graphOf } from './function-graphs.js';
import { calledName } from './function-names.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { neverRejects } from './settles.js';
import { followSpan, type SpanLife } from './span-life.js';
import { chainRoot, isSpanMethod } from './span-methods.js';
import { findNodeSpanStarts, type NodeSpanStart } from './span-starts.js';
import { closureEvents, functionOf, type LocalHelper, type Subject } from './variable-events.js';
import { isWrapperCall } from './wrapper-calls.js';

export interface FollowedSpan {
  variable: Binding;
  /** The calls that start a span for the variable; a leak's `start` is an index of it. */
  starts: readonly StartedBy[];
  life: SpanLife;
}

export interface StartedBy {
  call: AstNode;
  /** The start itself, where it is in this file. */
  span: NodeSpanStart | null;
  /** The function of the user's that starts it and gives it back: a span only if a claim says so. Null: it certainly is one. */
  wrapper: string | null;
}

const startsByCall = (file: NodeRuleFile): ReadonlyMap<AstNode, NodeSpanStart> =>
  new Map(file.once(findNodeSpanStarts).map((start) => [start.call, start]));

/** Spans in variables: of `startSpan`, of functions that give a started span back, and of `startActiveSpan`'s callbacks. */
export function followedSpans(file: NodeRuleFile): FollowedSpan[] {
  const bindings = file.once(fileBindings);
  return bindings.all.flatMap((variable) => {
    const found = followStarted(file, variable) ?? followGiven(file, variable);
    return found === null ? [] : [found];
  });
}

/** What becomes of the span that a function is given as a parameter. */
export function followParameter(file: NodeRuleFile, variable: Binding): SpanLife | null {
  return variable.owner === null ? null : follow(file, variable, [], true);
}

function followStarted(file: NodeRuleFile, variable: Binding): FollowedSpan | null {
  const values = [
    ...(variable.value === null ? [] : [variable.value]),
    ...variable.references.flatMap((reference) => assignedTo(file, reference) ?? []),
  ];
  const starts = values.flatMap((value) => startsIn(file, value, variable));
  if (starts.length === 0) return null;
  const life = follow(file, variable, starts, false);
  return life === null ? null : { variable, starts, life };
}

function followGiven(file: NodeRuleFile, variable: Binding): FollowedSpan | null {
  const fn = variable.owner;
  const start = fn === null ? undefined : file.once(startsByCallback).get(fn);
  if (fn === null || start === undefined || children(fn, 'params')[0] !== variable.declaration) return null;
  const life = follow(file, variable, [], true);
  const starts = [{ call: start.call, span: start, wrapper: null }];
  return life === null ? null : { variable, starts, life };
}

/** `startActiveSpan`'s callbacks that stand in the call. */
export const startsByCallback = (file: NodeRuleFile): ReadonlyMap<AstNode, NodeSpanStart> =>
  new Map(
    file.once(findNodeSpanStarts).flatMap((start) => {
      const callback = callbackOf(start);
      return callback === null || !isFunction(callback) ? [] : [[callback, start] as const];
    }),
  );

/** The last argument of `startActiveSpan`. */
export function callbackOf({ call, method }: NodeSpanStart): AstNode | null {
  const last = children(call, 'arguments').at(-1);
  return method === 'startActiveSpan' && last !== undefined ? bare(last) : null;
}

function follow(
  file: NodeRuleFile,
  variable: Binding,
  starts: readonly StartedBy[],
  given: boolean,
): SpanLife | null {
  const graph = graphOf(file, variable.owner ?? file.program);
  if (graph === null) return null;
  const bindings = file.once(fileBindings);
  const subject: Subject = {
    variable,
    bindings,
    helpers: [],
    looksOnly: (call) => looksOnly(file, call),
    ends: (call) => isWrapperCall(file, call, 'end'),
    neverRejects: (call) => neverRejects(file, call),
  };
  return followSpan({
    ...subject,
    helpers: helpersOf(subject),
    graph,
    given,
    startOf(value) {
      const index = starts.findIndex(({ call }) => call === chainRoot(value));
      return index < 0 ? null : index;
    },
  });
}

/** The value that a reference is assigned, or null where it is only read. */
function assignedTo(file: NodeRuleFile, reference: AstNode): AstNode | null {
  const around = file.once(fileBindings).around(reference);
  const isTarget =
    around?.parent.type === 'AssignmentExpression' && child(around.parent, 'left') === around.part;
  return isTarget ? child(around.parent, 'right') : null;
}

function startsIn(file: NodeRuleFile, value: AstNode, variable: Binding): StartedBy[] {
  const node = bare(value);
  if (node.type === 'ConditionalExpression')
    return ['consequent', 'alternate'].flatMap((key) => startsIn(file, child(node, key)!, variable));
  const call = chainRoot(node);
  const span = file.once(startsByCall).get(call);
  if (span !== undefined) return span.method === 'startSpan' ? [{ call, span, wrapper: null }] : [];
  const collected = file.once(callsByNode).get(call);
  if (collected?.form !== 'call') return [];
  if (isWrapperCall(file, call, 'start')) return [{ call, span: null, wrapper: null }];
  if (!isUsedAsSpan(file, variable)) return [];
  const wrapper = calledName(file.evaluator.evaluate(collected.callee, collected.scope), file.path);
  return wrapper === null ? [] : [{ call, span: null, wrapper }];
}

/** Whether something is done with the variable that is done with spans. */
function isUsedAsSpan(file: NodeRuleFile, { references }: Binding): boolean {
  const { around } = file.once(fileBindings);
  return references.some((reference) => {
    const parent = around(reference)?.parent;
    return parent?.type === 'MemberExpression' && isSpanMethod(memberName(parent) ?? '');
  });
}

/** Functions beside the variable that are only ever called by name, with whether they end the span. */
function helpersOf(subject: Subject): LocalHelper[] {
  const { bindings, variable } = subject;
  return bindings.all.flatMap((binding) => {
    const fn = binding.owner === variable.owner ? functionOf(binding) : null;
    const isOnlyCalled = binding.references.every((reference) => {
      const around = bindings.around(reference);
      return around?.parent.type === 'CallExpression' && child(around.parent, 'callee') === around.part;
    });
    if (fn === null || !isOnlyCalled) return [];
    const events = closureEvents(fn, subject);
    if (events.some(({ kind }) => kind !== 'end' && kind !== 'write')) return [];
    return events.length === 0 ? [] : [{ binding, ends: events.some(({ kind }) => kind === 'end') }];
  });
}

const HARMLESS_GLOBALS = new Set(['console', 'JSON', 'String', 'Boolean']);

/** Whether a call does nothing to a span among its arguments. */
function looksOnly(file: NodeRuleFile, call: AstNode): boolean {
  const collected = file.once(callsByNode).get(call);
  if (collected === undefined) return false;
  if (isWrapperCall(file, call, 'record')) return true;
  const callee = file.evaluator.evaluate(collected.callee, collected.scope);
  if (callee.is === 'module') return callee.module.startsWith('@opentelemetry/');
  return callee.is === 'global' && HARMLESS_GLOBALS.has(callee.name);
}
