import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { at, otelhttp } from './shared/packages.js';

export const retryablehttp: GoIntegration = {
  id: 'retryablehttp',
  title: 'go-retryablehttp',
  language: 'go',
  role: 'client',
  summary: 'HTTP requests sent by hashicorp/go-retryablehttp.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  sites: [{ package: 'github.com/hashicorp/go-retryablehttp', calls: ['NewClient'] }],
  instrumentedBy: [
    {
      by: 'otelhttp',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      funcs: ['NewTransport'],
    },
  ],
  hooks: ['RoundTrip'],
  wrap(site) {
    const isReplaced = /\.HTTPClient(?:\.Transport)?\s*=[^=]/.test(site.text);
    if (isReplaced || site.moduleMentions(/\.HTTPClient\.Transport\.\(\*/)) {
      return leftToUser(
        'transport-type',
        'The HTTP client below is replaced, or its transport is, or the type of that is asserted.',
        'After that: `client.HTTPClient.Transport = otelhttp.NewTransport(client.HTTPClient.Transport)`.',
      );
    }
    const client = `*${at(site.package)}.Client`;
    return {
      kind: 'pass',
      helper: {
        name: 'traceRetries',
        text: `
// @@ adds tracing to each attempt of a request.
func @@(client ${client}) ${client} {
	client.HTTPClient.Transport = ${otelhttp}.NewTransport(client.HTTPClient.Transport)
	return client
}`,
      },
    };
  },
};
