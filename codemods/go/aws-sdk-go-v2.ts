import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { otelaws } from './shared/packages.js';

const AWS = '@{github.com/aws/aws-sdk-go-v2/aws}';

const traceLoaded: GoHelper = {
  name: 'traceAWS',
  text: `
// @@ adds tracing to the calls of every client that is made from the configuration.
func @@(config ${AWS}.Config, err error) (${AWS}.Config, error) {
	if err == nil {
		${otelaws}.AppendMiddlewares(&config.APIOptions)
	}
	return config, err
}`,
};

/** @param type with its star */
function traceConfig(type: string): GoHelper {
  return {
    name: type.startsWith('*') ? 'traceAWSConfigPointer' : 'traceAWSConfig',
    text: `
// @@ adds tracing to the calls of every client that is made from the configuration.
func @@(config ${type}) ${type} {
	${otelaws}.AppendMiddlewares(&config.APIOptions)
	return config
}`,
  };
}

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
  context: {
    takenFirst: ['github.com/aws/aws-sdk-go-v2'],
    spans: { packages: /^github\.com\/aws\/aws-sdk-go-v2\/service\//, calls: /^[A-Z]/ },
  },
  instrumentedBy: [
    {
      by: 'otelaws',
      package: 'go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
      funcs: ['AppendMiddlewares'],
    },
    { by: 'smithyoteltracing', package: 'github.com/aws/smithy-go/tracing/smithyoteltracing' },
  ],
  wrap(site) {
    if (site.kind === 'zero' || site.heldIn !== null) {
      if (site.isAssigned) return { kind: 'covered' };
      return leftToUser(
        'unusual-construction',
        'The configuration begins without a value.',
        'Call `otelaws.AppendMiddlewares(&cfg.APIOptions)` before the first client is made from it.',
      );
    }
    if (site.symbol === 'LoadDefaultConfig') return { kind: 'pass', helper: traceLoaded };
    const type = `${site.isPointer || site.kind === 'call' ? '*' : ''}${AWS}.Config`;
    return { kind: 'pass', helper: traceConfig(type) };
  },
  links: [
    'https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-sdk-go-v2/otelaws',
  ],
};
