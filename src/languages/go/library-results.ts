/** Result types of library functions, where the convention `NewX` → `X` does not tell. */
import type { GoType } from './go-type.js';
import { withoutMajorVersion } from './symbols.js';

const OTEL = 'go.opentelemetry.io/otel';
const TRACE = `${OTEL}/trace`;

const SARAMA = 'github.com/IBM/sarama';
const CONFLUENT = 'github.com/confluentinc/confluent-kafka-go/kafka';
const AMQP = 'github.com/rabbitmq/amqp091-go';
const NATS = 'github.com/nats-io/nats.go';
const KGO = 'github.com/twmb/franz-go/pkg/kgo';

/**
 * `path|Receiver.Function` → types of its results as `path.Name`, `[]path.Name` or `chan path.Name`; a receiver `*` means
 * any type of the package. Paths have no major version.
 */
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
  [`${SARAMA}|.NewSyncProducerFromClient`]: [`${SARAMA}.SyncProducer`],
  [`${SARAMA}|.NewAsyncProducerFromClient`]: [`${SARAMA}.AsyncProducer`],
  [`${SARAMA}|.NewConsumerFromClient`]: [`${SARAMA}.Consumer`],
  [`${SARAMA}|.NewConsumerGroupFromClient`]: [`${SARAMA}.ConsumerGroup`],
  [`${SARAMA}|*.ConsumePartition`]: [`${SARAMA}.PartitionConsumer`],
  [`${SARAMA}|*.Messages`]: [`chan ${SARAMA}.ConsumerMessage`],
  [`${CONFLUENT}|*.Poll`]: [`${CONFLUENT}.Event`],
  [`${AMQP}|.Dial`]: [`${AMQP}.Connection`],
  [`${AMQP}|.DialConfig`]: [`${AMQP}.Connection`],
  [`${AMQP}|.DialTLS`]: [`${AMQP}.Connection`],
  [`${AMQP}|*.Channel`]: [`${AMQP}.Channel`],
  [`${AMQP}|*.Consume`]: [`chan ${AMQP}.Delivery`],
  [`${AMQP}|*.ConsumeWithContext`]: [`chan ${AMQP}.Delivery`],
  [`${NATS}|.Connect`]: [`${NATS}.Conn`],
  [`${NATS}|*.JetStream`]: [`${NATS}.JetStreamContext`],
  [`${NATS}|*.SubscribeSync`]: [`${NATS}.Subscription`],
  [`${NATS}|*.QueueSubscribeSync`]: [`${NATS}.Subscription`],
  [`${NATS}|*.PullSubscribe`]: [`${NATS}.Subscription`],
  [`${NATS}|*.Fetch`]: [`[]${NATS}.Msg`],
  [`${NATS}/jetstream|.New`]: [`${NATS}/jetstream.JetStream`],
  [`${NATS}/jetstream|*.CreateOrUpdateConsumer`]: [`${NATS}/jetstream.Consumer`],
  [`${NATS}/jetstream|*.CreateConsumer`]: [`${NATS}/jetstream.Consumer`],
  [`${NATS}/jetstream|*.Consumer`]: [`${NATS}/jetstream.Consumer`],
  [`${NATS}/jetstream|*.Fetch`]: [`${NATS}/jetstream.MessageBatch`],
  [`${NATS}/jetstream|*.Messages`]: [`${NATS}/jetstream.MessagesContext`],
  [`${KGO}|*.PollFetches`]: [`${KGO}.Fetches`],
  [`${KGO}|*.PollRecords`]: [`${KGO}.Fetches`],
  [`${KGO}|*.RecordIter`]: [`${KGO}.FetchesRecordIter`],
  [`${KGO}|*.Records`]: [`[]${KGO}.Record`],
};

/** Libraries that are known under an older path, with the same API. */
const FORMER_PATHS: Readonly<Record<string, string>> = {
  'github.com/Shopify/sarama': SARAMA,
  'github.com/streadway/amqp': AMQP,
};

/**
 * Type of a result of `path.Function` or of a method on a type of that package.
 * @param receiver name of the receiver's type, `?` when only its package is known, '' for a plain function
 */
export function libraryResult(path: string, receiver: string, name: string, result: number): GoType {
  const base = withoutMajorVersion(path);
  const today = FORMER_PATHS[base] ?? base;
  const known =
    RESULTS[`${today}|${receiver}.${name}`] ?? (receiver === '' ? undefined : RESULTS[`${today}|*.${name}`]);
  if (known) {
    const type = known[result];
    return type === undefined ? null : written(type, today, path);
  }
  if (result > 0) return null;
  const made = receiver === '' ? /^(?:Must)?New([A-Z]\w*)$/.exec(name)?.[1] : undefined;
  return { kind: 'named', path, name: made ?? '?' };
}

/** A type of the table; one of the library's own package is named by the path that the caller imports. */
function written(type: string, own: string, path: string): GoType {
  const [, list, named] = /^(\[\]|chan )?(.*)$/.exec(type)!;
  const dot = named!.lastIndexOf('.');
  const declaredIn = named!.slice(0, dot);
  const of: GoType = {
    kind: 'named',
    path: declaredIn === own ? path : declaredIn,
    name: named!.slice(dot + 1),
  };
  if (list === undefined) return of;
  return list === '[]' ? { kind: 'list', of } : { kind: 'list', of, isChannel: true };
}
