import type { GoIntegration } from '#src/model/integration.js';

export const awsSdkGo: GoIntegration = {
  id: 'aws-sdk-go',
  title: 'AWS SDK for Go v1',
  language: 'go',
  role: 'client',
  summary: 'Calls of AWS APIs through the retired v1 SDK.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    {
      package: 'github.com/aws/aws-sdk-go/aws/session',
      calls: ['New', 'NewSession', 'NewSessionWithOptions'],
    },
  ],
  consumes: ['ReceiveMessage'],
  instrumentedBy: [],
};
