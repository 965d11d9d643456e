/** The integrations, indexed by the symbols of their libraries. */
import type { GoIntegration, GoSites } from '#src/model/integration.js';
import type { Role, ServiceKind } from '#src/model/scan-report.js';
import { COMMAND_PARSERS, withoutMajorVersion } from './symbols.js';

export interface KnownSite {
  integration: number;
  role: Role;
  constructedBy: string | null;
  decides: GoSites['decides'];
  /** What a program is that serves by it. */
  kind: ServiceKind;
}

export interface KnownSymbols {
  integrations: readonly GoIntegration[];
  calls: Map<string, KnownSite[]>;
  literals: Map<string, KnownSite[]>;
  variables: Map<string, KnownSite[]>;
  /** By `path.method`: the types that have it, as far as they make a site. */
  methods: Map<string, { type: string; site: KnownSite }[]>;
  /** By `path.Type` of a message. */
  received: Map<string, KnownSite[]>;
  /** Functions of generated code: the package that the code imports, the name. */
  generated: { package: string; name: RegExp; site: KnownSite }[];
  /** `path.Function` of every instrumenter, and `path` for those that name no functions. */
  instrumenters: Set<string>;
  /** Consuming methods by library package. */
  consumers: Map<string, { integration: number; methods: ReadonlySet<string> }[]>;
  /** Packages of HTTP servers and routers: methods of their values give parts of them. */
  routers: Set<string>;
  /** Methods by which a library calls values of the user's own. */
  hooks: Set<string>;
  /** Import paths whose importers are read in full. */
  packages: Set<string>;
}

/** Packages that the analysis looks at beside the integrations' own. */
const ALWAYS_KNOWN = [
  'go.opentelemetry.io/otel',
  'go.opentelemetry.io/contrib',
  'go.uber.org/fx',
  'go.uber.org/dig',
  'github.com/google/wire',
  'net/http',
  'google.golang.org/grpc',
  ...COMMAND_PARSERS,
];

export function indexIntegrations(integrations: readonly GoIntegration[]): KnownSymbols {
  const known: KnownSymbols = {
    integrations,
    calls: new Map(),
    literals: new Map(),
    variables: new Map(),
    methods: new Map(),
    received: new Map(),
    generated: [],
    instrumenters: new Set(),
    consumers: new Map(),
    routers: new Set(),
    hooks: new Set(integrations.flatMap((one) => one.hooks ?? [])),
    packages: new Set(ALWAYS_KNOWN),
  };
  for (const [index, integration] of integrations.entries()) {
    for (const sites of integration.sites) addSites(known, integration, index, sites);
    for (const { by, package: path, funcs, constructs } of integration.instrumentedBy) {
      known.packages.add(path);
      for (const name of funcs ?? []) known.instrumenters.add(`${path}.${name}`);
      if (!funcs && !constructs) known.instrumenters.add(path);
      for (const name of constructs ?? []) {
        push(known.calls, `${path}.${name}`, {
          integration: index,
          role: integration.role,
          constructedBy: by,
          decides: undefined,
          kind: 'http',
        });
      }
    }
  }
  return known;
}

/** @param symbol `path.Function` */
export function isInstrumenter(known: KnownSymbols, symbol: string, path: string): boolean {
  return known.instrumenters.has(symbol) || known.instrumenters.has(withoutMajorVersion(path));
}

function addSites(known: KnownSymbols, integration: GoIntegration, index: number, sites: GoSites): void {
  const site: KnownSite = {
    integration: index,
    role: sites.role ?? integration.role,
    constructedBy: null,
    decides: sites.decides,
    kind: sites.kind ?? 'http',
  };
  known.packages.add(sites.package);
  if (site.role === 'server') known.routers.add(sites.package);
  for (const name of sites.calls ?? []) push(known.calls, `${sites.package}.${name}`, site);
  for (const name of sites.literals ?? []) push(known.literals, `${sites.package}.${name}`, site);
  for (const name of sites.variables ?? []) push(known.variables, `${sites.package}.${name}`, site);
  for (const [type, methods] of Object.entries(sites.methods ?? {}))
    for (const name of methods) push(known.methods, `${sites.package}.${name}`, { type, site });
  for (const name of sites.received ?? []) push(known.received, `${sites.package}.${name}`, site);
  for (const name of sites.generated ?? []) {
    known.generated.push({
      package: sites.package,
      name: new RegExp(`^${name.replace('*', '\\w+')}$`),
      site,
    });
  }
  if (integration.consumes) {
    push(known.consumers, sites.package, { integration: index, methods: new Set(integration.consumes) });
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
