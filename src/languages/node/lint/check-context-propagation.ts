/** Contexts that are made and then lost. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import { type AstNode, bare, child, children, keyName } from '../facts/ast.js';
import { fileBindings } from './file-indexes.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { findNodeSpanStarts } from './span-starts.js';

/** Text that a file has to mention for anything to be found. */
export const MENTIONS_NODE_CONTEXT =
  /\bsetSpan(?:Context)?\b|\bsetBaggage\b|\bstart(?:Active)?Span\b|\bextract\b/;

/** What each function of the API gives back; called as a statement of its own, it does nothing. */
const GIVES: readonly (readonly [string, string, string])[] = [
  ['trace', 'setSpan', 'a context with the span in it'],
  ['trace', 'setSpanContext', 'a context with the span in it'],
  ['trace', 'deleteSpan', 'a context without the span'],
  ['propagation', 'setBaggage', 'a context with the baggage in it'],
  ['propagation', 'extract', 'a context with the caller in it'],
  ['context', 'bind', 'a function that runs in the context'],
];

/** Results of the context API that nobody takes, and parents that are given where they are not read. */
export function checkNodeContextPropagation(file: NodeRuleFile): CheckResult {
  return { findings: [...droppedResults(file), ...oldParents(file)] };
}

function droppedResults(file: NodeRuleFile): DraftFinding[] {
  const { around } = file.once(fileBindings);
  return file.collected.calls.flatMap(({ node, callee, form, scope }) => {
    if (form !== 'call' || around(node)?.parent.type !== 'ExpressionStatement') return [];
    const value = file.evaluator.evaluate(callee, scope);
    if (value.is !== 'module' || !value.module.startsWith('@opentelemetry/api')) return [];
    const [api, method] = value.path.slice(-2);
    const gives = GIVES.find(([owner, name]) => owner === api && name === method)?.[2];
    if (gives === undefined) return [];
    return [
      {
        at: { start: node.start, end: node.end },
        message: `\`${api}.${method}\` changes nothing: it gives back ${gives}, and nobody takes it. Run what follows in it with \`context.with(…)\`.`,
      },
    ];
  });
}

/** The option `parent` was taken out of the API before version 1: the span becomes a root, or a child of the active one. */
function oldParents(file: NodeRuleFile): DraftFinding[] {
  return file.once(findNodeSpanStarts).flatMap(({ call, unless }) => {
    const options = children(call, 'arguments')[1];
    const object = options === undefined ? null : bare(options);
    const parent = object?.type === 'ObjectExpression' ? propertyNamed(object, 'parent') : null;
    if (parent === null) return [];
    return [
      {
        at: { start: parent.start, end: parent.end },
        message:
          'The option `parent` is not read: the span becomes a child of the active span, or a root. Give the context as the third argument: `trace.setSpan(context.active(), parent)`.',
        ...(unless !== undefined && { unless }),
      },
    ];
  });
}

const propertyNamed = (object: AstNode, name: string): AstNode | null =>
  children(object, 'properties').find(
    (one) => one.type === 'Property' && keyName(child(one, 'key'), one.computed === true) === name,
  ) ?? null;
