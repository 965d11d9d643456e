/** Who calls whom among the functions of a service, and which of them do I/O. */
import type { NodeIntegration } from '../../../model/integration.js';
import { soundsLikeBusiness } from '../../business-vocabulary.js';
import type { FunctionFact, Value } from '../facts/facts.js';
import { createClientMembers } from '../link/client-members.js';
import type { Linked, LinkedCall } from '../link/linker.js';
import type { LoadedCode } from '../verdict/loaded-code.js';
import { startsSpan } from '../verdict/spans.js';

/** `file#index` of a function. */
export type FunctionKey = string;

export interface PlacedFunction {
  fact: FunctionFact;
  file: string;
}

export interface CallGraph {
  callees(key: FunctionKey): ReadonlySet<FunctionKey>;
  functionOf(key: FunctionKey): PlacedFunction | null;
  /** Calls a client library itself, also in a callback inside. */
  doesIo(key: FunctionKey): boolean;
  hasSpan(key: FunctionKey): boolean;
  /** First-party functions that it calls and that do I/O or sound like business. */
  operationsCalled(key: FunctionKey): number;
  reachableFrom(handlers: readonly Linked[]): ReadonlySet<FunctionKey>;
}

export const keyOf = (file: string, fn: number): FunctionKey => `${file}#${fn}`;

/** Functions that a value is or that a record of options has: `{ handler: async () => … }`. */
function functionsIn(value: Value): number[] {
  if (value.is === 'record')
    return value.fields.flatMap(([, field]) => (field.is === 'function' ? [field.fn] : []));
  return value.is === 'function' ? [value.fn] : [];
}

/** Builds the graph. */
export function createCallGraph(code: LoadedCode, integrations: readonly NodeIntegration[]): CallGraph {
  const isClient = createClientMembers(integrations);
  const callees = new Map<FunctionKey, Set<FunctionKey>>();
  const io = new Set<FunctionKey>();
  const spanned = new Set<FunctionKey>();

  /** Functions that start a span under a name that they are given: what calls them has a span. */
  const wrappers = new Set(
    code.calls.flatMap((call) => {
      const [name] = call.call.args;
      return name?.is === 'parameter' && startsSpan(call, code) ? [keyOf(call.file, name.fn)] : [];
    }),
  );

  const usesClient = (call: LinkedCall): boolean =>
    call.targets.some(({ value }) => value.is === 'global' && value.name === 'fetch') ||
    call.libraries.some(isClient);

  /** The function that holds a call and those around it. */
  const holders = (file: string, fn: number): FunctionKey[] => {
    const functions = code.linker.facts(file)?.functions ?? [];
    const keys: FunctionKey[] = [];
    for (let index = fn; index >= 0; index = functions[index]?.parent ?? -1) keys.push(keyOf(file, index));
    return keys;
  };

  const isInside = (inner: FunctionKey, outer: FunctionKey): boolean => {
    const at = inner.lastIndexOf('#');
    return holders(inner.slice(0, at), Number(inner.slice(at + 1))).includes(outer);
  };

  const addCallee = (key: FunctionKey, callee: FunctionKey): void => {
    const known = callees.get(key) ?? new Set();
    known.add(callee);
    callees.set(key, known);
  };

  const handedOver = (call: LinkedCall): FunctionKey[] =>
    call.call.args.flatMap(functionsIn).map((fn) => keyOf(call.file, fn));

  /** `catchAsync(async (req, res) => …)`: what is handed to a function of ours is called by it, or by one inside of it. */
  const noteHandedOver = (call: LinkedCall): void => {
    const given = handedOver(call);
    if (given.length === 0 || call.call.form !== 'call') return;
    for (const { value, file } of call.targets) {
      if (value.is !== 'function' || wrappers.has(keyOf(file, value.fn))) continue;
      code.linker.facts(file)?.functions.forEach((_fact, index) => {
        if (!holders(file, index).includes(keyOf(file, value.fn))) return;
        for (const callee of given) addCallee(keyOf(file, index), callee);
      });
    }
  };

  for (const call of code.calls) {
    noteHandedOver(call);
    const around = holders(call.file, call.call.fn);
    if (around.length === 0) continue;
    if (usesClient(call)) for (const key of around) io.add(key);
    if (startsSpan(call, code)) for (const key of around) spanned.add(key);
    for (const { value, file } of call.targets) {
      if (value.is !== 'function') continue;
      const isWrapper = wrappers.has(keyOf(file, value.fn));
      // A function is the same with a span: it calls what runs in it, not the function that starts it.
      for (const key of around) {
        if (isWrapper) {
          spanned.add(key);
          for (const callee of handedOver(call)) if (!isInside(callee, key)) addCallee(key, callee);
        } else addCallee(key, keyOf(file, value.fn));
      }
    }
  }

  const none: ReadonlySet<FunctionKey> = new Set();
  const calleesOf = (key: FunctionKey) => callees.get(key) ?? none;
  const functionOf = (key: FunctionKey): PlacedFunction | null => {
    const at = key.lastIndexOf('#');
    const file = key.slice(0, at);
    const fact = code.linker.facts(file)?.functions[Number(key.slice(at + 1))];
    return fact === undefined ? null : { fact, file };
  };
  const reachesIo = (key: FunctionKey, depth: number): boolean =>
    io.has(key) ||
    (depth > 0 && [...calleesOf(key)].some((callee) => callee !== key && reachesIo(callee, depth - 1)));

  return {
    callees: calleesOf,
    functionOf,
    doesIo: (key) => reachesIo(key, 1),
    hasSpan: (key) => spanned.has(key),
    operationsCalled: (key) =>
      [...calleesOf(key)].filter(
        (callee) =>
          callee !== key && (reachesIo(callee, 2) || soundsLikeBusiness(functionOf(callee)?.fact.name ?? '')),
      ).length,
    reachableFrom(handlers) {
      const seen = new Set<FunctionKey>();
      const queue = handlers.flatMap(({ value, file }) =>
        value.is === 'function' ? [keyOf(file, value.fn)] : [],
      );
      for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
        if (seen.has(key)) continue;
        seen.add(key);
        queue.push(...calleesOf(key));
      }
      return seen;
    },
  };
}
