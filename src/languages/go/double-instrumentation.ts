/** Instrumentation that makes two spans of one request, call or query. */
import type { GoIntegration } from '#src/model/integration.js';
import type { SetUpProblem } from '#src/model/set-up-problem.js';
import type { Places } from './flow-graph.js';
import type { GoFunction } from './program.js';
import type { SummaryInstrumenter } from './summary.js';

type Placed = SummaryInstrumenter & { fn: GoFunction };

const OTELHTTP = 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp';
const OTELGRPC = 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc';

/** Pairs of which either makes a span of everything, with what both make spans of. */
const PAIRS: readonly { id: string; one: RegExp; other: RegExp; of: string }[] = [
  {
    id: 'grpc-server',
    one: new RegExp(`^${OTELGRPC}\\.NewServerHandler$`),
    other: new RegExp(`^${OTELGRPC}\\.(?:Unary|Stream)ServerInterceptor$`),
    of: 'call that is served',
  },
  {
    id: 'grpc-client',
    one: new RegExp(`^${OTELGRPC}\\.NewClientHandler$`),
    other: new RegExp(`^${OTELGRPC}\\.(?:Unary|Stream)ClientInterceptor$`),
    of: 'call that is made',
  },
  { id: 'gorm', one: /gorm.*\.NewPlugin$/, other: /\/otelsql\.\w+$/, of: 'query' },
];

/** Two instrumenters of such a pair that reach one construction. */
export function doublePair(
  id: string,
  reached: Places,
  instrumenters: readonly Placed[],
): SetUpProblem | null {
  const pair = PAIRS.find((one) => one.id === id);
  if (!pair) return null;
  const reaching = instrumenters.filter(({ node }) => reached.has(node));
  const one = reaching.find(({ symbol }) => pair.one.test(symbol));
  const other = reaching.find(({ symbol }) => pair.other.test(symbol));
  if (!one || !other) return null;
  return double(
    other,
    `Every ${pair.of} gets two spans: one by this, one by ${placeOf(one)}. Keep one of them.`,
  );
}

/** Handlers that `otelhttp.NewHandler` wraps although they are instrumented already. */
export function doubleHandlers(
  instrumenters: readonly Placed[],
  integrations: readonly GoIntegration[],
  argumentsOf: (instrumenter: Placed) => Places,
): SetUpProblem[] {
  const servers = new Set(
    integrations
      .filter(({ role, id }) => role === 'server' && id !== 'grpc-server')
      .flatMap(({ instrumentedBy }) =>
        instrumentedBy.flatMap(({ package: path, funcs }) => (funcs ?? []).map((name) => `${path}.${name}`)),
      ),
  );
  servers.delete(`${OTELHTTP}.WithRouteTag`);
  const inner = instrumenters.filter(({ symbol }) => servers.has(symbol));
  return instrumenters
    .filter(({ symbol }) => symbol === `${OTELHTTP}.NewHandler`)
    .flatMap((outer) => {
      const made = argumentsOf(outer);
      const again = inner.find((one) => one !== outer && made.has(one.node));
      return again === undefined
        ? []
        : [
            double(
              again,
              `Requests get two server spans: one by this, one by ${placeOf(outer)} around it. Keep one of them.`,
            ),
          ];
    });
}

function placeOf({ symbol, fn, line }: Placed): string {
  return `\`${symbol.slice(symbol.lastIndexOf('/') + 1)}\` at ${fn.file.path}:${line}`;
}

function double({ fn, line }: Placed, message: string): SetUpProblem {
  return { rule: 'double-instrumentation', preset: 'recommended', file: fn.file.path, line, message };
}
