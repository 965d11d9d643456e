/** Where a JavaScript or TypeScript file starts OpenTelemetry spans. */
import { type AstNode, bare, child, keyName } from '../facts/ast.js';
import type { Scope } from '../facts/scope.js';
import type { NodeRuleFile } from './node-rule-file.js';

export interface NodeSpanStart {
  /** `tracer.startSpan('name', …)` or `tracer.startActiveSpan('name', …, callback)`. */
  call: AstNode;
  /** The expression of the span's name. */
  name: AstNode;
  method: 'startSpan' | 'startActiveSpan';
  scope: Scope;
}

/** Text that a file has to mention for `findNodeSpanStarts` to find anything. */
export const MENTIONS_NODE_SPANS = /\bstart(?:Active)?Span\b/;

/** Packages of other tracers, whose methods have the same names. */
const OTHER_TRACERS =
  /^(?:opentracing|dd-trace|jaeger-client|lightstep-tracer|zipkin|@sentry\/.*|elastic-apm-node)(?:\/|$)/;

/** Every start of a span on an OpenTelemetry tracer, in order; a receiver that is known to be something else is left out. */
export function findNodeSpanStarts(file: NodeRuleFile): NodeSpanStart[] {
  const { calls, module } = file.collected;
  if (
    [...module.names.values()].some(
      (b) => b.kind === 'value' && b.value.is === 'module' && OTHER_TRACERS.test(b.value.module),
    )
  )
    return [];
  return calls.flatMap(({ node, callee, args, form, scope }) => {
    const target = bare(callee);
    if (form !== 'call' || target.type !== 'MemberExpression') return [];
    const method = keyName(child(target, 'property'), target.computed === true);
    if (method !== 'startSpan' && method !== 'startActiveSpan') return [];
    const receiver = file.evaluator.evaluate(child(target, 'object')!, scope);
    if (receiver.is === 'module' && !/opentelemetry|otel/.test(receiver.module)) {
      const isLibrary = !/^[.#~@/]/.test(receiver.module);
      if (isLibrary) return [];
    }
    const name = args[0];
    return name === undefined ? [] : [{ call: node, name, method, scope }];
  });
}
