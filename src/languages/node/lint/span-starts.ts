/** Where a JavaScript or TypeScript file starts OpenTelemetry spans. */
import { type AstNode, bare, child, keyName } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import type { Scope } from '../facts/scope.js';
import { calledName } from './function-names.js';
import type { NodeRuleFile } from './node-rule-file.js';

export interface NodeSpanStart {
  /** `tracer.startSpan('name', …)` or `tracer.startActiveSpan('name', …, callback)`. */
  call: AstNode;
  /** The expression of the span's name. */
  name: AstNode;
  method: 'startSpan' | 'startActiveSpan';
  scope: Scope;
  /** Its tracer comes from a package that is not known, and may be one of its own kind. */
  isUncertain: boolean;
  /** Claims that take back what is said about this start: its tracer may turn out to be another one. */
  unless?: readonly string[];
}

/** Text that a file has to mention for `findNodeSpanStarts` to find anything. */
export const MENTIONS_NODE_SPANS = /\bstart(?:Active)?Span\b/;
/** Text that a file has to mention for something to be done with a span in it. */
export const MENTIONS_NODE_SPAN_USE = /\bstart(?:Active)?Span\b|[sS]pan[!?]?\.(?:end|set|add|record|update)/;

/** Packages of other tracers, whose methods have the same names. */
const OTHER_TRACERS =
  /^(?:opentracing|dd-trace|jaeger-client|lightstep-tracer|zipkin|@sentry\/.*|elastic-apm-node)(?:\/|$)/;

/** Every start of a span on an OpenTelemetry tracer, in order; a receiver that is known to be something else is left out. */
export function findNodeSpanStarts(file: NodeRuleFile): NodeSpanStart[] {
  const { calls, module } = file.collected;
  // Beside another tracer only what is known to be OpenTelemetry's counts.
  const isBeside = [...module.names.values()].some(
    (b) => b.kind === 'value' && b.value.is === 'module' && OTHER_TRACERS.test(b.value.module),
  );
  return calls.flatMap(({ node, callee, args, form, scope }) => {
    const target = bare(callee);
    if (form !== 'call' || target.type !== 'MemberExpression') return [];
    const method = keyName(child(target, 'property'), target.computed === true);
    if (method !== 'startSpan' && method !== 'startActiveSpan') return [];
    const receiver = file.evaluator.evaluate(child(target, 'object')!, scope);
    const name = args[0];
    if (name === undefined || isOtherTracer(receiver)) return [];
    if (isBeside && !(receiver.is === 'module' && isTelemetry(receiver.module))) return [];
    const asked = tracerName(receiver, file.path);
    const isUncertain =
      receiver.is === 'module' && receiver.module.startsWith('@') && !isTelemetry(receiver.module);
    return [
      {
        call: node,
        name,
        method,
        scope,
        isUncertain,
        ...(asked !== null && { unless: [otherTracer(asked)] }),
      },
    ];
  });
}

const isTelemetry = (module: string): boolean => /opentelemetry|otel/.test(module);

/** Whether a tracer is certainly not OpenTelemetry's: another library's, or an object of a class of the user's own. */
export function isOtherTracer(value: Value): boolean {
  if (value.is === 'instance' || value.is === 'record' || value.is === 'class') return true;
  if (value.is !== 'module' || isTelemetry(value.module)) return false;
  const isLibrary = !/^[.#~@/]/.test(value.module);
  return isLibrary || value.path.includes('new');
}

/** "What is exported under this name has methods like a tracer's, but is none." */
export const otherTracer = (name: string): string => `node other-tracer ${name}`;

/** The name under which the file that a tracer is imported from speaks of it: itself, or the function that gives it. */
function tracerName(value: Value, path: string): string | null {
  if (value.is !== 'module' || value.path.length > 2) return null;
  const [name, called] = value.path;
  if (name === undefined || (called !== undefined && called !== '()')) return null;
  return calledName({ ...value, path: [name] }, path);
}
