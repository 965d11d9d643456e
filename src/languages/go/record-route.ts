import { lineOf, type Position, type Value } from './facts.js';
import { foldConstant } from './fold-constant.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';

const REGISTERS =
  /^(?:get|post|put|patch|delete|head|options|any|all|handle|handlefunc|method|methodfunc|path|pathprefix)$/i;

/** Methods that are named after the verb they register for. */
const VERB = /^(?:get|post|put|patch|delete|head|options)$/i;

/**
 * `mux.HandleFunc("POST /checkout", …)`, `r.GET("/users/:id", …)`, `r.Method("GET", "/x", …)`.
 *
 * @param router package of the router where it is known to be one: a route that is not constant counts too
 */
export function recordRoute(
  context: SummaryContext,
  method: string,
  target: Node,
  args: Value[],
  at: Position,
  router: string | null,
): void {
  if (!REGISTERS.test(method)) return;
  const texts = args.slice(0, 2).map((a) => foldConstant(context.program, context.fn, a ?? null));
  const path = texts.find((t) => t !== null && /^(?:[A-Z]+ )?\S*\//.test(t)) ?? null;
  if (path === null && !(router !== null && args.length > 1)) return;
  const route = path === null ? null : `${verbOf(method, texts[0] ?? '', path)}${path}`;
  const handlers = args.slice(1).map((a) => context.evaluate(a));
  context.draft.routes.push({ target, router, route, handlers, line: lineOf(at) });
}

/** The verb with a space behind it; `''` when there is none, or the path holds it. */
function verbOf(method: string, first: string, path: string): string {
  if (VERB.test(method)) return `${method.toUpperCase()} `;
  return first !== '' && first !== path ? `${first.toUpperCase()} ` : '';
}
