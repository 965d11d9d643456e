/** Functions that get no span because of how they are called. */
import { walk } from '../rewrite/walk.js';
import type { FuncDecl } from '../syntax/ast.js';
import type { FoundCall } from '../threading/find-calls.js';
import { lineAt } from '../threading/function-roots.js';
import { calleeOf } from '../typing/callee.js';
import { isInLoop } from './call-statement.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';

/** Loops around work that goes on with a context, such as a query, are no tight ones. */
export function refuseByCalls(scene: SpanScene, { source, decl, label }: SpanTarget): Refusal | null {
  const calls = scene.callsOf(source, decl);
  const isCertain = ({ reading, site }: FoundCall) =>
    calleeOf(scene.resolver, site.call, reading.source, site.scope)?.kind === 'declared';
  if (calls.some((call) => call.reading.root === decl && isCertain(call)))
    return spanRefusal(
      'called-in-loop',
      `\`${label}\` calls itself.`,
      'Flag a function that starts the recursion.',
    );
  const looped = calls.find(({ reading, site }) => isInLoop(site.call, reading.parents));
  if (!looped || passesContextOn(decl)) return null;
  const { reading, site } = looped;
  const place = `${reading.source.path}:${lineAt(reading.source, site.call.start)}`;
  return spanRefusal(
    'called-in-loop',
    `\`${label}\` is called in the loop at ${place}, and does no I/O that could be told.`,
  );
}

/** It hands a context to what it calls. */
function passesContextOn({ type, body }: FuncDecl): boolean {
  const [first] = type.params.list;
  const name = first?.names[0]?.name;
  if (name === undefined || !body) return false;
  for (const node of walk(body)) {
    if (node.kind !== 'CallExpr') continue;
    if (
      node.args.some(
        (argument) => /^(?:ctx|c|context)$/.test(name) && argument.kind === 'Ident' && argument.name === name,
      )
    )
      return true;
    if (
      node.args.some(
        (argument) =>
          argument.kind === 'CallExpr' &&
          argument.fun.kind === 'SelectorExpr' &&
          /^(?:User)?Context$/.test(argument.fun.sel.name),
      )
    )
      return true;
  }
  return false;
}
