import type { NodeIntegration } from '#src/model/integration.js';

export const bullmq: NodeIntegration = {
  id: 'bullmq',
  title: 'BullMQ',
  language: 'node',
  role: 'client',
  summary: 'Jobs put into and taken from queues in Redis.',
  instrumentation: 'bullmq-otel',
  manual:
    'Pass `telemetry: new BullMQOtel()` to every queue and worker; `apply` does so where `new` is given options that are written out.',
  links: ['https://docs.bullmq.io/guide/telemetry'],
  packages: [
    { name: 'bullmq', versions: '>=5.76.2 <7', because: 'range that `bullmq-otel` asks for' },
    { name: '@nestjs/bullmq' },
  ],
  sites: [
    { kind: 'new', module: 'bullmq', exports: ['Queue', 'FlowProducer'], role: 'producer' },
    { kind: 'new', module: 'bullmq', exports: ['Worker'], role: 'consumer' },
    { kind: 'extends', module: 'bullmq', exports: ['Worker'], role: 'consumer' },
    { kind: 'extends', module: 'bullmq', exports: ['Queue'], role: 'producer' },
    { kind: 'extends', module: '@nestjs/bullmq', exports: ['WorkerHost'], role: 'consumer' },
    {
      kind: 'call',
      module: '@nestjs/bullmq',
      exports: ['BullModule.registerQueue', 'BullModule.registerQueueAsync'],
      role: 'producer',
    },
  ],
  instrumentedBy: [
    {
      by: 'bullmq-otel',
      package: 'bullmq-otel',
      export: 'BullMQOtel',
      where: 'code',
      option: {
        property: 'telemetry',
        value: 'new @@()',
        argument: { Queue: 1, Worker: 2, FlowProducer: 0 },
      },
    },
    {
      by: '@appsignal/opentelemetry-instrumentation-bullmq',
      package: '@appsignal/opentelemetry-instrumentation-bullmq',
      export: 'BullMQInstrumentation',
      where: 'sdk',
    },
    {
      by: '@jenniferplusplus/opentelemetry-instrumentation-bullmq',
      package: '@jenniferplusplus/opentelemetry-instrumentation-bullmq',
      export: 'Instrumentation',
      where: 'sdk',
    },
  ],
  spans: ['producer `add orders.pack`: queue and name of the job', 'consumer `process orders`: queue'],
  inAutoInstrumentations: false,
};
