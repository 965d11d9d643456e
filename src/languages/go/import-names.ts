/** Which identifier an import brings into a file when it has no alias and its package cannot be read. */

/** Packages whose name does not follow from their path. */
const KNOWN_NAMES: Record<string, string> = {
  'github.com/rabbitmq/amqp091-go': 'amqp091',
  'github.com/nats-io/nats.go': 'nats',
  'github.com/segmentio/kafka-go': 'kafka',
  'github.com/confluentinc/confluent-kafka-go': 'kafka',
  'github.com/confluentinc/confluent-kafka-go/v2/kafka': 'kafka',
  'github.com/labstack/echo-opentelemetry': 'echootel',
  'github.com/gofiber/contrib/v3/otel': 'otel',
  'github.com/gofiber/contrib/otelfiber/v2': 'otelfiber',
  'github.com/openzipkin/zipkin-go': 'zipkin',
  'github.com/openzipkin-contrib/zipkin-go-opentracing': 'zipkintracer',
  'github.com/elastic/go-elasticsearch': 'elasticsearch',
  'github.com/bradfitz/gomemcache/memcache': 'memcache',
  'github.com/getsentry/sentry-go': 'sentry',
  'github.com/honeycombio/beeline-go': 'beeline',
  'gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer': 'tracer',
  'github.com/instana/go-sensor': 'instana',
  'github.com/apache/cassandra-gocql-driver': 'gocql',
  'github.com/EventStore/EventStore-Client-Go': 'esdb',
};

const names = new Map<string, string>();

/** The most likely package name of an import path: major versions, `go-` prefixes and `.go`/`-go` suffixes dropped. */
export function packageNameOf(path: string): string {
  let name = names.get(path);
  if (name === undefined) {
    name = guessName(path);
    names.set(path, name);
  }
  return name;
}

function guessName(path: string): string {
  const known = KNOWN_NAMES[path];
  if (known !== undefined) return known;
  const parts = path.split('/');
  let last = parts.at(-1) ?? path;
  if (/^v\d+$/.test(last) && parts.length > 1) {
    const shorter = parts.slice(0, -1).join('/');
    const inner = KNOWN_NAMES[shorter];
    if (inner !== undefined) return inner;
    last = parts.at(-2) ?? last;
  }
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go[-.]/, '')
    .replace(/[-.]go$/, '')
    .replaceAll(/[-.]/g, '');
}
