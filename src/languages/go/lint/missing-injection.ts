/** Spans of calls and messages that go out without the trace in their headers. */
import type { DraftFinding } from '../../../model/finding.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr } from '../syntax/ast.js';
import { oneLine } from './context-values.js';
import type { GoCodebase } from './go-codebase.js';
import { callsWhileOpen } from './open-calls.js';
import type { SpanStart } from './started-spans.js';
import { importsMatching } from './traced-libraries.js';

interface Sender {
  path: RegExp;
  calls: RegExp;
  /** What puts the trace into the headers by itself. */
  instrumentation: RegExp;
}

const SENDERS: readonly Sender[] = [
  { path: /^net\/http$/, calls: /^(?:Do|Post|PostForm)$/, instrumentation: /otelhttp/ },
  {
    path: /^github\.com\/(?:IBM|Shopify)\/sarama$/,
    calls: /^SendMessages?$/,
    instrumentation: /otelsarama/,
  },
  { path: /^github\.com\/segmentio\/kafka-go$/, calls: /^WriteMessages$/, instrumentation: /otel\w*kafka/ },
  { path: /^github\.com\/twmb\/franz-go\/pkg\/kgo$/, calls: /^Produce(?:Sync)?$/, instrumentation: /kotel/ },
  {
    path: /^github\.com\/(?:rabbitmq\/amqp091-go|streadway\/amqp)$/,
    calls: /^Publish/,
    instrumentation: /otel\w*(?:amqp|rabbit)/,
  },
  { path: /^github\.com\/nats-io\/nats\.go/, calls: /^(?:Publish|Request)/, instrumentation: /otel\w*nats/ },
];

/** One finding for a span of kind client or producer, made by hand, in which something is sent and nothing injected. */
export function missingInjection(codebase: GoCodebase, start: SpanStart): DraftFinding[] {
  const { fn, call } = start;
  if (!start.direct || !isOutgoing(call)) return [];
  const sent = callsWhileOpen(codebase, start).find((one) => senderOf(codebase, start, one));
  if (!sent || injects(codebase, start)) return [];
  const at = { start: sent.fun.start, end: sent.fun.end };
  return [
    {
      at,
      message: `\`${oneLine(fn, sent.fun)}\` sends what belongs to this span without the trace in its headers, so the receiver begins a trace of its own. Put it in with \`otel.GetTextMapPropagator().Inject(ctx, carrier)\`, or use the library's instrumentation.`,
      related: [{ at: { start: call.fun.start, end: call.fun.end }, message: 'the span' }],
    },
  ];
}

/** `trace.WithSpanKind(trace.SpanKindClient)`. */
function isOutgoing({ args }: CallExpr): boolean {
  return args
    .slice(2)
    .some((arg) =>
      [...walk(arg)].some(
        (node) => node.kind === 'SelectorExpr' && /^SpanKind(?:Client|Producer)$/.test(node.sel.name),
      ),
    );
}

function senderOf(codebase: GoCodebase, { fn }: SpanStart, call: CallExpr): Sender | undefined {
  const callee = fn.types.callee(call);
  if (callee.kind !== 'library' || callee.receiver === '') return undefined;
  return SENDERS.find(
    ({ path, calls, instrumentation }) =>
      path.test(callee.path) &&
      calls.test(callee.name) &&
      !importsMatching(codebase, fn.file, instrumentation),
  );
}

/** Whether the package of the span injects anything, or imports a propagation package: then it may do so here. */
function injects({ once }: GoCodebase, { fn }: SpanStart): boolean {
  const known = once(injectingPackages);
  const { package: pkg } = fn.file;
  return (
    known.has(pkg.importPath) ||
    pkg.files.some(({ facts }) => facts.imports.some(({ path }) => known.has(path) || /propagat/.test(path)))
  );
}

function injectingPackages(codebase: GoCodebase): ReadonlySet<string> {
  const found = new Set<string>();
  for (const pkg of codebase.program.packages.values())
    if (pkg.files.some(({ facts }) => /"\.?Inject\w*"|\bInject\b/.test(JSON.stringify(facts.functions))))
      found.add(pkg.importPath);
  return found;
}
