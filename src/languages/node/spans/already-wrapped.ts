/** Whether a function has its span already. */
import { type AstNode, bare, child, children, keyName } from '../facts/ast.js';
import { fileBindings } from '../lint/file-indexes.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';
import { findNodeSpanStarts } from '../lint/span-starts.js';
import { wrapperOf } from '../lint/wrapper-calls.js';
import type { SpanTarget } from './span-target.js';

export type SpanState =
  /** All that it does is inside a span. */
  | 'wrapped'
  /** It starts a span somewhere. */
  | 'starts-span'
  | 'none';

/** @param isHelper whether something imported runs a function inside a span */
export function spanStateOf(
  file: NodeRuleFile,
  target: SpanTarget,
  isHelper: (module: string, exported: string) => boolean,
): SpanState {
  const starts = new Set(file.once(findNodeSpanStarts).map(({ call }) => call));
  const helperCalls = file.collected.calls.filter((call) => {
    const { node, callee, scope } = call;
    if (!isInside(node, target.node)) return false;
    if (wrapperOf(file, call)?.does === 'run') return true;
    const value = file.evaluator.evaluate(callee, scope);
    const [exported] = value.is === 'module' ? value.path : [];
    return (
      value.is === 'module' &&
      value.path.length === 1 &&
      exported !== undefined &&
      isHelper(value.module, exported)
    );
  });
  const spans = new Set([
    ...helperCalls.map(({ node }) => node),
    ...[...starts].filter((one) => isInside(one, target.node)),
  ]);
  const whole = wholeOf(target.body);
  if (whole !== null && spans.has(whole)) return 'wrapped';
  const isBegun = file.collected.calls.some(
    (call) => isInside(call.node, target.node) && wrapperOf(file, call)?.does === 'start',
  );
  return spans.size > 0 || isBegun || hasSpanDecorator(file, target) ? 'starts-span' : 'none';
}

const isInside = (node: AstNode, fn: AstNode): boolean => fn.start <= node.start && node.end <= fn.end;

/** The expression that a function consists of: `return f(…)`, `return yield* f(…)`, `=> f(…)`. */
function wholeOf(body: AstNode): AstNode | null {
  if (body.type !== 'BlockStatement') return bare(body);
  const [only, ...more] = children(body, 'body').filter(({ directive }) => typeof directive !== 'string');
  const value = only?.type === 'ReturnStatement' && more.length === 0 ? child(only, 'argument') : null;
  const inner = value?.type === 'YieldExpression' ? child(value, 'argument') : value;
  return inner === null ? null : bare(inner);
}

function hasSpanDecorator(file: NodeRuleFile, { node }: SpanTarget): boolean {
  const member = file.once(fileBindings).around(node)?.parent;
  const decorators = member === undefined ? [] : children(member, 'decorators');
  return decorators.some((decorator) => {
    const expression = child(decorator, 'expression');
    const callee = expression?.type === 'CallExpression' ? child(expression, 'callee') : expression;
    const name =
      callee == null ? null : (keyName(callee, false) ?? keyName(child(callee, 'property'), false));
    return name !== null && /^(?:Span|Traced?|WithSpan|OtelSpan)$/.test(name);
  });
}
