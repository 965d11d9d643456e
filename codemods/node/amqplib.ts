import type { NodeIntegration } from '#src/model/integration.js';

export const amqplib: NodeIntegration = {
  id: 'amqplib',
  title: 'amqplib',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received through RabbitMQ.',
  instrumentation: '@opentelemetry/instrumentation-amqplib',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-amqplib',
  ],
  packages: [
    { name: 'amqplib', versions: '>=0.5.5 <3', because: "range that the instrumentation's README states" },
    { name: 'amqp-connection-manager' },
    { name: '@golevelup/nestjs-rabbitmq' },
  ],
  sites: [
    { kind: 'call', module: 'amqplib', exports: ['connect'] },
    { kind: 'call', module: 'amqplib/callback_api', exports: ['connect'] },
    { kind: 'call', module: 'amqp-connection-manager', exports: ['connect'] },
    {
      kind: 'call',
      module: '@golevelup/nestjs-rabbitmq',
      exports: ['RabbitMQModule.forRoot', 'RabbitMQModule.forRootAsync'],
    },
  ],
  uses: [
    { method: 'publish', role: 'producer' },
    { method: 'sendToQueue', role: 'producer' },
    { method: 'consume', role: 'consumer' },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-amqplib',
      package: '@opentelemetry/instrumentation-amqplib',
      export: 'AmqplibInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
