/** Names of library symbols as the integrations write them. */

/** An import path without its major version: `github.com/labstack/echo/v4/middleware` → `github.com/labstack/echo/middleware`. */
export function withoutMajorVersion(path: string): string {
  return path.includes('/v') ? path.replace(/\/v\d+(?=\/|$)/, '') : path;
}

export function symbolOf(path: string, name: string): string {
  return `${withoutMajorVersion(path)}.${name}`;
}

export const TRACE_PACKAGE = 'go.opentelemetry.io/otel/trace';

/** Packages that send telemetry away: a connection handed to them is the telemetry's own. */
export function isExporter(path: string): boolean {
  return (
    path.startsWith('go.opentelemetry.io/otel/exporters/') ||
    path.startsWith('contrib.go.opencensus.io/exporter/')
  );
}

/** The import path in `path.Name`. */
export function packageOf(symbol: string): string {
  return symbol.slice(0, symbol.lastIndexOf('.'));
}
