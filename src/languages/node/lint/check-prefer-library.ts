/** Spans of the program's own around nothing but a call that an instrumentation library makes a span of. */
import type { CheckResult } from '../../../model/finding.js';
import { businessTerms } from '../../business-vocabulary.js';
import { type AstNode, bare, child, isFunction, textOf } from '../facts/ast.js';
import type { Value } from '../facts/facts.js';
import { childNodes } from './child-nodes.js';
import { callsByNode } from './file-indexes.js';
import { callbackOf } from './followed-spans.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { findNodeSpanStarts } from './span-starts.js';

/** Instrumentation by the package whose calls it makes spans of. */
const COVERED: readonly (readonly [RegExp, string])[] = [
  [/^(?:axios|got|node-fetch|superagent|node:https?|https?)$/, '@opentelemetry/instrumentation-http'],
  [/^undici$/, '@opentelemetry/instrumentation-undici'],
  [/^pg$/, '@opentelemetry/instrumentation-pg'],
  [/^mysql2(?:\/promise)?$/, '@opentelemetry/instrumentation-mysql2'],
  [/^mysql$/, '@opentelemetry/instrumentation-mysql'],
  [/^ioredis$/, '@opentelemetry/instrumentation-ioredis'],
  [/^redis$/, '@opentelemetry/instrumentation-redis'],
  [/^mongodb$/, '@opentelemetry/instrumentation-mongodb'],
  [/^@aws-sdk\/client-/, '@opentelemetry/instrumentation-aws-sdk'],
];
/** Calls beside it that only read its result or speak of it. */
const ASIDE =
  /^(?:json|text|toString|then|catch|finally|log|info|warn|error|debug|stringify|String|Number|Error|end|setAttribute|setAttributes|setStatus|recordException|addEvent)$/;

export function checkNodePreferLibrary(file: NodeRuleFile): CheckResult {
  return {
    findings: file.once(findNodeSpanStarts).flatMap((start) => {
      const callback = callbackOf(start);
      const body = callback !== null && isFunction(callback) ? child(callback, 'body') : null;
      const by = body === null ? null : coveredBy(file, body);
      const name = file.evaluator.evaluate(start.name, start.scope);
      if (by === null || name.is !== 'text' || businessTerms(name.text).critical.length > 0) return [];
      return [
        {
          at: { start: start.name.start, end: start.name.end },
          message: `Inside of this span is one call that \`${by}\` makes a span of, with the attributes that dashboards know. Use that library, and remove this span.`,
          ...(start.unless !== undefined && { unless: start.unless }),
        },
      ];
    }),
  };
}

function coveredBy(file: NodeRuleFile, body: AstNode): string | null {
  const calls = callsIn(body);
  if (calls === null) return null;
  const working = calls.filter((call) => !ASIDE.test(nameOf(call)));
  const [only, ...others] = working;
  const collected = only === undefined ? undefined : file.once(callsByNode).get(only);
  if (collected === undefined || others.length > 0) return null;
  return coveredValue(file.evaluator.evaluate(collected.callee, collected.scope));
}

function coveredValue(value: Value): string | null {
  if (value.is === 'global')
    return value.name === 'fetch' && value.path.length === 0 ? '@opentelemetry/instrumentation-undici' : null;
  if (value.is !== 'module') return null;
  return COVERED.find(([module]) => module.test(value.module))?.[1] ?? null;
}

/** Every call and construction in a node; null where something is repeated or a function is made. */
function callsIn(node: AstNode): AstNode[] | null {
  if (isFunction(node) || /^(?:For|While|DoWhile)/.test(node.type)) return null;
  const found: AstNode[] = /^(?:Call|New)Expression$/.test(node.type) ? [node] : [];
  for (const inner of childNodes(node)) {
    const calls = callsIn(inner);
    if (calls === null) return null;
    found.push(...calls);
  }
  return found;
}

function nameOf(call: AstNode): string {
  const callee = bare(child(call, 'callee')!);
  return (callee.type === 'MemberExpression' ? memberName(callee) : textOf(callee, 'name')) ?? '';
}
