/** Result types of library functions, where the convention `NewX` → `X` does not tell. */
import type { GoType } from './go-type.js';

const OTEL = 'go.opentelemetry.io/otel';
const TRACE = `${OTEL}/trace`;

/** `path|Receiver.Function` → types of its results as `path.Name`; a receiver `*` means any type of the package. */
const RESULTS: Record<string, readonly string[]> = {
  [`${OTEL}|.Tracer`]: [`${TRACE}.Tracer`],
  [`${OTEL}|.GetTracerProvider`]: [`${TRACE}.TracerProvider`],
  [`${TRACE}|*.Tracer`]: [`${TRACE}.Tracer`],
  [`${OTEL}/sdk/trace|*.Tracer`]: [`${TRACE}.Tracer`],
  [`${TRACE}|*.TracerProvider`]: [`${TRACE}.TracerProvider`],
  [`${TRACE}|.NewNoopTracerProvider`]: [`${TRACE}.TracerProvider`],
  [`${TRACE}|.SpanFromContext`]: [`${TRACE}.Span`],
  [`${TRACE}|*.Start`]: ['context.Context', `${TRACE}.Span`],
  'database/sql|.Open': ['database/sql.DB'],
  'database/sql|.OpenDB': ['database/sql.DB'],
  'net/http|.NewRequest': ['net/http.Request'],
  'net/http|.NewRequestWithContext': ['net/http.Request'],
  'net/http|.DefaultClient': ['net/http.Client'],
  'net|.Listen': ['net.Listener'],
  'google.golang.org/grpc|.Dial': ['google.golang.org/grpc.ClientConn'],
  'google.golang.org/grpc|.DialContext': ['google.golang.org/grpc.ClientConn'],
  'google.golang.org/grpc|.NewClient': ['google.golang.org/grpc.ClientConn'],
  'google.golang.org/grpc|.NewServer': ['google.golang.org/grpc.Server'],
};

/**
 * Type of a result of `path.Function` or of a method on a type of that package.
 * @param receiver name of the receiver's type, `?` when only its package is known, '' for a plain function
 */
export function libraryResult(path: string, receiver: string, name: string, result: number): GoType {
  const known =
    RESULTS[`${path}|${receiver}.${name}`] ?? (receiver === '' ? undefined : RESULTS[`${path}|*.${name}`]);
  if (known) {
    const type = known[result];
    if (type === undefined) return null;
    const dot = type.lastIndexOf('.');
    return { kind: 'named', path: type.slice(0, dot), name: type.slice(dot + 1) };
  }
  if (result > 0) return null;
  const made = receiver === '' ? /^(?:Must)?New([A-Z]\w*)$/.exec(name)?.[1] : undefined;
  return { kind: 'named', path, name: made ?? '?' };
}
