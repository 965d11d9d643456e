import type { GoIntegration } from '#src/model/integration.js';
import { failHelper } from './shared/messaging-helpers.js';
import { at, kotel, trace } from './shared/packages.js';

const LIBRARY = 'github.com/twmb/franz-go/pkg/kgo';
const baggage = '@{go.opentelemetry.io/otel/baggage}';

export const franzGo: GoIntegration = {
  id: 'franz-go',
  title: 'franz-go',
  language: 'go',
  role: 'client',
  summary: 'Kafka messages through twmb/franz-go.',
  instrumentation: 'github.com/twmb/franz-go/plugin/kotel',
  sites: [
    { package: LIBRARY, calls: ['NewClient'] },
    {
      package: LIBRARY,
      methods: { Fetches: ['Records', 'EachRecord'], FetchesRecordIter: ['Next'] },
    },
  ],
  consumes: ['PollFetches', 'PollRecords'],
  context: {
    takenFirst: ['github.com/twmb/franz-go'],
    spans: { packages: /^github\.com\/twmb\/franz-go\/pkg\/kgo$/, calls: /^Produce(?:Sync)?$/ },
  },
  instrumentedBy: [
    {
      by: 'kotel',
      package: 'github.com/twmb/franz-go/plugin/kotel',
      funcs: ['NewKotel'],
      starts: ['WithProcessSpan'],
    },
  ],
  wrap: (site) => ({
    kind: 'append',
    value: `${at(site.package)}.WithHooks(${kotel}.NewKotel(${kotel}.WithTracer(${kotel}.NewTracer())).Hooks()...)`,
    element: `${at(site.package)}.Opt`,
  }),
  use: ({ method }) => ({
    kind: 'messages',
    source:
      method === 'Records'
        ? { from: 'elements' }
        : method === 'Next'
          ? { from: 'result' }
          : { from: 'callback', argument: 0, type: 'Record' },
    start: {
      name: 'startRecord',
      text: `
var @@Tracer = ${kotel}.NewTracer()

// @@ starts the span of a record that is worked on, as a child of the one that the client's hook gave it.
func @@(ctx @{context}.Context, record *${at(LIBRARY)}.Record) (@{context}.Context, ${trace}.Span) {
	traced, span := @@Tracer.WithProcessSpan(record)
	ctx = ${baggage}.ContextWithBaggage(ctx, ${baggage}.FromContext(traced))
	return ${trace}.ContextWithSpan(ctx, span), span
}`,
    },
    fail: failHelper('failRecord'),
  }),
  links: ['https://pkg.go.dev/github.com/twmb/franz-go/plugin/kotel'],
};
