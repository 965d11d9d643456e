/** Records the places where a value of a library is constructed. */
import { columnOf, lineOf, type Position, type Value } from './facts.js';
import type { KnownSite } from './known-symbols.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { symbolOf } from './symbols.js';
import { resolveType } from './types.js';

interface SiteNodes {
  /** Holds whatever was given to the construction. */
  given: Node;
  /** The constructed value. */
  value: Node;
  /** The library's default, where the deciding argument is absent. */
  fallback?: Node;
}

export function recordSite(
  { fn, draft }: SummaryContext,
  known: KnownSite,
  at: Position,
  { given, value, fallback = 0 }: SiteNodes,
): void {
  if (fn.file.facts.generated) return;
  draft.sites.push({
    integration: known.integration,
    role: known.role,
    kind: known.kind,
    fn,
    line: lineOf(at),
    column: columnOf(at),
    given,
    value,
    constructedBy: known.constructedBy,
    fallback,
  });
}

/** What a library takes where the deciding argument of a site is absent. */
export function otherwise({ nodes }: SummaryContext, site: KnownSite): Node {
  return site.decides ? nodes.library(site.decides.otherwise) : 0;
}

/**
 * A struct of ours that holds a library's by value, `struct{ http.Server }`, makes one with each literal.
 *
 * @param owner the node of the literal of type `path.name`
 */
export function recordHeldSites(
  context: SummaryContext,
  [path, name]: readonly [path: string, name: string],
  owner: Node,
  entries: readonly [string | null, Value][],
  at: Position,
): void {
  const { program, known, nodes, flow } = context;
  const declared = program.package(path)?.types.get(name);
  if (!declared || declared.facts.held.length === 0) return;
  const { fields, held, embedded } = declared.facts;
  for (const field of held) {
    if (entries.some(([key, value]) => (key === field || key === null) && value)) continue;
    const ref = fields.find(([other]) => other === field)?.[1] ?? null;
    const type = resolveType(program, declared.file, ref);
    if (type?.kind !== 'named') continue;
    for (const site of known.literals.get(symbolOf(type.path, type.name)) ?? []) {
      const value = nodes.fresh();
      flow.move(value, nodes.field(`${path}.${name}`, field));
      if (embedded.includes(field)) flow.move(value, owner);
      // A handler comes later, by an assignment to the field: no default stands in for it.
      recordSite(context, site, at, { given: value, value });
    }
  }
}
