import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { saramaHelper } from './shared/sarama-helpers.js';

export const sarama: GoIntegration = {
  id: 'sarama',
  title: 'Sarama',
  language: 'go',
  role: 'client',
  summary: 'Kafka messages through IBM/sarama.',
  instrumentation: 'github.com/dnwe/otelsarama',
  sites: [
    {
      package: 'github.com/IBM/sarama',
      role: 'producer',
      calls: [
        'NewSyncProducer',
        'NewSyncProducerFromClient',
        'NewAsyncProducer',
        'NewAsyncProducerFromClient',
      ],
    },
    {
      package: 'github.com/IBM/sarama',
      role: 'consumer',
      calls: ['NewConsumer', 'NewConsumerFromClient', 'NewConsumerGroup', 'NewConsumerGroupFromClient'],
    },
    {
      package: 'github.com/Shopify/sarama',
      role: 'producer',
      calls: [
        'NewSyncProducer',
        'NewSyncProducerFromClient',
        'NewAsyncProducer',
        'NewAsyncProducerFromClient',
      ],
    },
    {
      package: 'github.com/Shopify/sarama',
      role: 'consumer',
      calls: ['NewConsumer', 'NewConsumerFromClient', 'NewConsumerGroup', 'NewConsumerGroupFromClient'],
    },
  ],
  consumes: ['Consume', 'ConsumePartition'],
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
  wrap(site) {
    const helper = site.package === 'github.com/IBM/sarama' ? saramaHelper(site) : null;
    if (!helper) {
      return leftToUser(
        'by-hand',
        'Consumers and old import paths are not rewritten.',
        'Wrap the handler where it is consumed: `group.Consume(ctx, topics, otelsarama.WrapConsumerGroupHandler(handler))`.',
      );
    }
    return {
      kind: 'replace',
      helper,
      notes: ['Sarama sends no context: a message’s span joins a trace only where its headers carry one.'],
    };
  },
};
