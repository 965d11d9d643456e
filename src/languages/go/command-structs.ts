import type { Value } from './facts.js';
import type { GoType } from './go-type.js';
import type { SummaryContext } from './summary-context.js';
import { COMMAND_PARSERS, withoutMajorVersion } from './symbols.js';
import { resolveType } from './types.js';

/** Commands have subcommands; a struct may hold itself. */
const MAX_DEPTH = 4;

export function parsesCommands(path: string): boolean {
  return COMMAND_PARSERS.includes(withoutMajorVersion(path));
}

/** `flags.NewParser(&options, …)`: each struct that the options hold may be a command. */
export function recordCommands(context: SummaryContext, args: readonly Value[]): void {
  for (const arg of args) if (arg) recordFields(context, context.types.of(arg), 0);
}

function recordFields(context: SummaryContext, type: GoType, depth: number): void {
  const { program, draft } = context;
  if (depth > MAX_DEPTH) return;
  if (type?.kind === 'struct')
    for (const field of type.fields.values()) recordFields(context, field, depth + 1);
  if (type?.kind !== 'named') return;
  const declared = program.package(type.path)?.types.get(type.name);
  if (declared?.facts.kind !== 'struct') return;
  draft.escapes.add(`${type.path}.${type.name}`);
  for (const [, ref] of declared.facts.fields)
    recordFields(context, resolveType(program, declared.file, ref), depth + 1);
}
