import type { GoIntegration } from '#src/model/integration.js';

export const amqp091: GoIntegration = {
  id: 'amqp091',
  title: 'RabbitMQ amqp091-go',
  language: 'go',
  role: 'client',
  summary: 'RabbitMQ messages through amqp091-go.',
  instrumentation: null,
  manual: 'There is no maintained instrumentation; trace headers go into amqp.Table by hand.',
  sites: [
    {
      package: 'github.com/rabbitmq/amqp091-go',
      calls: ['Dial', 'DialConfig', 'DialTLS', 'DialTLS_ExternalAuth'],
    },
  ],
  consumes: ['Consume', 'ConsumeWithContext', 'Get'],
  instrumentedBy: [],
};
