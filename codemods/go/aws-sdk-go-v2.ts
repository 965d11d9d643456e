import type { GoIntegration } from '#src/model/integration.js';

export const awsSdkGoV2: GoIntegration = {
  id: 'aws-sdk-go-v2',
  title: 'AWS SDK for Go v2',
  language: 'go',
  role: 'client',
  summary: 'Calls of AWS APIs.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
  sites: [
    { package: 'github.com/aws/aws-sdk-go-v2/config', calls: ['LoadDefaultConfig'] },
    { package: 'github.com/aws/aws-sdk-go-v2/aws', calls: ['NewConfig'], literals: ['Config'] },
  ],
  consumes: ['ReceiveMessage'],
  instrumentedBy: [
    {
      by: 'otelaws',
      package: 'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
      funcs: ['AppendMiddlewares'],
    },
    { by: 'smithyoteltracing', package: 'github.com/aws/smithy-go/tracing/smithyoteltracing' },
  ],
  links: [
    'https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
  ],
};
