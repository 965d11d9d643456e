/** Spans that are left open on some way out of the code that starts them. */
import type { CheckResult, Claim, DraftFinding, TextRange } from '../../../model/finding.js';
import { type AstNode, bare, child, children, isFunction } from '../facts/ast.js';
import {
  callbackOf,
  type FollowedSpan,
  followedSpans,
  type StartedBy,
  startsByCallback,
} from './followed-spans.js';
import { leavesClaim } from './leaves-claim.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { settlesClaim } from './settles.js';
import type { Leak } from './span-life.js';
import { findNodeSpanStarts, type NodeSpanStart } from './span-starts.js';

/** One finding for each span, with the ways out that leave it open. */
export function checkNodeSpanEnd(file: NodeRuleFile): CheckResult {
  const followed = file.once(followedSpans).flatMap((one) => findingsOf(file, one));
  return {
    findings: [
      ...followed.map(({ finding }) => finding),
      ...file.once(findNodeSpanStarts).flatMap((start) => unnamed(file, start)),
    ],
    claims: followed.flatMap(({ claim }) => claim ?? []),
  };
}

/** A finding, and the claim that takes it back. */
interface Judgement {
  finding: DraftFinding;
  claim?: Claim;
}

function findingsOf(file: NodeRuleFile, { starts, variable, life }: FollowedSpan): Judgement[] {
  return starts.flatMap((started, index) => {
    const leaks = life.leaks.filter(({ start }) => start === index || start === -1);
    const certain = leaks.flatMap((leak) => {
      const needs = leak.passes.map((pass) => leavesClaim(file, pass));
      return needs.includes(null) ? [] : [{ leak, needs: needs.filter((name) => name !== null) }];
    });
    // What has to hold for one way out is not to be mixed with what has to hold for another.
    const first = certain[0];
    if (first === undefined) return [];
    const same = certain.filter(({ needs }) => needs.every((name) => first.needs.includes(name)));
    const when = [...first.needs, ...(started.wrapper === null ? [] : [startsClaim(started.wrapper)])];
    const claim = allSettle(
      file,
      started,
      same.map(({ leak }) => leak),
    );
    const unless = [...(started.span?.unless ?? []), ...(claim === null ? [] : [claim.name])];
    const finding = {
      at: placeOf(started),
      message: life.mayEnd
        ? `\`${variable.name}\` is not ended on every way out, so it is never exported from those. End it in a \`finally\`.`
        : `\`${variable.name}\` is never ended, so it is never exported. Call \`${variable.name}.end()\` in a \`finally\`.`,
      related: same
        .map(({ leak }) => ({ at: exitRange(leak), message: exitMessage(leak) }))
        .sort((a, b) => a.at.start - b.at.start),
      ...(when.length > 0 && { when }),
      ...(unless.length > 0 && { unless }),
    };
    return [claim === null ? { finding } : { finding, claim }];
  });
}

/** "Nothing that is waited for while the span is open rejects", where other files can tell; null where they cannot. */
function allSettle(file: NodeRuleFile, { call }: StartedBy, leaks: readonly Leak[]): Claim | null {
  const needed = leaks.flatMap(({ kind, awaits }) =>
    kind === 'await' ? awaits.map((one) => settlesClaim(file, bare(child(one, 'argument')!))) : [null],
  );
  const named = needed.filter((name) => name !== null);
  if (named.length < needed.length) return null;
  return { name: `node all-settle ${file.path} ${call.start}`, if: [...new Set(named)] };
}

export const startsClaim = (name: string): string => `node starts ${name}`;

/** The span's name, or the call where there is none. */
export function placeOf({ call, span }: StartedBy): TextRange {
  const { start, end } = span?.name ?? call;
  return { start, end };
}

const MESSAGES: Readonly<Record<Leak['kind'], string>> = {
  return: 'left open by this `return`',
  end: 'left open at the end of the function',
  throw: 'left open by this `throw`',
  await: 'left open when this `await` rejects',
  reassigned: 'left open when the variable gets another span',
};

const exitMessage = ({ kind, node }: Leak): string =>
  kind === 'reassigned' && node.type === 'VariableDeclarator'
    ? 'left open when the loop comes here again'
    : MESSAGES[kind];

function exitRange({ kind, node }: Leak): TextRange {
  if (kind === 'end') return { start: Math.max(node.start, node.end - 1), end: node.end };
  return { start: node.start, end: node.end };
}

/** `startActiveSpan` whose callback takes no span, and does not ask for the active one either. */
function unnamed(file: NodeRuleFile, start: NodeSpanStart): DraftFinding[] {
  // Who does not take the span from a tracer of a library's own leaves its end to that.
  const callback = start.isUncertain ? null : callbackOf(start);
  if (callback === null || !isFunction(callback) || children(callback, 'params').length > 0) return [];
  if (!file.once(startsByCallback).has(callback) || mentionsActiveSpan(file, callback)) return [];
  return [
    {
      at: { start: start.name.start, end: start.name.end },
      message:
        'The callback does not take the span, so the span is never ended: `startActiveSpan` does not end it. Take it as a parameter and call `span.end()` in a `finally`.',
      ...(start.unless !== undefined && { unless: start.unless }),
    },
  ];
}

const mentionsActiveSpan = (file: NodeRuleFile, node: AstNode): boolean =>
  /\bget(?:Active)?Span\b|\barguments\b/.test(file.text.slice(node.start, node.end));
