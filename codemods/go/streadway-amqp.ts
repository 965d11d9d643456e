import type { GoIntegration } from '#src/model/integration.js';

export const streadwayAmqp: GoIntegration = {
  id: 'streadway-amqp',
  title: 'streadway/amqp',
  language: 'go',
  role: 'client',
  summary: 'RabbitMQ messages through the archived streadway/amqp.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/streadway/amqp', calls: ['Dial', 'DialConfig', 'DialTLS'] }],
  consumes: ['Consume', 'Get'],
  instrumentedBy: [],
};
