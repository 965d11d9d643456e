/** Evaluates composite literals: a struct of ours fills its fields, a library's may be a site. */

import type { Position, TypeRef, Value } from './facts.js';
import type { GoType } from './go-type.js';
import { isInertField } from './inert-types.js';
import { recordEscape, recordEscapeTo } from './record-escape.js';
import { otherwise, recordHeldSites, recordSite } from './record-site.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { mentionLibrary } from './summary-draft.js';
import { symbolOf } from './symbols.js';
import { memberOf, resolveType } from './types.js';

type Entries = readonly [string | null, Value][];

type NamedType = Extract<GoType, { kind: 'named' }>;

export function evaluateLiteral(context: SummaryContext, ref: TypeRef, entries: Entries, at: Position): Node {
  const { program, fn, nodes, flow } = context;
  const type = resolveType(program, fn.file, ref);
  const node = nodes.fresh();
  if (type?.kind !== 'named') {
    for (const [, value, part] of parts(context, entries)) {
      flow.contain(part, node);
      if (type?.kind === 'list') recordEscapeTo(context, type.of, value);
    }
  } else if (program.package(type.path)) ownLiteral(context, type, node, entries, at);
  else libraryLiteral(context, type, node, entries, at);
  return node;
}

function parts(context: SummaryContext, entries: Entries): [string | null, Value, Node][] {
  return entries.map(([key, value]) => [key, value, context.evaluate(value)]);
}

function ownLiteral(
  context: SummaryContext,
  type: NamedType,
  node: Node,
  entries: Entries,
  at: Position,
): void {
  const { program, nodes, flow, draft } = context;
  const { path, name } = type;
  const own = `${path}.${name}`;
  draft.makes.add(own);
  const declared = program.package(path)?.types.get(name);
  const fields = declared?.facts.fields;
  for (const [i, [key, value, part]] of parts(context, entries).entries()) {
    flow.contain(part, node);
    const field = key ?? fields?.[i]?.[0];
    const ref = fields?.find(([other]) => other === field)?.[1] ?? null;
    if (field && !isInertField(ref)) flow.move(part, nodes.field(own, field));
    if (declared) recordEscapeTo(context, resolveType(program, declared.file, ref), value);
  }
  for (const hook of context.known.hooks) {
    const method = memberOf(program, type, hook);
    if (method?.kind === 'method') flow.contain(nodes.code(method.fn), node);
  }
  recordHeldSites(context, [path, name], node, entries, at);
}

function libraryLiteral(
  context: SummaryContext,
  { path, name }: NamedType,
  node: Node,
  entries: Entries,
  at: Position,
): void {
  const { known, flow, draft } = context;
  const evaluated = parts(context, entries);
  for (const [, value, part] of evaluated) {
    flow.contain(part, node);
    recordEscape(context, value);
  }
  mentionLibrary(draft, path, name, at);
  for (const site of known.literals.get(symbolOf(path, name)) ?? []) {
    const deciding = site.decides ? evaluated.find(([key]) => key === site.decides?.field) : undefined;
    const absent = site.decides !== undefined && !deciding?.[1];
    const given = deciding?.[2] || node;
    recordSite(context, site, at, { given, value: node, fallback: absent ? otherwise(context, site) : 0 });
  }
}
