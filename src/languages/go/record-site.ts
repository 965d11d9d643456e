/** Records the places where a value of a library is constructed. */
import type { SiteUse } from '#src/model/scan-report.js';
import { columnOf, lineOf, type Position, type Value } from './facts.js';
import type { KnownSite } from './known-symbols.js';
import type { LibraryCallee } from './resolve-callee.js';
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
  use?: SiteUse;
}

export function recordSite(
  { fn, draft }: SummaryContext,
  known: KnownSite,
  at: Position,
  { given, value, fallback = 0, use }: SiteNodes,
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
    use: use ?? null,
  });
}

/** The call of a method that sends or takes messages. */
export function recordMethodUse(
  context: SummaryContext,
  { path, type, name }: LibraryCallee,
  at: Position,
  { given, value }: SiteNodes,
): void {
  const having = context.known.methods.get(symbolOf(path, name)) ?? [];
  for (const known of having) {
    // Where the type is not known, a method that only one type has tells it.
    if (known.type !== type && (type !== '?' || having.length > 1)) continue;
    recordSite(context, known.site, at, {
      given,
      value,
      use: { package: path, type: known.type, method: name },
    });
  }
}

/** A message that is taken from a channel. */
export function recordReceipt(context: SummaryContext, from: Value, at: Position, value: Node): void {
  const channel = context.types.of(from);
  if (channel?.kind !== 'list' || !channel.isChannel || channel.of?.kind !== 'named') return;
  const { path, name } = channel.of;
  for (const site of context.known.received.get(symbolOf(path, name)) ?? []) {
    recordSite(context, site, at, {
      given: value,
      value,
      use: { package: path, type: name, method: null },
    });
  }
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
