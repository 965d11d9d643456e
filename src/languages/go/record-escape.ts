import type { Value } from './facts.js';
import type { GoType } from './go-type.js';
import { isInertField } from './inert-types.js';
import type { SummaryContext } from './summary-context.js';

/** A value that becomes one of a library's type, as its interface asks, or an element of a list of such: the library may call it. */
export function recordEscapeTo(context: SummaryContext, type: GoType, value: Value): void {
  const target = type?.kind === 'list' ? type.of : type;
  if (target?.kind === 'named' && !context.program.package(target.path)) recordEscape(context, value);
}

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
