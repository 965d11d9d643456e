/** Calls of the user's own functions that begin a span: `spanWrappers` of instrument.yaml. */
import type { SpanWrapper } from '../../span-wrapper.js';
import type { GoSource } from '../rewrite/go-source.js';
import { labelOf } from '../threading/function-roots.js';
import { calleeOf } from '../typing/callee.js';
import type { CallSite } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';

/** @returns the wrapper through which a call begins a span; null when it begins none so */
export function createWrapperCalls(
  resolver: TypeResolver,
  wrappers: readonly SpanWrapper[],
): (source: GoSource, site: CallSite) => SpanWrapper | null {
  const begin = wrappers.filter(({ does }) => does === 'start' || does === 'run');
  if (begin.length === 0) return () => null;
  return (source, { call, scope }) => {
    const callee = calleeOf(resolver, call, source, scope);
    if (callee === null || callee.kind === 'interface') return null;
    const label =
      callee.kind === 'declared'
        ? labelOf(callee.source, callee.decl)
        : [callee.receiver, callee.name].filter((part) => part !== '').join('.');
    const name = `${callee.path}.${label}`;
    return begin.find((one) => one.function === name) ?? null;
  };
}
