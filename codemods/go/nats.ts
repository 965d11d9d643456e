import type { GoIntegration } from '#src/model/integration.js';
import { natsUse } from './shared/nats-use.js';

const PUBLISHING = ['Publish', 'PublishMsg', 'PublishAsync'];
const SUBSCRIBING = ['Subscribe', 'QueueSubscribe'];
const FETCHING = ['NextMsg', 'NextMsgWithContext', 'Fetch'];

export const nats: GoIntegration = {
  id: 'nats',
  title: 'NATS',
  language: 'go',
  role: 'client',
  summary: 'Messages through nats.go.',
  // No library is maintained: a few lines of the module's own carry the context in nats.Header.
  instrumentation: null,
  manual:
    'Its messages are traced where a connection itself publishes them and a subscription gives them; behind an interface of your own, add spans and headers there.',
  sites: [
    { package: 'github.com/nats-io/nats.go', calls: ['Connect'] },
    {
      package: 'github.com/nats-io/nats.go',
      role: 'producer',
      methods: {
        Conn: [
          'Publish',
          'PublishMsg',
          'Request',
          'RequestMsg',
          'RequestWithContext',
          'RequestMsgWithContext',
        ],
        JetStream: PUBLISHING,
        JetStreamContext: PUBLISHING,
      },
    },
    {
      package: 'github.com/nats-io/nats.go',
      role: 'consumer',
      methods: {
        Conn: SUBSCRIBING,
        JetStream: SUBSCRIBING,
        JetStreamContext: SUBSCRIBING,
        Subscription: FETCHING,
      },
      received: ['Msg'],
    },
    {
      package: 'github.com/nats-io/nats.go/jetstream',
      role: 'producer',
      methods: { JetStream: PUBLISHING, Publisher: PUBLISHING },
    },
    {
      package: 'github.com/nats-io/nats.go/jetstream',
      role: 'consumer',
      methods: { Consumer: ['Consume', 'Next', 'Fetch'], MessagesContext: ['Next'] },
    },
  ],
  consumes: [
    'Subscribe',
    'QueueSubscribe',
    'ChanSubscribe',
    'ChanQueueSubscribe',
    'SubscribeSync',
    'QueueSubscribeSync',
    'PullSubscribe',
    'Fetch',
  ],
  instrumentedBy: [],
  use: natsUse,
};
