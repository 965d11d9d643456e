/** Names of library symbols as the integrations write them. */

/** An import path without its major version: `github.com/labstack/echo/v4/middleware` → `github.com/labstack/echo/middleware`. */
export function withoutMajorVersion(path: string): string {
  return path.includes('/v') ? path.replace(/\/v\d+(?=\/|$)/, '') : path;
}

/** The package whose types a package's are: `golang.org/x/net/context` has been an alias of `context` since Go 1.9. */
export function aliasedPackage(path: string): string {
  return path === 'golang.org/x/net/context' ? 'context' : path;
}

export function symbolOf(path: string, name: string): string {
  return `${withoutMajorVersion(path)}.${name}`;
}

export const TRACE_PACKAGE = 'go.opentelemetry.io/otel/trace';

/** Parsers of command lines that run a method of the command's struct: `Execute`, `Run`. */
export const COMMAND_PARSERS: readonly string[] = [
  'github.com/jessevdk/go-flags',
  'github.com/umputun/go-flags',
  'github.com/alecthomas/kong',
];

/** Packages that send telemetry away: a connection handed to them is the telemetry's own. */
export function isExporter(path: string): boolean {
  return (
    path.startsWith('go.opentelemetry.io/otel/exporters/') ||
    path.startsWith('contrib.go.opencensus.io/exporter/')
  );
}

const ADMIN_PACKAGES = [
  'github.com/prometheus/client_golang/prometheus/promhttp',
  'net/http/pprof',
  'expvar',
  'github.com/heptiolabs/healthcheck',
  'github.com/hellofresh/health-go',
  'github.com/alexliesenfeld/health',
  'github.com/AppsFlyer/go-sundheit/http',
  'k8s.io/apiserver/pkg/server/healthz',
  'sigs.k8s.io/controller-runtime/pkg/healthz',
];

/** Handlers that only operators and probes talk to: metrics, profiles, health. */
export function isAdminHandler(symbol: string): boolean {
  return ADMIN_PACKAGES.includes(packageOf(symbol)) && !/\.Instrument(?:Handler|RoundTripper)/.test(symbol);
}

/** The import path in `path.Name`. */
export function packageOf(symbol: string): string {
  return symbol.slice(0, symbol.lastIndexOf('.'));
}
