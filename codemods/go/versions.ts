/**
 * Versions that go together. OpenTelemetry's core v1.N and contrib v0.(N+25) are released in step, and each raises the
 * oldest Go that it builds with: a version is chosen that the target's own `go` line allows, so that it is never raised.
 * The Go lines are those of the modules' own go.mod files, read through the module proxy (2026-11).
 */
import type { ChooseGoVersions, GoVersions } from '#src/model/go-wrap.js';

/**
 * The `go` lines of core v1.N and contrib v0.(N+25), from N = 24 on: 21 is `go 1.21`, 22.5 is `go 1.22.0`, which is newer
 * than `go 1.22` and would be written over it, 22.507 is `go 1.22.7`. What their own dependencies ask for is part of it.
 */
const OLDEST = 24;
const GO_LINES = [
  20, 21, 21, 21, 21, 21, 22, 22, 22.507, 22.507, 22.5, 22.5, 23.5, 23.5, 23.5, 24.5, 24.5, 24.5, 25.5, 25.5,
  25.5, 25.5, 25.5, 26.5,
];
const NEWEST = OLDEST + GO_LINES.length - 1;
/** Versions that are known to work together by our own builds; others between them are only taken when present. */
const PREFERRED = [45, 41, 38, 35, 28, 24];

interface Row {
  version: string;
  /** `go` line, as above, and OpenTelemetry minor that it needs. */
  go: number;
  otel: number;
}

const row = (version: string, go: number, otel: number): Row => ({ version, go, otel });

/** Modules outside OpenTelemetry's own, newest first. */
const OTHERS: Readonly<Record<string, readonly Row[]>> = {
  'github.com/XSAM/otelsql': [
    row('v0.43.0', 25.5, 44),
    row('v0.41.0', 24.5, 39),
    row('v0.40.0', 23.5, 38),
    row('v0.37.0', 22.5, 34),
    row('v0.32.0', 21, 28),
    row('v0.29.0', 20, 24),
  ],
  'github.com/exaring/otelpgx': [row('v0.11.1', 25.5, 43), row('v0.10.0', 22.5, 34), row('v0.7.0', 20, 23)],
  'github.com/twmb/franz-go/plugin/kotel': [
    row('v1.7.0', 25.5, 43),
    row('v1.6.0', 22.5, 34),
    row('v1.5.0', 21, 27),
    row('v1.4.0', 19, 16),
  ],
  'github.com/riandyrn/otelchi': [
    row('v0.12.2', 22.5, 34),
    row('v0.10.0', 22.5, 30),
    row('v0.9.0', 21, 28),
    row('v0.8.0', 19, 24),
  ],
  'gorm.io/plugin/opentelemetry': [row('v0.1.16', 22, 35), row('v0.1.12', 22, 32), row('v0.1.8', 20, 19)],
  'github.com/gofiber/contrib/v3/otel': [row('v1.0.0', 25.5, 40)],
  'github.com/gofiber/contrib/otelfiber/v2': [row('v2.2.3', 20, 19)],
  'github.com/labstack/echo-opentelemetry': [row('v0.0.2', 25.5, 40)],
};

const CONTRIB = 'go.opentelemetry.io/contrib/';
/** Modules of contrib by the packages that we import. */
const CONTRIB_MODULES = [
  'exporters/autoexport',
  'instrumentation/runtime',
  'instrumentation/net/http/otelhttp',
  'instrumentation/google.golang.org/grpc/otelgrpc',
  'instrumentation/github.com/gin-gonic/gin/otelgin',
  'instrumentation/github.com/labstack/echo/otelecho',
  'instrumentation/github.com/gorilla/mux/otelmux',
  'instrumentation/github.com/aws/aws-lambda-go/otellambda',
  'instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
  'instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo',
];
const CORE_MODULES = [
  'go.opentelemetry.io/otel/sdk/metric',
  'go.opentelemetry.io/otel/sdk',
  'go.opentelemetry.io/otel/trace',
  'go.opentelemetry.io/otel/metric',
  'go.opentelemetry.io/otel',
];

/** Shares a connection's only tracer with another; a part of pgx itself since this version. */
const MULTITRACER = 'github.com/jackc/pgx/v5/multitracer';
const MULTITRACER_SINCE = 'v5.7.0';

const REDIS = 'github.com/redis/go-redis/v9';
const REDISOTEL = 'github.com/redis/go-redis/extra/redisotel/v9';
/** Published by mistake and taken back. */
const RETRACTED = new Set(['v9.5.3', 'v9.7.2']);

export const chooseGoVersions: ChooseGoVersions = ({ go, requires, beside = [], builtWith }) => {
  const said = goLine(go);
  const oldest = GO_LINES[0]!;
  if (said === 0)
    return `The module has no \`go\` line; the oldest OpenTelemetry that is used here needs Go 1.${oldest}.`;
  if (said < oldest) {
    const builder = builtWith?.();
    if (builder && builder.minor < oldest)
      return `\`${builder.file}\` builds with Go 1.${builder.minor}; the oldest OpenTelemetry that is used here needs Go 1.${oldest}.`;
  }
  // Before 1.21 a module's line may be older than those of what it requires; what counts is the Go that builds it.
  const lines = beside.map((m) => goLine(m.go)).filter((other) => other > 0);
  const line = Math.max(Math.min(said, ...lines), oldest);
  const present = Math.max(...[requires, ...beside.map((m) => m.requires)].map(presentOtel));
  if (present > NEWEST) {
    return `The module requires OpenTelemetry v1.${present}, newer than v1.${NEWEST}, the last that is known here.`;
  }
  if (present > 0 && present < OLDEST && usesSdk(requires)) {
    return `The module uses OpenTelemetry v1.${present}; what is added needs v1.${OLDEST} or newer.`;
  }
  const otel = present >= OLDEST ? present : PREFERRED.find((n) => GO_LINES[n - OLDEST]! <= line);
  if (otel === undefined || GO_LINES[otel - OLDEST]! > line)
    return `OpenTelemetry v1.${otel ?? OLDEST} needs a newer Go than \`go ${go}\`.`;
  const chosen = versionsFor(otel, line, requires);
  if (said >= oldest) return chosen;
  const note = `OpenTelemetry v1.${otel} is built by Go 1.${oldest} or newer; the line \`go ${go}\` stays as it is.`;
  return { ...chosen, note };
};

function versionsFor(otel: number, line: number, requires: ReadonlyMap<string, string>): GoVersions {
  const kept = (module: string, version: string) => {
    const present = requires.get(module);
    return { module, version: present !== undefined && compare(present, version) > 0 ? present : version };
  };
  return {
    otel,
    versionOf(path) {
      if (path.startsWith(CONTRIB)) {
        const module = CONTRIB_MODULES.find((m) => isWithin(path, CONTRIB + m));
        return module === undefined ? null : kept(CONTRIB + module, `v0.${otel + 25}.0`);
      }
      const core = CORE_MODULES.find((m) => isWithin(path, m));
      if (core) return kept(core, `v1.${otel}.0`);
      if (isWithin(path, REDISOTEL)) {
        const version = requires.get(REDIS);
        return version === undefined || RETRACTED.has(version) ? null : { module: REDISOTEL, version };
      }
      if (path === MULTITRACER) return line >= 21 ? kept('github.com/jackc/pgx/v5', MULTITRACER_SINCE) : null;
      const other = Object.keys(OTHERS).find((m) => isWithin(path, m));
      if (other === undefined) return undefined;
      const fitting = OTHERS[other]!.find((r) => r.go <= line && r.otel <= otel);
      return fitting ? kept(other, fitting.version) : null;
    },
  };
}

function isWithin(path: string, module: string): boolean {
  return path === module || path.startsWith(`${module}/`);
}

/** `1.22` → 22, `1.22.3` → 22.503; 0 without a line, which means an old language version. */
function goLine(go: string | null): number {
  const [, minor, patch] = /^1\.(\d+)(?:\.(\d+))?/.exec(go ?? '') ?? [];
  return Number(minor ?? 0) + (patch === undefined ? 0 : 0.5 + Number(patch) / 1000);
}

/** OpenTelemetry's minor version by what is required of core and contrib; 0 when nothing is. */
function presentOtel(requires: ReadonlyMap<string, string>): number {
  let newest = 0;
  for (const [path, version] of requires) {
    const minor = Number(/^v\d+\.(\d+)\./.exec(version)?.[1] ?? 0);
    if (CORE_MODULES.includes(path) && version.startsWith('v1.')) newest = Math.max(newest, minor);
    const lockstep = path.startsWith(CONTRIB) && version.startsWith('v0.') && minor >= OLDEST + 25;
    if (lockstep && CONTRIB_MODULES.includes(path.slice(CONTRIB.length)))
      newest = Math.max(newest, minor - 25);
  }
  return newest;
}

function usesSdk(requires: ReadonlyMap<string, string>): boolean {
  return [...requires.keys()].some(
    (p) => isWithin(p, 'go.opentelemetry.io/otel/sdk') || p.startsWith(CONTRIB),
  );
}

/** Compares plain versions, `v1.2.3`. */
function compare(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => v.replace(/^v/, '').split(/[.-]/).map(Number));
  for (let i = 0; i < 3; i++) if (x![i] !== y![i]) return (x![i] ?? 0) - (y![i] ?? 0);
  return 0;
}
