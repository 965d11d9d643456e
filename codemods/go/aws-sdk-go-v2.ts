import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { otelaws } from './shared/packages.js';

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
  wrap(site) {
    if (site.symbol !== 'LoadDefaultConfig') {
      return leftToUser(
        'unusual-construction',
        'A configuration that is not loaded is not rewritten.',
        'Call `otelaws.AppendMiddlewares(&cfg.APIOptions)` before the first client is made from it.',
      );
    }
    return {
      kind: 'pass',
      helper: {
        name: 'traceAWS',
        text: `
// @@ adds tracing to the calls of every client that is made from the configuration.
func @@(config @{github.com/aws/aws-sdk-go-v2/aws}.Config, err error) (@{github.com/aws/aws-sdk-go-v2/aws}.Config, error) {
	if err == nil {
		${otelaws}.AppendMiddlewares(&config.APIOptions)
	}
	return config, err
}`,
      },
    };
  },
  links: [
    'https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
  ],
};
