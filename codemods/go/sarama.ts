import type { GoUse, GoUseSite } from '#src/model/go-use.js';
import type { GoIntegration, GoSites } from '#src/model/integration.js';
import { saramaHelpers } from './shared/sarama-helpers.js';

const PRODUCERS = [
  'NewSyncProducer',
  'NewSyncProducerFromClient',
  'NewAsyncProducer',
  'NewAsyncProducerFromClient',
];
const CONSUMERS = ['NewConsumer', 'NewConsumerFromClient', 'NewConsumerGroup', 'NewConsumerGroupFromClient'];

const sitesOf = (path: string): GoSites[] => [
  {
    package: path,
    role: 'producer',
    calls: PRODUCERS,
    methods: { SyncProducer: ['SendMessage', 'SendMessages'], AsyncProducer: ['Input'] },
  },
  { package: path, role: 'consumer', calls: CONSUMERS, received: ['ConsumerMessage'] },
];

export const sarama: GoIntegration = {
  id: 'sarama',
  title: 'Sarama',
  language: 'go',
  role: 'client',
  summary: 'Kafka messages through IBM/sarama.',
  // dnwe/otelsarama has no release, last changed in 2024, and neither takes the caller's context nor gives one.
  instrumentation: null,
  manual:
    'Its messages are traced where a producer sends them and a claim or partition gives them; behind an interface of your own, add spans and headers there.',
  sites: [...sitesOf('github.com/IBM/sarama'), ...sitesOf('github.com/Shopify/sarama')],
  consumes: ['Consume', 'ConsumePartition'],
  context: {
    sources: {
      'github.com/IBM/sarama.ConsumerGroupSession': '.Context()',
      'github.com/Shopify/sarama.ConsumerGroupSession': '.Context()',
    },
  },
  instrumentedBy: [
    {
      by: 'otelsarama',
      package: 'github.com/dnwe/otelsarama',
      funcs: [
        'WrapSyncProducer',
        'WrapAsyncProducer',
        'WrapConsumer',
        'WrapConsumerGroupHandler',
        'WrapPartitionConsumer',
      ],
    },
    {
      by: 'otelsarama',
      package: 'go.opentelemetry.io/contrib/instrumentation/github.com/Shopify/sarama/otelsarama',
    },
    {
      by: 'otelsarama',
      package: 'go.opentelemetry.io/contrib/instrumentation/github.com/IBM/sarama/otelsarama',
    },
  ],
  hooks: ['OnSend', 'OnConsume'],
  use(site): GoUse {
    const helpers = saramaHelpers(site.package);
    if (site.method !== null && lacksHeaders(site)) {
      return {
        kind: 'skip',
        code: 'unsupported-version',
        message: 'The producer speaks to Kafka as older than 0.11, which knows no headers and refuses them.',
        help: 'Set `config.Version` to `sarama.V0_11_0_0` or newer, then run again.',
      };
    }
    switch (site.method) {
      case 'SendMessage':
        return { kind: 'call', helper: helpers.sendMessage, context: 'scope' };
      case 'SendMessages':
        return { kind: 'call', helper: helpers.sendMessages, context: 'scope' };
      case 'Input':
        return { kind: 'send', helper: helpers.traceMessage };
      default:
        return {
          kind: 'messages',
          source: { from: 'channel' },
          start: helpers.startMessage,
          fail: helpers.failMessage,
        };
    }
  },
};

/** A version below 0.11 is set, or none is and the library's own default is older (until v1.27). */
function lacksHeaders(site: GoUseSite): boolean {
  if (site.moduleHas(/\.(?:V0_(?:8|9|10)_\d+_\d+|MinVersion)\b/)) return true;
  const [, minor] = /^v1\.(\d+)\./.exec(site.requires.get(site.package) ?? '') ?? [];
  return minor !== undefined && Number(minor) < 27 && !site.moduleHas(/\.Version\s*=/);
}
