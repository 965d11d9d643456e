import type { NodeIntegration } from '#src/model/integration.js';

export const sqsConsumer: NodeIntegration = {
  id: 'sqs-consumer',
  title: 'sqs-consumer',
  language: 'node',
  role: 'consumer',
  summary: 'Messages taken from Amazon SQS.',
  instrumentation: '@opentelemetry/instrumentation-aws-sdk',
  manual: 'The AWS SDK below it is what has to be instrumented; processing a message needs a span by hand.',
  packages: [{ name: 'sqs-consumer' }],
  sites: [{ kind: 'call', module: 'sqs-consumer', exports: ['Consumer.create'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-aws-sdk',
      package: '@opentelemetry/instrumentation-aws-sdk',
      export: 'AwsInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
