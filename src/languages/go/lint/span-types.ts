/** Which Go types are OpenTelemetry's, or stand for a span. */
import type { GoType } from '../go-type.js';
import type { GoFunction } from '../program.js';
import { memberOf } from '../types.js';
import type { GoCodebase } from './go-codebase.js';

const OTEL = 'go.opentelemetry.io/';
export const TRACE_API = 'go.opentelemetry.io/otel/trace';
const TRACE_SDK = 'go.opentelemetry.io/otel/sdk/trace';

export function isOpenTelemetry(path: string): boolean {
  return path.startsWith(OTEL);
}

/** `trace.Span` or a type of the codebase that stands for one: the names of its methods that end it; null for others. */
export function spanEnders(codebase: GoCodebase, type: GoType): ReadonlySet<string> | null {
  if (type?.kind !== 'named') return null;
  if (type.path === TRACE_API) return type.name === 'Span' ? END : null;
  if (type.path === TRACE_SDK) return /^Read(?:Only|Write)Span$/.test(type.name) ? END : null;
  if (!codebase.program.package(type.path)) return null;
  const known = codebase.once(allEnders);
  const key = `${type.path}.${type.name}`;
  let enders = known.get(key);
  if (enders === undefined) {
    known.set(key, null);
    enders = findEnders(codebase, type);
    known.set(key, enders);
  }
  return enders;
}

const END: ReadonlySet<string> = new Set(['End']);

function allEnders(): Map<string, ReadonlySet<string> | null> {
  return new Map();
}

function findEnders(
  codebase: GoCodebase,
  type: { kind: 'named'; path: string; name: string },
): ReadonlySet<string> | null {
  const { program } = codebase;
  const embedded = memberOf(program, type, 'End');
  if (embedded?.kind === 'library') {
    return embedded.path === TRACE_API && embedded.type === 'Span' ? END : null;
  }
  const pkg = program.package(type.path);
  const declared = pkg?.types.get(type.name);
  if (!pkg || !declared) return null;
  if (!STANDS_FOR_SPAN.test(type.name)) return null;
  const enders = new Set<string>();
  if (declared.facts.kind === 'interface') {
    for (const [name] of declared.facts.methods) {
      const candidates = ENDING.test(name) ? (program.methodsByName.get(name) ?? []) : [];
      if (candidates.some((fn) => endsSpanOfReceiver(codebase, fn))) enders.add(name);
    }
  } else {
    for (const [name, fn] of pkg.methods.get(type.name) ?? []) {
      if (ENDING.test(name) && endsSpanOfReceiver(codebase, fn)) enders.add(name);
    }
  }
  return enders.size > 0 ? enders : null;
}

/** A type that holds a span for other reasons, such as a connection, is not one. */
const STANDS_FOR_SPAN = /span|trac|segment|observ|telemetry|instrument/i;

/** A method that ends a span says so: `End`, `EndSpan`, `Finish`, `Close`, `Done`. */
const ENDING = /^(?:End|Finish|Close|Done|Stop|Complete|Fail)/i;

/** `func (s *Span) Finish() { s.span.End() }`, judged by the steps of its facts. */
function endsSpanOfReceiver({ program }: GoCodebase, fn: GoFunction): boolean {
  const owner: GoType = { kind: 'named', path: fn.file.package.importPath, name: fn.facts.receiver };
  const text = JSON.stringify(fn.facts.steps);
  return [...text.matchAll(/\[".",\[".",\["v",(\d+)\],"(\w+)",\d+\],"End",/g)].some(([, variable, field]) => {
    if (Number(variable) !== fn.facts.receiverVar || field === undefined) return false;
    const member = memberOf(program, owner, field);
    return (
      member?.kind === 'field' &&
      member.type?.kind === 'named' &&
      member.type.path === TRACE_API &&
      member.type.name === 'Span'
    );
  });
}
