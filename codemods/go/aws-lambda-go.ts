import type { GoIntegration } from '#src/model/integration.js';

export const awsLambdaGo: GoIntegration = {
  id: 'aws-lambda-go',
  title: 'AWS Lambda for Go',
  language: 'go',
  role: 'server',
  summary: 'Invocations of a Lambda function.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda',
  manual: 'There is no rewrite for it yet.',
  sites: [
    {
      package: 'github.com/aws/aws-lambda-go/lambda',
      calls: ['Start', 'StartWithOptions', 'StartWithContext', 'StartHandler'],
      kind: 'unknown',
    },
  ],
  instrumentedBy: [
    {
      by: 'otellambda',
      package: 'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda',
      funcs: ['InstrumentHandler', 'WrapHandler'],
    },
  ],
};
