/** Decides for each site of one service whether it is instrumented, and by what. */
import type { FoundSite } from '#src/model/found-service.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { ServiceKind } from '#src/model/scan-report.js';
import type { SetUpProblem } from '#src/model/set-up-problem.js';
import { doubleHandlers, doublePair } from './double-instrumentation.js';
import { FlowGraph, type Places, start } from './flow-graph.js';
import type { FlowNodes } from './flow-nodes.js';
import { HandWritten } from './hand-written.js';
import { OwnMiddleware } from './own-middleware.js';
import type { GoFunction } from './program.js';
import type { FunctionSummary, Node, SummaryInstrumenter, SummaryRoute, SummarySite } from './summary.js';
import { isAdminHandler, isExporter, packageOf } from './symbols.js';

/** Paths that only operators and probes ask for. */
const ADMIN_ROUTE =
  /^(?:[A-Z]+ )?[^/]*\/(?:-\/.*|debug\/.*|debug|metrics(?:\/prometheus)?|prometheus|healthz?(?:check)?(?:\/.*)?|_?status|ready|readyz?|readiness|live|livez?|liveness|ping|version|buildinfo)?\/?$/i;
const ADMIN_NAME = /health|metric|pprof|profil|probe|prometheus|telemetry|debug/i;
const DEFAULT_MUX = 'net/http.DefaultServeMux';

interface PlacedInstrumenter extends SummaryInstrumenter {
  fn: GoFunction;
}

/** A site, whether it serves only operators and probes, and what a program is that serves by it. */
export type JudgedSite = FoundSite & { admin: boolean; kind: ServiceKind };

interface Flow {
  /** Places that hold the site's value. */
  aliases: Places;
  /** Everything that went into it: what it was given, and what was done to it later. */
  reached: Places;
}

interface Judged {
  site: SummarySite;
  reached: Places;
  found: JudgedSite;
}

type PlacedRoute = SummaryRoute & { fn: GoFunction };

export interface ServiceVerdicts {
  sites: JudgedSite[];
  doubles: SetUpProblem[];
  routes: { route: string; file: string; line: number }[];
}

export function judge(
  summaries: readonly FunctionSummary[],
  integrations: readonly GoIntegration[],
  nodes: FlowNodes,
): ServiceVerdicts {
  return new Judge(summaries, integrations, nodes).run();
}

class Judge {
  private readonly summaries: readonly FunctionSummary[];
  private readonly integrations: readonly GoIntegration[];
  private readonly graph: FlowGraph;
  private readonly instrumenters: PlacedInstrumenter[];
  private readonly routes: PlacedRoute[];
  /** Routes of routers that no site is known to be. */
  private homeless: readonly PlacedRoute[] = [];
  private readonly adminNodes: Set<Node>;
  private readonly byHand: HandWritten;
  private readonly ownMiddleware: OwnMiddleware;
  private readonly defaultMux: Node;
  private readonly taken = new Map<PlacedInstrumenter, Places>();

  constructor(
    summaries: readonly FunctionSummary[],
    integrations: readonly GoIntegration[],
    nodes: FlowNodes,
  ) {
    this.summaries = summaries;
    this.byHand = new HandWritten(summaries);
    this.ownMiddleware = new OwnMiddleware(summaries, nodes);
    this.integrations = integrations;
    this.graph = new FlowGraph(summaries, (node) => nodes.isShared(node));
    this.instrumenters = summaries.flatMap((s) => s.instrumenters.map((i) => ({ ...i, fn: s.fn })));
    this.routes = summaries.flatMap((s) => s.routes.map((r) => ({ ...r, fn: s.fn })));
    this.defaultMux = nodes.library(DEFAULT_MUX);
    this.adminNodes = new Set(
      summaries.flatMap((s) => [...s.calls.keys()].filter(isAdminHandler).map((c) => nodes.library(c))),
    );
  }

  run(): ServiceVerdicts {
    const flows = this.summaries
      .flatMap((s) => s.sites)
      .filter((site) => !this.isTelemetryOwn(site))
      .map((site) => ({ site, flow: this.flowOf(site) }));
    const servers = flows.filter(({ site }) => site.role === 'server');
    this.homeless = this.routes.filter((route) => !servers.some(({ flow }) => holds(flow, route)));
    const judged = flows.map(
      ({ site, flow }): Judged => ({ site, reached: flow.reached, found: this.verdict(site, flow) }),
    );
    for (const one of judged) if (!one.found.instrumented) this.inheritFromRouter(one, judged);
    for (const one of judged) placeWithin(one, judged);
    const pairs = judged.flatMap(
      ({ found, reached }) => doublePair(found.id, reached, this.instrumenters) ?? [],
    );
    const handlers = doubleHandlers(this.instrumenters, this.integrations, (one) => this.argumentsOf(one));
    return {
      doubles: [...pairs, ...handlers],
      sites: this.withoutReplaced(judged).map(({ found }) => found),
      routes: this.routes.flatMap(({ route, fn, line }) =>
        route === null || ADMIN_ROUTE.test(route) ? [] : [{ route, file: fn.file.path, line }],
      ),
    };
  }

  /** Where no library instruments a client, its constructions give way to the places where it sends and takes messages. */
  private withoutReplaced(judged: readonly Judged[]): readonly Judged[] {
    const isReplaceable = ({ site }: Judged) =>
      site.use === null && this.integrations[site.integration]!.instrumentation === null;
    const uses = judged
      .filter(({ site }) => site.use !== null)
      .map(({ site }) => ({ site, sources: this.graph.madeOf([start(site.given)]) }));
    const constructions = judged.filter(isReplaceable);
    // Messages whose client cannot be told, as those of a handler that the library calls, are of any that has none.
    const homeless = uses.filter(
      ({ site: { integration }, sources }) =>
        !constructions.some((c) => c.site.integration === integration && sources.has(c.site.value)),
    );
    return judged.filter((one) => {
      const { integration, value, role } = one.site;
      if (!isReplaceable(one)) return true;
      const isOwn = (use: SummarySite) =>
        use.integration === integration && (role === 'client' || use.role === role);
      return !(
        uses.some((use) => use.site.integration === integration && use.sources.has(value)) ||
        homeless.some((use) => isOwn(use.site))
      );
    });
  }

  /** The connection that the exporter itself uses is no dependency of the service. */
  private isTelemetryOwn(site: SummarySite): boolean {
    const aliases = this.graph.aliases(site.value);
    return this.instrumenters.some(
      (i) => isExporter(packageOf(i.symbol)) && i.args.some((arg) => aliases.has(arg)),
    );
  }

  private flowOf(site: SummarySite): Flow {
    const aliases = this.graph.aliases(site.value);
    const changes = this.graph.changesTo(aliases);
    return { aliases, reached: this.graph.madeOf([start(site.given), start(site.fallback), ...changes]) };
  }

  private verdict(site: SummarySite, flow: Flow): JudgedSite {
    const { aliases, reached } = flow;
    const integration = this.integrations[site.integration]!;
    const found = {
      id: integration.id,
      role: site.role,
      file: site.fn.file.path,
      line: site.line,
      column: site.column,
      kind: site.kind,
      ...(site.use && { use: site.use }),
      admin: site.role === 'server' && site.kind === 'http' && this.isAdmin(site, flow),
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
          ? this.argumentsOf(instrumenter).has(site.value)
          : instrumenter.args.some((arg) => aliases.has(arg));
      if (takes) return { ...found, instrumented: true, by, why: `${place} takes it.` };
    }
    const manual = this.byHand.why(site, integration) ?? this.ownMiddleware.why(site, integration, reached);
    if (manual) return { ...found, instrumented: true, by: 'manual', why: manual };
    return { ...found, instrumented: false, why: bareReason(integration) };
  }

  /** What an instrumenter's arguments are made of. */
  private argumentsOf(instrumenter: PlacedInstrumenter): Places {
    let places = this.taken.get(instrumenter);
    if (!places) {
      places = this.graph.madeOf(instrumenter.args.map(start));
      this.taken.set(instrumenter, places);
    }
    return places;
  }

  /** Serves nothing but metrics, profiles and health. */
  private isAdmin(site: SummarySite, flow: Flow): boolean {
    const { reached } = flow;
    const routes = this.routes.filter((r) => holds(flow, r));
    if (routes.length > 0) {
      const serving = routes.filter((r) => !this.isAdminRoute(r));
      // Where some routes are not constant, the name of the code decides.
      const unknown = serving.length < routes.length && serving.every((r) => r.route === null);
      const isNamedSo = ADMIN_NAME.test(`${site.fn.file.path} ${site.fn.label}`);
      if (serving.length === 0) return isNamedSo || !this.mayHaveMoreRoutes(site);
      return unknown && isNamedSo;
    }
    const profiles = site.fn.file.package.files.some((f) =>
      f.facts.imports.some((i) => i.path === 'net/http/pprof'),
    );
    if (reached.has(this.defaultMux) && (profiles || reached.size <= 2)) return true;
    return [...this.adminNodes].some((node) => reached.has(node));
  }

  /** A container or a registry can hand a router on in ways that are not followed: such routes may be this one's. */
  private mayHaveMoreRoutes(site: SummarySite): boolean {
    const { sites } = this.integrations[site.integration]!;
    return this.homeless.some((r) => sites.some((s) => s.package === r.router) && !this.isAdminRoute(r));
  }

  private isAdminRoute({ route, handlers }: SummaryRoute): boolean {
    if (route !== null && !/^(?:[A-Z]+ )?\/$/.test(route)) return ADMIN_ROUTE.test(route);
    const made = this.graph.madeOf(handlers.map((node) => this.graph.within(node)));
    return [...this.adminNodes].some((node) => made.has(node));
  }

  /** What covers a router covers the server in front of it and the routers below it, and the other way round. */
  private inheritFromRouter(one: Judged, judged: readonly Judged[]): void {
    if (!isHttpServer(one)) return;
    const { site, found, reached } = one;
    for (const other of judged) {
      if (!other.found.instrumented || !isHttpServer(other)) continue;
      const inside = other.reached.has(site.value);
      if (!inside && !reached.has(other.site.value)) continue;
      const place = `${other.found.file}:${other.found.line}, which is instrumented`;
      found.instrumented = true;
      if (other.found.by !== undefined) found.by = other.found.by;
      found.why = inside ? `Part of the server at ${place}.` : `Serves what is made at ${place}.`;
      return;
    }
  }
}

function holds({ aliases, reached }: Flow, { target }: SummaryRoute): boolean {
  return reached.has(target) || aliases.has(target);
}

function isHttpServer({ site }: Judged): boolean {
  return site.role === 'server' && site.kind === 'http';
}

/** Says which other servers and routers a router is part of. */
function placeWithin(one: Judged, judged: readonly Judged[]): void {
  if (!isHttpServer(one)) return;
  const outer = judged.filter((o) => o !== one && isHttpServer(o) && o.reached.has(one.site.value));
  if (outer.length > 0) one.found.within = outer.map(({ found }) => `${found.file}:${found.line}`);
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
