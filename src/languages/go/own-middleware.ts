/** Servers and clients whose spans are written by hand: in middleware, an interceptor, a transport or a hook. */
import type { GoIntegration } from '#src/model/integration.js';
import { lineOf } from './facts.js';
import type { FlowNodes } from './flow-nodes.js';
import type { GoFunction } from './program.js';
import type { FunctionSummary, Node, SummarySite } from './summary.js';

const PROPAGATORS = ['go.opentelemetry.io/otel/propagation', 'go.opentelemetry.io/otel'];
/** The headers of HTTP, to which a function that makes the client or server itself must put its context. */
const HTTP_HEADERS = 'go.opentelemetry.io/otel/propagation.HeaderCarrier';

/** A function that starts spans. */
interface Writer {
  fn: GoFunction;
  line: number;
  /** True when it reads or writes the headers of HTTP itself, and not through a helper. */
  inline: boolean;
}

export class OwnMiddleware {
  private readonly summaries: readonly FunctionSummary[];
  private readonly byFunction: ReadonlyMap<GoFunction, FunctionSummary>;
  private readonly nodes: FlowNodes;
  private readonly writers = new Map<string, readonly Writer[]>();

  constructor(summaries: readonly FunctionSummary[], nodes: FlowNodes) {
    this.summaries = summaries;
    this.byFunction = new Map(summaries.map((s) => [s.fn, s]));
    this.nodes = nodes;
  }

  /**
   * One sentence that says where the spans of a server or client are written, or null.
   * @param reached what the site is made of and was given
   */
  why(site: SummarySite, integration: GoIntegration, reached: { has(node: Node): boolean }): string | null {
    if (site.role !== 'server' && site.role !== 'client') return null;
    const propagating = this.propagating(site.role === 'server' ? 'Extract' : 'Inject');
    const found =
      propagating.find(({ fn, inline }) => (inline && fn === site.fn) || this.reaches(fn, reached)) ??
      this.hooking(integration).find(({ fn }) => reached.has(this.nodes.code(fn)));
    return found ? `Its spans are written by hand (${found.fn.file.path}:${found.line}).` : null;
  }

  private reaches(fn: GoFunction, reached: { has(node: Node): boolean }): boolean {
    return (
      reached.has(this.nodes.code(fn)) ||
      fn.facts.results.some((_, index) => reached.has(this.nodes.result(fn, index)))
    );
  }

  /** Functions that start spans and take their context out of headers, or put it in. */
  private propagating(method: 'Extract' | 'Inject'): readonly Writer[] {
    return this.once(method, () => {
      const line = ({ calls }: FunctionSummary) =>
        PROPAGATORS.map((path) => calls.get(`${path}.${method}`)).find((found) => found !== undefined);
      return this.summaries.flatMap((summary): Writer[] => {
        const own = line(summary);
        const helper = own === undefined ? this.called(summary).find((s) => line(s) !== undefined) : summary;
        // A function that calls one which does all of it is no middleware itself.
        const spans = own === undefined ? summary.spans.length > 0 : this.startsSpans(summary);
        if (!helper || !spans) return [];
        const inline = own !== undefined && summary.calls.has(HTTP_HEADERS);
        return [{ fn: summary.fn, line: own ?? summary.spans[0]!.line, inline }];
      });
    });
  }

  /** Methods that the library calls around its operations and that start spans. */
  private hooking({ id, hooks = [] }: GoIntegration): readonly Writer[] {
    return this.once(id, () =>
      this.summaries
        .filter(({ fn }) => hooks.some((hook) => fn.label.endsWith(`.${hook}`)))
        .flatMap((summary) => {
          const starting = [summary, ...this.called(summary)].find((s) => s.spans.length > 0);
          return starting ? [{ fn: summary.fn, line: lineOf(summary.fn.facts.position), inline: false }] : [];
        }),
    );
  }

  private startsSpans(summary: FunctionSummary): boolean {
    return [summary, ...this.called(summary)].some((s) => s.spans.length > 0);
  }

  private called(summary: FunctionSummary): FunctionSummary[] {
    return summary.refs.flatMap((ref) => this.byFunction.get(ref) ?? []);
  }

  private once(key: string, find: () => readonly Writer[]): readonly Writer[] {
    const known = this.writers.get(key) ?? find();
    this.writers.set(key, known);
    return known;
  }
}
