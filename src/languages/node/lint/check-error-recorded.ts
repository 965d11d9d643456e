/** Errors that leave a span without a trace on it. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import type { OptionValues } from '../../../model/rule.js';
import { type AstNode, bare, child, textOf } from '../facts/ast.js';
import type { Bindings } from './bindings.js';
import { childNodes } from './child-nodes.js';
import { fileBindings } from './file-indexes.js';
import { type FollowedSpan, followedSpans } from './followed-spans.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { find } from './raising.js';
import { runAtOnce } from './run-at-once.js';
import { isWrapperCall } from './wrapper-calls.js';

/** One finding for each `catch` that throws on while the span around it is not told. */
export function checkNodeErrorRecorded(file: NodeRuleFile, options: OptionValues): CheckResult {
  const bindings = file.once(fileBindings);
  const mode = typeof options.mode === 'string' ? options.mode : 'status';
  return {
    findings: file.once(followedSpans).flatMap((followed) => {
      const { owner } = followed.variable;
      const body = owner === null ? file.program : child(owner, 'body');
      // What a function of the file gives back is a span only if a claim says so.
      if (body === null || followed.starts.some(({ wrapper }) => wrapper !== null)) return [];
      return catchesIn(body)
        .filter((clause) => find(clause, (node) => isWrapperCall(file, node, 'record')) === null)
        .filter((clause) => isUntold(clause, followed, bindings, mode))
        .map((clause) => findingOf(clause, followed, mode));
    }),
  };
}

function findingOf(clause: AstNode, { variable, starts }: FollowedSpan, mode: string): DraftFinding {
  const status = `\`${variable.name}.setStatus({ code: SpanStatusCode.ERROR })\``;
  const calls =
    mode === 'status+record'
      ? `\`${variable.name}.recordException(…)\` and ${status}`
      : mode === 'status+log'
        ? `${status} and log the error`
        : status;
  const unless = starts.flatMap(({ span }) => span?.unless ?? []);
  return {
    at: { start: clause.start, end: clause.start + 'catch'.length },
    message: `The error is thrown on, and \`${variable.name}\` is not told. Call ${calls} before.`,
    ...(unless.length > 0 && { unless }),
  };
}

/** Every `catch` clause of a function, those of functions that it runs at once included. */
function catchesIn(node: AstNode): AstNode[] {
  const ran = runAtOnce(node);
  const inside = [...childNodes(node)].filter((one) => !/Function/.test(one.type) || one === ran);
  const found = inside.flatMap(catchesIn);
  return node.type === 'CatchClause' ? [node, ...found] : found;
}

/** Whether a clause throws on, in the range where the span can be named, without a word to it. */
function isUntold(
  clause: AstNode,
  { variable, starts }: FollowedSpan,
  bindings: Bindings,
  mode: string,
): boolean {
  if (clause.start < variable.start || clause.end > variable.end) return false;
  const isParameter = starts.some(({ call }) => call.start < clause.start && clause.end < call.end);
  if (!isParameter && !starts.every(({ call }) => call.end < clause.start)) return false;
  const rethrows = find(clause, ({ type }) => type === 'ThrowStatement') !== null;
  if (!rethrows || isCaughtOutside(clause, variable.owner, bindings)) return false;
  const methods = new Set<string>();
  let isHandedOn = false;
  for (const reference of variable.references) {
    if (reference.start < clause.start || reference.end > clause.end) continue;
    const parent = bindings.around(reference)?.parent;
    if (parent?.type === 'MemberExpression') methods.add(memberName(parent) ?? '');
    else isHandedOn = true;
  }
  const callsHelper = find(clause, (node) => isCallOfInner(node, variable.owner, bindings)) !== null;
  if (isHandedOn || callsHelper) return false;
  if (mode === 'status+record' && !methods.has('recordException')) return true;
  if (mode === 'status+log' && find(clause, isLogged) === null) return true;
  return !methods.has('setStatus') && !methods.has('recordException');
}

/** `logger.error(…)`, `console.error(…)`, `logs.emit(…)`. */
function isLogged(node: AstNode): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = bare(child(node, 'callee')!);
  return (
    callee.type === 'MemberExpression' && /^(?:error|warn|fatal|log|emit)$/.test(memberName(callee) ?? '')
  );
}

/** Whether what is thrown inside a clause is caught again in the same function, where the span may be told. */
function isCaughtOutside(clause: AstNode, owner: AstNode | null, { around }: Bindings): boolean {
  const own = around(clause)?.parent ?? clause;
  for (let place = around(own); place !== null && place.parent !== owner; place = around(place.parent))
    if (place.parent.type === 'TryStatement' && child(place.parent, 'block') === place.part)
      if (child(place.parent, 'handler') !== null) return true;
  return false;
}

/** A call of a function that is declared beside the span: it may tell the span itself. */
function isCallOfInner(node: AstNode, owner: AstNode | null, bindings: Bindings): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = bare(child(node, 'callee')!);
  if (callee.type !== 'Identifier' || textOf(callee, 'name') === null) return false;
  const binding = bindings.resolve(callee);
  return binding !== undefined && owner !== null && binding.owner === owner;
}
