/** Sources for the tables of the Go rules: a package `checkout` with a tracer. */

/** A file with the usual imports and a tracer, and the given declarations from line 15 on. */
export function withTracer(declarations: string, imports: readonly string[] = []): string {
  const more = imports.map((path) => `\t"${path}"\n`).join('');
  return `package checkout

import (
	"context"
${more}
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
)

var tracer = otel.Tracer("checkout")

// A span that somebody else ends.
var current trace.Span

${declarations}
`;
}

/** A function `charge` of the given body, which begins on line 15. */
export function charge(body: string, imports: readonly string[] = []): string {
  const lines = body.split('\n').map((line) => (line === '' ? '' : `\t${line}`));
  return withTracer(`func charge(ctx context.Context, order Order) error {\n${lines.join('\n')}\n}`, imports);
}
