/** Which request, if any, names a function: the same way for every language. */
import { matchesGlob } from '../model/name-glob.js';
import type { ServiceReport } from '../model/scan-report.js';
import type { SpanRequest } from '../model/span-operation.js';

export interface NamedFunction {
  /** What it may be called: its name, and `Type.Method` for methods. */
  names: readonly string[];
  file: string;
  /** 1-based, of its name or of its declaration as the scan has it. */
  line: number;
}

/** The configuration tells more than a flag, and both outrank a suggestion. */
const ORDER = { config: 0, flag: 1, suggested: 2 } as const;

/** @param services those that reach the function */
export function requestFor(
  requests: readonly SpanRequest[],
  { names, file, line }: NamedFunction,
  services: readonly Pick<ServiceReport, 'name' | 'path'>[],
): SpanRequest | null {
  const found = requests.filter(({ match, at, service }) => {
    if (at) return at.file === file && at.line === line;
    const isReached =
      service === undefined ||
      services.some(({ name, path }) => matchesGlob(service, name) || matchesGlob(service, path));
    return isReached && names.some((name) => matchesGlob(match, name));
  });
  return found.sort((a, b) => ORDER[a.origin] - ORDER[b.origin])[0] ?? null;
}

/** The last part of a name without wildcards, which a file has to mention; null when there is none. */
export function literalName({ match }: SpanRequest): string | null {
  const last = match.split('.').at(-1) ?? match;
  return /[*?{}]/.test(last) ? null : last;
}
