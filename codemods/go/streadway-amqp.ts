import type { GoIntegration } from '#src/model/integration.js';
import { amqpUse } from './shared/amqp-use.js';

export const streadwayAmqp: GoIntegration = {
  id: 'streadway-amqp',
  title: 'streadway/amqp',
  language: 'go',
  role: 'client',
  summary: 'RabbitMQ messages through the archived streadway/amqp.',
  // Its successor has the same API: see amqp091.
  instrumentation: null,
  manual:
    'Its messages are traced where a Channel itself publishes them and a loop takes deliveries; behind an interface of your own, add spans and headers there.',
  sites: [
    { package: 'github.com/streadway/amqp', calls: ['Dial', 'DialConfig', 'DialTLS'] },
    { package: 'github.com/streadway/amqp', role: 'producer', methods: { Channel: ['Publish'] } },
    {
      package: 'github.com/streadway/amqp',
      role: 'consumer',
      methods: { Channel: ['Get'] },
      received: ['Delivery'],
    },
  ],
  consumes: ['Consume', 'Get'],
  instrumentedBy: [],
  use: amqpUse,
};
