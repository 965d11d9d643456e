/** Decides for each site of one service whether it is instrumented, and by what. */
import type { FoundSite } from '#src/model/found-service.js';
import type { GoIntegration } from '#src/model/integration.js';
import { FlowGraph } from './flow-graph.js';
import type { GoFile, GoFunction } from './program.js';
import type { FunctionSummary, Node, SummaryInstrumenter, SummaryRoute, SummarySite } from './summary.js';
import { isExporter, packageOf, withoutMajorVersion } from './symbols.js';

/** Paths that only operators and probes ask for. */
const ADMIN_ROUTE =
  /^(?:[A-Z]+ )?[^/]*\/(?:-\/.*|debug\/.*|debug|metrics|prometheus|healthz?(?:check)?|health\/.*|_?status|ready|readyz?|readiness|live|livez?|liveness|ping|version|buildinfo)?\/?$/i;
const ADMIN_SYMBOL = [
  'github.com/prometheus/client_golang/prometheus/promhttp.',
  'net/http/pprof.',
  'expvar.',
];
/** How many calls away from the client's user hand-written spans and headers are looked for. */
const HAND_WRITTEN_DEPTH = 3;
const DEFAULT_MUX = 'net/http.DefaultServeMux';

interface PlacedInstrumenter extends SummaryInstrumenter {
  fn: GoFunction;
}

export interface ServiceVerdicts {
  sites: (FoundSite & { admin: boolean })[];
  routes: { route: string; file: string; line: number }[];
}

export function judge(
  summaries: readonly FunctionSummary[],
  integrations: readonly GoIntegration[],
  libraryNode: (symbol: string) => Node,
): ServiceVerdicts {
  return new Judge(summaries, integrations, libraryNode).run();
}

class Judge {
  private readonly summaries: readonly FunctionSummary[];
  private readonly integrations: readonly GoIntegration[];
  private readonly graph: FlowGraph;
  private readonly instrumenters: PlacedInstrumenter[];
  private readonly routes: (SummaryRoute & { fn: GoFunction })[];
  private readonly adminNodes: Set<Node>;
  private readonly byFunction: ReadonlyMap<GoFunction, FunctionSummary>;
  private readonly users = new Map<string, FunctionSummary[]>();
  private readonly defaultMux: Node;

  constructor(
    summaries: readonly FunctionSummary[],
    integrations: readonly GoIntegration[],
    libraryNode: (symbol: string) => Node,
  ) {
    this.summaries = summaries;
    this.byFunction = new Map(summaries.map((s) => [s.fn, s]));
    this.integrations = integrations;
    this.graph = new FlowGraph(summaries);
    this.instrumenters = summaries.flatMap((s) => s.instrumenters.map((i) => ({ ...i, fn: s.fn })));
    this.routes = summaries.flatMap((s) => s.routes.map((r) => ({ ...r, fn: s.fn })));
    this.defaultMux = libraryNode(DEFAULT_MUX);
    this.adminNodes = new Set(
      summaries.flatMap((s) =>
        [...s.calls.keys()]
          .filter((c) => ADMIN_SYMBOL.some((a) => c.startsWith(a)))
          .map((c) => libraryNode(c)),
      ),
    );
  }

  run(): ServiceVerdicts {
    const judged = this.summaries
      .flatMap((s) => s.sites)
      .filter((site) => !this.isTelemetryOwn(site))
      .map((site) => ({ site, found: this.verdict(site) }));
    for (const { site, found } of judged)
      if (!found.instrumented) this.inheritFromRouter(site, found, judged);
    return {
      sites: judged.map(({ found }) => found),
      routes: this.routes
        .filter((r) => !ADMIN_ROUTE.test(r.route))
        .map(({ route, fn, line }) => ({ route, file: fn.file.path, line })),
    };
  }

  /** The connection that the exporter itself uses is no dependency of the service. */
  private isTelemetryOwn(site: SummarySite): boolean {
    const aliases = this.graph.aliases(site.value);
    return this.instrumenters.some(
      (i) => isExporter(packageOf(i.symbol)) && i.args.some((arg) => aliases.has(arg)),
    );
  }

  private verdict(site: SummarySite): FoundSite & { admin: boolean } {
    const integration = this.integrations[site.integration]!;
    const aliases = this.graph.aliases(site.value);
    const changes = this.graph.changesTo(aliases);
    const reached = this.graph.madeOf([site.given, site.fallback, ...changes]);
    const found = {
      id: integration.id,
      role: site.role,
      file: site.fn.file.path,
      line: site.line,
      column: site.column,
      admin: site.role === 'server' && this.isAdmin(reached),
    };
    if (site.constructedBy) {
      return { ...found, instrumented: true, by: site.constructedBy, why: `Made by ${site.constructedBy}.` };
    }
    for (const instrumenter of this.instrumenters) {
      const by = instrumenterName(integration, instrumenter.symbol);
      if (by === null) continue;
      const place = `${instrumenter.symbol.slice(instrumenter.symbol.lastIndexOf('/') + 1)} at ${instrumenter.fn.file.path}:${instrumenter.line}`;
      if (reached.has(instrumenter.node)) {
        return { ...found, instrumented: true, by, why: `${place} reaches it.` };
      }
      const takes =
        site.role === 'server'
          ? this.graph.madeOf(instrumenter.args).has(site.value)
          : instrumenter.args.some((arg) => aliases.has(arg));
      if (takes) return { ...found, instrumented: true, by, why: `${place} takes it.` };
    }
    const manual = this.instrumentedByHand(site, integration);
    if (manual) return { ...found, instrumented: true, by: 'manual', why: manual };
    return { ...found, instrumented: false, why: bareReason(integration) };
  }

  /** Serves nothing but metrics, profiles and health. */
  private isAdmin(reached: ReadonlySet<Node>): boolean {
    const routes = this.routes.filter((r) => reached.has(r.target));
    if (routes.length > 0)
      return routes.every((r) => ADMIN_ROUTE.test(r.route) && !/^(?:[A-Z]+ )?\/$/.test(r.route));
    if (reached.has(this.defaultMux) && reached.size <= 2) return true;
    return [...this.adminNodes].some((node) => reached.has(node));
  }

  /** A sub-router, or a router that an instrumented server serves, is covered by what covers the outer one. */
  private inheritFromRouter(
    site: SummarySite,
    found: FoundSite,
    judged: readonly { site: SummarySite; found: FoundSite }[],
  ): void {
    if (site.role !== 'server' || found.id === 'grpc-server') return;
    for (const outer of judged) {
      if (!outer.found.instrumented || outer.site.role !== 'server' || outer.found.id === 'grpc-server')
        continue;
      const aliases = this.graph.aliases(outer.site.value);
      const inside = this.graph.madeOf([outer.site.given, ...this.graph.changesTo(aliases)]);
      if (!inside.has(site.value)) continue;
      found.instrumented = true;
      if (outer.found.by !== undefined) found.by = outer.found.by;
      found.why = `Part of the server at ${outer.found.file}:${outer.found.line}, which is instrumented.`;
      return;
    }
  }

  /**
   * Messaging without a library: code that uses the client starts spans and injects (producer) or extracts (consumer)
   * the context, itself or a few calls down.
   */
  private instrumentedByHand(site: SummarySite, integration: GoIntegration): string | null {
    if (!integration.consumes && site.role !== 'producer' && site.role !== 'consumer') return null;
    const packages = integration.sites.map((s) => s.package);
    const names =
      site.role === 'producer' ? ['Inject'] : site.role === 'consumer' ? ['Extract'] : ['Inject', 'Extract'];
    const users = this.usersOf(packages);
    for (const user of users) {
      const near = this.calledBy(user, HAND_WRITTEN_DEPTH);
      if (!near.some((s) => s.spans.length > 0)) continue;
      for (const summary of near) {
        const line = names.map((n) => propagationLine(summary, n)).find((l) => l !== undefined);
        if (line !== undefined) {
          return `Spans and trace headers are written by hand around it (${summary.fn.file.path}:${line}).`;
        }
      }
    }
    return null;
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

function propagationLine(summary: FunctionSummary, method: string): number | undefined {
  return (
    summary.calls.get(`go.opentelemetry.io/otel/propagation.${method}`) ??
    summary.calls.get(`go.opentelemetry.io/otel.${method}`)
  );
}

function importsPackage(file: GoFile, path: string): boolean {
  return file.facts.imports.some((i) => isWithin(withoutMajorVersion(i.path), path));
}

function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

/** The name under which the integration lists this instrumenter, if it does. */
function instrumenterName(integration: GoIntegration, symbol: string): string | null {
  const path = packageOf(symbol);
  const name = symbol.slice(path.length + 1);
  for (const known of integration.instrumentedBy) {
    if (known.package !== path) continue;
    if (known.funcs ? known.funcs.includes(name) : !known.constructs) return known.by;
  }
  return null;
}

function bareReason(integration: GoIntegration): string {
  if (integration.instrumentation === null)
    return integration.manual ?? 'No instrumentation library is known for it.';
  return `Nothing from ${shortName(integration.instrumentation)} reaches it.`;
}

function shortName(path: string): string {
  return path.replace(/\/v\d+$/, '').slice(path.replace(/\/v\d+$/, '').lastIndexOf('/') + 1);
}
