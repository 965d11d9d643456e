import type { GoIntegration } from '#src/model/integration.js';
import { amqpUse } from './shared/amqp-use.js';

export const amqp091: GoIntegration = {
  id: 'amqp091',
  title: 'RabbitMQ amqp091-go',
  language: 'go',
  role: 'client',
  summary: 'RabbitMQ messages through amqp091-go.',
  // No library is maintained: a few lines of the module's own carry the context in amqp.Table.
  instrumentation: null,
  manual:
    'Its messages are traced where a Channel itself publishes them and a loop takes deliveries; behind an interface of your own, add spans and headers there.',
  sites: [
    {
      package: 'github.com/rabbitmq/amqp091-go',
      calls: ['Dial', 'DialConfig', 'DialTLS', 'DialTLS_ExternalAuth'],
    },
    {
      package: 'github.com/rabbitmq/amqp091-go',
      role: 'producer',
      methods: {
        Channel: [
          'Publish',
          'PublishWithContext',
          'PublishWithDeferredConfirm',
          'PublishWithDeferredConfirmWithContext',
        ],
      },
    },
    {
      package: 'github.com/rabbitmq/amqp091-go',
      role: 'consumer',
      methods: { Channel: ['Get'] },
      received: ['Delivery'],
    },
  ],
  consumes: ['Consume', 'ConsumeWithContext', 'Get'],
  instrumentedBy: [],
  use: amqpUse,
};
