/** Resolves one function against the program: its references, sites, spans and the flow of values through it. */
import { evaluate } from './evaluate.js';
import type { FlowNodes } from './flow-nodes.js';
import { FlowRecorder } from './flow-recorder.js';
import type { KnownSymbols } from './known-symbols.js';
import type { GoFunction, Program } from './program.js';
import { summarizeStep } from './summarize-step.js';
import type { FunctionSummary } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { emptyDraft, finishDraft, mention, mentionLibrary } from './summary-draft.js';
import { FunctionTypes, resolveType } from './types.js';

export function summarize(
  program: Program,
  nodes: FlowNodes,
  known: KnownSymbols,
  fn: GoFunction,
): FunctionSummary {
  const flow = new FlowRecorder(nodes, fn);
  const context: SummaryContext = {
    program,
    known,
    fn,
    pkg: fn.file.package,
    types: new FunctionTypes(program, fn),
    nodes,
    flow,
    draft: emptyDraft(fn),
    evaluated: new Map(),
    evaluate: (value) => evaluate(context, value),
  };
  const { steps, resultVars, references } = fn.facts;
  makesOfDeclarations(context);
  for (const step of steps) summarizeStep(context, step);
  for (const [i, variable] of resultVars.entries()) flow.move(flow.local(fn, variable), flow.result(fn, i));
  for (const text of references) scannedReference(context, text);
  return finishDraft(context.draft, flow);
}

/** A variable that is declared with a type of ours may be made by no literal: `var s Server`. */
function makesOfDeclarations({ program, fn, draft }: SummaryContext): void {
  for (const [variable, type] of fn.facts.locals.entries()) {
    if (variable === fn.facts.receiverVar) continue;
    const resolved = resolveType(program, fn.file, type);
    if (resolved?.kind === 'named' && program.package(resolved.path)) {
      draft.makes.add(`${resolved.path}.${resolved.name}`);
    }
  }
}

/** A reference of a body that was only scanned for names. */
function scannedReference({ program, fn, pkg: own, draft }: SummaryContext, text: string): void {
  const dot = text.indexOf('.');
  if (dot < 0) {
    mention(draft, own, text);
    return;
  }
  const name = text.slice(dot + 1);
  const path = dot === 0 ? undefined : program.qualifier(fn.file, text.slice(0, dot));
  const pkg = path === undefined ? undefined : program.package(path);
  if (pkg) mention(draft, pkg, name);
  else if (path === undefined) draft.dynamic.add(name);
  else mentionLibrary(draft, path, name, fn.facts.position);
}
