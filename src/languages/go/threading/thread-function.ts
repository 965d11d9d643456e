/** What threading does to one function: its edits, and the calls that it has to leave alone. */
import type { Edit } from '#src/model/change.js';
import type { GoHelper } from '#src/model/go-wrap.js';
import type { FunctionReading } from '../typing/read-function.js';
import type { FunctionRoot } from './function-roots.js';
import { labelOf, lineAt } from './function-roots.js';
import { type RequestContext, requestContextAt } from './request-context.js';
import { threadableCall } from './thread-call.js';
import type { OwnInterface, ThreadableCall, ThreadContext } from './threadable-call.js';

export interface ThreadedFunction {
  reading: FunctionReading;
  root: FunctionRoot;
  label: string;
  /** 1-based. */
  line: number;
  edits: Edit[];
  dropped: { start: number; end: number }[];
  calls: ThreadableCall[];
  left: LeftCall[];
}

export interface LeftCall {
  why: Extract<RequestContext, { kind: 'unfit' }>['why'] | 'none' | 'interface';
  /** 1-based. */
  line: number;
  name: string;
  /** Set where the call makes no span without a context. */
  isAlone: boolean;
  /** The interface that lacks a variant, and that variant. */
  lacks?: { type: string; variant: string };
}

/**
 * @param nameOf the final name of a helper in the file's package
 * @returns null when nothing in the function could take a context
 */
export function threadFunction(
  thread: ThreadContext,
  nameOf: (helper: GoHelper) => string,
): ThreadedFunction | null {
  const { resolver, reading } = thread;
  const { root, source } = reading;
  const found: ThreadedFunction = {
    reading,
    root,
    label: labelOf(source, root),
    line: lineAt(source, root.kind === 'FuncDecl' ? root.name.start : root.start),
    edits: [],
    dropped: [],
    calls: [],
    left: [],
  };
  const seen = new Set<number>();
  for (const site of reading.calls) {
    const call = threadableCall(thread, site);
    if (!call || seen.has(keyOf(call))) continue;
    seen.add(keyOf(call));
    const scope = isThreadable(call) ? call.scope : site.scope;
    const context = requestContextAt(resolver, reading, scope, call.node);
    const line = lineAt(source, site.call.start);
    const isAlone = isThreadable(call) && call.isAlone;
    if (context.kind !== 'found') {
      found.left.push({
        why: context.kind === 'none' ? 'none' : context.why,
        line,
        name: call.name,
        isAlone,
      });
    } else if (isThreadable(call)) {
      found.calls.push(call);
      addOnce(found.edits, [...context.edits, ...call.edits(context.text, nameOf)]);
      if (call.dropped) found.dropped.push(call.dropped);
    } else {
      const { type, variant } = call;
      found.left.push({ why: 'interface', line, name: call.name, isAlone, lacks: { type, variant } });
    }
  }
  return found.calls.length + found.left.length > 0 ? found : null;
}

function isThreadable(call: ThreadableCall | OwnInterface): call is ThreadableCall {
  return 'edits' in call;
}

/** Where the context goes in: calls of one chain share it. */
function keyOf(call: ThreadableCall | OwnInterface): number {
  return call.node.kind === 'CallExpr' ? call.node.lparen : call.node.end;
}

/** A parameter gets its name once, whatever needs it. */
function addOnce(edits: Edit[], more: readonly Edit[]): void {
  for (const edit of more) {
    if (!edits.some((e) => e.start === edit.start && e.end === edit.end && e.text === edit.text))
      edits.push(edit);
  }
}
