import type { Value } from './facts.js';
import { isInertField } from './inert-types.js';
import type { SummaryContext } from './summary-context.js';

/** Records that a value goes where we cannot see: to a library, or to code that was not read in full. */
export function recordEscape(context: SummaryContext, value: Value): void {
  const { program, nodes, draft } = context;
  if (!value || value[0] === 's' || value[0] === 'f') return;
  const type = context.types.of(value);
  if (type?.kind !== 'named') return;
  const pkg = program.package(type.path);
  if (!pkg) return;
  const key = `${type.path}.${type.name}`;
  if (draft.escapes.has(key)) return;
  draft.escapes.add(key);
  const declared = pkg.types.get(type.name);
  if (declared?.facts.kind !== 'struct') return;
  const node = context.evaluate(value);
  for (const [field, ref] of declared.facts.fields)
    if (!isInertField(ref)) context.flow.contain(nodes.field(key, field), node);
}
