/** The methods of OpenTelemetry's `Span` for JavaScript, by what they mean for its life (@opentelemetry/api 1.9). */

import { type AstNode, bare, child } from '../facts/ast.js';
import { memberName } from './member-name.js';

/** They give the span back, so that calls can be chained. */
export const FLUENT: ReadonlySet<string> = new Set([
  'setAttribute',
  'setAttributes',
  'addEvent',
  'addLink',
  'addLinks',
  'setStatus',
  'updateName',
]);

/** They change the span: of no effect once it has ended. */
export const WRITES: ReadonlySet<string> = new Set([...FLUENT, 'recordException']);

/** They may be asked of an ended span. */
export const READS: ReadonlySet<string> = new Set(['spanContext', 'isRecording']);

export const isSpanMethod = (name: string): boolean => name === 'end' || WRITES.has(name) || READS.has(name);

/** `x` of `x.setAttribute(…).setStatus(…)`; what is not chained is its own beginning. */
export function chainRoot(node: AstNode): AstNode {
  const current = bare(node);
  const callee = current.type === 'CallExpression' ? bare(child(current, 'callee')!) : null;
  if (callee?.type !== 'MemberExpression' || !FLUENT.has(memberName(callee) ?? '')) return current;
  return chainRoot(child(callee, 'object')!);
}
