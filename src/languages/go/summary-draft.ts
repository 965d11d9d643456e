import { lineOf, type Position } from './facts.js';
import type { FlowRecorder } from './flow-recorder.js';
import type { GoFunction, GoPackage } from './program.js';
import type { FunctionSummary } from './summary.js';
import { symbolOf } from './symbols.js';

/** A summary while it is made: what it lists once is a set, and its edges are with the flow recorder. */
export interface SummaryDraft
  extends Omit<FunctionSummary, 'refs' | 'dynamic' | 'makes' | 'escapes' | 'moves' | 'contains'> {
  refs: Set<GoFunction>;
  dynamic: Set<string>;
  makes: Set<string>;
  escapes: Set<string>;
}

export function emptyDraft(fn: GoFunction): SummaryDraft {
  return {
    fn,
    refs: new Set(),
    dynamic: new Set(),
    makes: new Set(),
    escapes: new Set(),
    libraries: new Map(),
    calls: new Map(),
    sites: [],
    instrumenters: [],
    spans: [],
    routes: [],
    consumes: [],
    loops: [],
  };
}

export function finishDraft(draft: SummaryDraft, { moves, contains }: FlowRecorder): FunctionSummary {
  return {
    ...draft,
    refs: [...draft.refs],
    dynamic: [...draft.dynamic],
    makes: [...draft.makes],
    escapes: [...draft.escapes],
    moves,
    contains,
  };
}

/** A function or type of ours that the code names. */
export function mention(draft: SummaryDraft, pkg: GoPackage, name: string): void {
  const fn = pkg.functions.get(name);
  if (fn) draft.refs.add(fn);
  else if (pkg.types.has(name)) draft.makes.add(`${pkg.importPath}.${name}`);
}

export function mentionLibrary(draft: SummaryDraft, path: string, name: string, at: Position): void {
  if (!draft.libraries.has(path)) draft.libraries.set(path, lineOf(at));
  const symbol = symbolOf(path, name);
  if (!draft.calls.has(symbol)) draft.calls.set(symbol, lineOf(at));
}
