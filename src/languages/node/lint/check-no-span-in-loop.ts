/** Spans that are started for each item of a collection. */
import type { CheckResult } from '../../../model/finding.js';
import { type AstNode, bare, child, children, isFunction, keyName } from '../facts/ast.js';
import type { Bindings } from './bindings.js';
import { fileBindings } from './file-indexes.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { find } from './raising.js';
import { findNodeSpanStarts } from './span-starts.js';

/** Loops over what is there already. `while` and `for await` wait for work: a span for each piece of it is right. */
const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement']);
const ITERATORS = new Set(['forEach', 'map', 'flatMap', 'filter', 'reduce', 'some', 'every', 'find']);

/** One finding for each start inside a loop of its own function, or inside the callback of `map` and its like. */
export function checkNodeNoSpanInLoop(file: NodeRuleFile): CheckResult {
  const bindings = file.once(fileBindings);
  return {
    findings: file.once(findNodeSpanStarts).flatMap(({ call, name, unless }) => {
      const loop = loopAround(call, bindings);
      if (loop === null || isOfMessage(call) || isRecorded(call)) return [];
      return [
        {
          at: { start: name.start, end: name.end },
          message:
            'A span is started for each item, so that one request can fill the trace with them. Start one span around the loop, and give it the number of items as an attribute.',
          related: [{ at: { start: loop.start, end: loop.start + 1 }, message: 'the loop' }],
          ...(unless !== undefined && { unless }),
        },
      ];
    }),
  };
}

/** A span of kind producer or consumer: each message of a batch has a context of its own. */
function isOfMessage(call: AstNode): boolean {
  const options = children(call, 'arguments')[1];
  return (
    options !== undefined &&
    find(
      options,
      (node) => node.type === 'MemberExpression' && /^(?:PRODUCER|CONSUMER)$/.test(memberName(node) ?? ''),
    ) !== null
  );
}

/** A span with a start of its own tells what happened before: it is what the loop is there for. */
function isRecorded(call: AstNode): boolean {
  const options = children(call, 'arguments')[1];
  return (
    options?.type === 'ObjectExpression' &&
    children(options, 'properties').some(
      (property) => keyName(child(property, 'key'), property.computed === true) === 'startTime',
    )
  );
}

/** The loop, or the call of `map` and its like, that a node is run by again and again; null outside of any. */
export function loopAround(node: AstNode, bindings: Bindings): AstNode | null {
  for (let place = bindings.around(node); place !== null; place = bindings.around(place.parent)) {
    const { parent, part } = place;
    if (LOOPS.has(parent.type) && child(parent, 'body') === part)
      return parent.await === true || isEndless(parent) ? null : parent;
    if (isFunction(parent)) return iteratedBy(parent, bindings);
  }
  return null;
}

const isEndless = (loop: AstNode): boolean => loop.type === 'ForStatement' && child(loop, 'test') === null;

function iteratedBy(fn: AstNode, bindings: Bindings): AstNode | null {
  const call = bindings.around(fn)?.parent;
  if (call?.type !== 'CallExpression' || children(call, 'arguments')[0] !== fn) return null;
  const callee = bare(child(call, 'callee')!);
  return callee.type === 'MemberExpression' && ITERATORS.has(memberName(callee) ?? '') ? call : null;
}
