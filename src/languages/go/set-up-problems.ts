/** What is missing in the set-up of a Go service's tracer provider. */
import type { SetUpProblem } from '#src/model/set-up-problem.js';
import type { FunctionSummary } from './summary.js';

const SDK = 'go.opentelemetry.io/otel/sdk/trace';
const OTEL = 'go.opentelemetry.io/otel';

interface Place {
  file: string;
  line: number;
}

/**
 * @param reached every function that the service can run
 * @param read the text of a file, null when it cannot be read
 */
export function setUpProblems(
  service: string,
  reached: readonly FunctionSummary[],
  read: (path: string) => string | null,
): SetUpProblem[] {
  const provider = callOf(reached, `${SDK}.NewTracerProvider`);
  if (provider === null) return [];
  const texts = textsNear(reached, read);
  const mentions = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const problem = (preset: SetUpProblem['preset'], message: string): SetUpProblem => ({
    rule: 'sdk-setup',
    preset,
    ...provider,
    message,
  });
  const problems: SetUpProblem[] = [];
  // Whoever starts spans on the provider itself, or hands it on, need not register it.
  if (!mentions(/SetTracerProvider|WithTracerProvider|(?<!\botel)\.Tracer\(/))
    problems.push(
      problem(
        'recommended',
        `\`${service}\` makes a tracer provider and never registers it, so the spans of \`otel.Tracer\` and of instrumentation libraries go nowhere. Call \`otel.SetTracerProvider\` with it.`,
      ),
    );
  // Instrumentation that makes no spans, but metrics alone, has no context to carry.
  if (crossesBorders(reached) && !mentions(/SetTextMapPropagator|WithPropagators?\(|autoprop|\bnoop\./))
    problems.push(
      problem(
        'recommended',
        `\`${service}\` sets no propagator, and Go has none by default: what it calls, and what calls it, ends up in other traces. Call \`otel.SetTextMapPropagator(propagation.TraceContext{})\`.`,
      ),
    );
  if (mentions(/WithBatcher\(|NewBatchSpanProcessor\(/) && !mentions(/\b(?:Shutdown|ForceFlush)\b/))
    problems.push(
      problem(
        'recommended',
        `\`${service}\` never shuts its tracer provider down: spans that wait in the batch are lost when it ends. Call \`Shutdown\` on the way out.`,
      ),
    );
  return problems;
}

function callOf(reached: readonly FunctionSummary[], symbol: string): Place | null {
  for (const { fn, calls } of reached) {
    const line = calls.get(symbol);
    if (line !== undefined) return { file: fn.file.path, line };
  }
  return null;
}

/** The files that deal with telemetry, or with those that do. */
function textsNear(reached: readonly FunctionSummary[], read: (path: string) => string | null): string[] {
  const files = new Set(reached.map(({ fn }) => fn.file));
  const isTelemetry = (path: string) => path === OTEL || path.startsWith(`${OTEL}/`);
  const direct = [...files].filter(({ facts }) => facts.imports.some(({ path }) => isTelemetry(path)));
  const packages = new Set(direct.map((file) => file.package.importPath));
  const near = [...files].filter(
    (file) =>
      packages.has(file.package.importPath) || file.facts.imports.some(({ path }) => packages.has(path)),
  );
  return [...new Set(near)].flatMap(({ path }) => read(path) ?? []);
}

const INSTRUMENTATION =
  /^go\.opentelemetry\.io\/contrib\/instrumentation\/(?:net\/http\/otelhttp|google\.golang\.org\/grpc\/otelgrpc|github\.com\/(?:gin-gonic|labstack|gorilla)\/)/;

/** Whether it serves or calls others through instrumentation that carries contexts. */
function crossesBorders(reached: readonly FunctionSummary[]): boolean {
  return reached.some(({ libraries }) => [...libraries.keys()].some((path) => INSTRUMENTATION.test(path)));
}
