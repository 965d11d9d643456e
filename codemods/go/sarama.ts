import type { GoIntegration } from '#src/model/integration.js';

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
};
