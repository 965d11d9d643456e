import type { NodeIntegration } from '#src/model/integration.js';

export const awsSdkV3: NodeIntegration = {
  id: 'aws-sdk-v3',
  title: 'AWS SDK v3',
  language: 'node',
  role: 'client',
  summary: 'Calls of AWS services with the modular SDK.',
  instrumentation: '@opentelemetry/instrumentation-aws-sdk',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-aws-sdk',
  ],
  packages: [
    {
      name: '@aws-sdk/client-*',
      versions: '>=3.0.0 <4',
      because: "range that the instrumentation's README states",
    },
    { name: '@aws-sdk/lib-dynamodb' },
  ],
  sites: [
    {
      kind: 'new',
      module: '@aws-sdk/client-*',
      exports: [
        '*Client',
        'S3',
        'DynamoDB',
        'SQS',
        'SNS',
        'SES',
        'SESv2',
        'Lambda',
        'KMS',
        'SSM',
        'STS',
        'EventBridge',
        'Kinesis',
        'Firehose',
        'SecretsManager',
        'CognitoIdentityProvider',
        'CloudWatch',
        'SFN',
        'BedrockRuntime',
      ],
    },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-aws-sdk',
      package: '@opentelemetry/instrumentation-aws-sdk',
      export: 'AwsInstrumentation',
      options: '{ suppressInternalInstrumentation: true }',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
