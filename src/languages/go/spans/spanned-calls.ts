/** Calls with a span around them whose variable is called as ours is. */

import type { AssignStmt } from '../syntax/ast.js';
import { functionRoots, labelOf } from '../threading/function-roots.js';
import { calleeOf } from '../typing/callee.js';
import type { CallSite, FunctionReading } from '../typing/read-function.js';
import { type CallStatement, statementOfCall } from './call-statement.js';
import { nameOfCall } from './plan-flagged-calls.js';
import { startBefore } from './span-before-call.js';
import type { SpanScene } from './span-scene.js';

export interface SpannedCall {
  reading: FunctionReading;
  site: CallSite;
  shape: CallStatement;
  /** Where the span begins. */
  start: AssignStmt;
  /** Name of the function that is called. */
  operation: string;
  /** What the function can be called by who wants the span to go. */
  names: string[];
}

const MENTIONS = /\w+Span\d* := /;

/** In the order of files and lines. */
export function spannedCalls(scene: SpanScene): SpannedCall[] {
  return [...scene.files].sort().flatMap((file) => {
    const source = MENTIONS.test(scene.tree.text(file)) ? scene.tree.open(file) : null;
    if (!source) return [];
    const readings = functionRoots(source, MENTIONS).map((root) => scene.read(source, root));
    return readings.flatMap((reading) =>
      reading.calls
        .flatMap((site) => spannedCall(scene, reading, site) ?? [])
        .sort((a, b) => a.start.start - b.start.start),
    );
  });
}

function spannedCall(scene: SpanScene, reading: FunctionReading, site: CallSite): SpannedCall | null {
  const shape = statementOfCall(site.call, reading.parents);
  const start = shape && startBefore(shape, reading.parents);
  if (!shape || start?.kind !== 'AssignStmt') return null;
  const operation = nameOfCall(site.call) ?? (reading.root.kind === 'FuncDecl' ? reading.root.name.name : '');
  const [, span] = start.lhs;
  const own = new RegExp(`^${operation.slice(0, 1).toLowerCase()}${operation.slice(1)}Span\\d*$`);
  if (span?.kind !== 'Ident' || !own.test(span.name)) return null;
  const callee = calleeOf(scene.resolver, site.call, reading.source, site.scope);
  const label = callee?.kind === 'declared' ? labelOf(callee.source, callee.decl) : null;
  const home = callee?.kind === 'declared' ? callee.source.file.packageName : '';
  const names = label === null ? [operation] : [operation, label, `${home}.${label}`];
  return { reading, site, shape, start, operation, names: [...new Set(names)] };
}
