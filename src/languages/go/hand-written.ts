/**
 * Messaging without a library: code that starts spans and injects (producer) or extracts (consumer) the context, around
 * the client or around one of its calls.
 */
import type { GoIntegration } from '#src/model/integration.js';
import type { GoFile, GoFunction } from './program.js';
import type { FunctionSummary, SummarySite } from './summary.js';
import { withoutMajorVersion } from './symbols.js';

/** How many calls away from a client's user spans and headers are looked for. */
const CLIENT_DEPTH = 3;
/** The same for one call that sends or takes messages, and how far its callers are. */
const USE_DEPTH = 2;

export class HandWritten {
  private readonly summaries: readonly FunctionSummary[];
  private readonly byFunction: ReadonlyMap<GoFunction, FunctionSummary>;
  private readonly users = new Map<string, FunctionSummary[]>();
  private callers: Map<GoFunction, FunctionSummary[]> | undefined;

  constructor(summaries: readonly FunctionSummary[]) {
    this.summaries = summaries;
    this.byFunction = new Map(summaries.map((s) => [s.fn, s]));
  }

  /** One sentence that says where a site's spans and headers are written, or null. */
  why(site: SummarySite, integration: GoIntegration): string | null {
    if (site.use !== null) return this.aroundUse(site, integration);
    if (!integration.consumes && site.role !== 'producer' && site.role !== 'consumer') return null;
    for (const user of this.usersOf(integration.sites.map((s) => s.package))) {
      const found = tracedIn(this.calledBy(user, CLIENT_DEPTH), site, integration);
      if (found) return found;
    }
    return null;
  }

  /** The call's own function and its callers, with what they call that does not send or take messages itself. */
  private aroundUse(site: SummarySite, integration: GoIntegration): string | null {
    const own = this.byFunction.get(site.fn);
    let ring = own ? [own] : [];
    for (let i = 0; i <= USE_DEPTH; i++) {
      for (const summary of ring) {
        const near = this.calledBy(summary, i === 0 ? USE_DEPTH : 1).filter(
          (s) => s === summary || !s.sites.some((other) => isSameUse(other, site)),
        );
        const found = tracedIn(near, site, integration);
        if (found) return found;
      }
      ring = ring.flatMap((s) => this.callersOf(s.fn));
    }
    return null;
  }

  private callersOf(fn: GoFunction): readonly FunctionSummary[] {
    if (!this.callers) {
      this.callers = new Map();
      for (const summary of this.summaries) {
        for (const called of summary.refs) {
          const known = this.callers.get(called);
          if (known) known.push(summary);
          else this.callers.set(called, [summary]);
        }
      }
    }
    return this.callers.get(fn) ?? [];
  }

  /** Reached functions in files that import one of the packages. */
  private usersOf(packages: readonly string[]): FunctionSummary[] {
    const key = packages.join(' ');
    let users = this.users.get(key);
    if (!users) {
      const files = new Map<GoFile, boolean>();
      users = this.summaries.filter(({ fn: { file } }) => {
        let uses = files.get(file);
        if (uses === undefined) {
          uses = packages.some((p) => importsPackage(file, p));
          files.set(file, uses);
        }
        return uses;
      });
      this.users.set(key, users);
    }
    return users;
  }

  /** A function and what it calls, a few calls deep. */
  private calledBy(start: FunctionSummary, depth: number): FunctionSummary[] {
    const found = new Set([start]);
    let ring = [start];
    for (let i = 0; i < depth; i++) {
      ring = ring
        .flatMap((s) => s.refs.flatMap((ref) => this.byFunction.get(ref) ?? []))
        .filter((s) => !found.has(s));
      for (const summary of ring) found.add(summary);
    }
    return [...found];
  }
}

function isSameUse(a: SummarySite, b: SummarySite): boolean {
  return a.use !== null && a.integration === b.integration && a.role === b.role;
}

function tracedIn(
  near: readonly FunctionSummary[],
  site: SummarySite,
  integration: GoIntegration,
): string | null {
  const line = (summary: FunctionSummary) => propagationLine(summary, site, integration);
  const traced = near.find((s) => line(s) !== undefined);
  if (!traced || !near.some((s) => s.spans.length > 0 || startsByLibrary(s, integration))) return null;
  return `Spans and trace headers are written by hand around it (${traced.fn.file.path}:${line(traced)}).`;
}

/** The line that puts the context into a message, or takes it out. */
function propagationLine(
  summary: FunctionSummary,
  site: SummarySite,
  integration: GoIntegration,
): number | undefined {
  const methods =
    site.role === 'producer' ? ['Inject'] : site.role === 'consumer' ? ['Extract'] : ['Inject', 'Extract'];
  const symbols = methods.flatMap((m) => [
    `go.opentelemetry.io/otel/propagation.${m}`,
    `go.opentelemetry.io/otel.${m}`,
  ]);
  return [...symbols, ...processStarters(integration)].map((s) => summary.calls.get(s)).find((l) => l);
}

function startsByLibrary(summary: FunctionSummary, integration: GoIntegration): boolean {
  return processStarters(integration).some((symbol) => summary.calls.has(symbol));
}

/** Functions of instrumenting libraries that start the span of a message. */
function processStarters(integration: GoIntegration): string[] {
  return integration.instrumentedBy.flatMap((i) => (i.starts ?? []).map((name) => `${i.package}.${name}`));
}

function importsPackage(file: GoFile, path: string): boolean {
  return file.facts.imports.some((i) => isWithin(withoutMajorVersion(i.path), path));
}

function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}
