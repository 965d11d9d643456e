import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { at, otelhttp } from './shared/packages.js';

export const resty: GoIntegration = {
  id: 'resty',
  title: 'Resty',
  language: 'go',
  role: 'client',
  summary: 'HTTP requests sent by go-resty.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  sites: [
    { package: 'github.com/go-resty/resty', calls: ['New', 'NewWithClient'] },
    { package: 'resty.dev', calls: ['New', 'NewWithClient'] },
  ],
  instrumentedBy: [
    {
      by: 'otelhttp',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      funcs: ['NewTransport'],
    },
    { by: 'otelresty', package: 'github.com/dubonzi/otelresty' },
  ],
  hooks: ['RoundTrip'],
  wrap(site) {
    if (site.symbol === 'NewWithClient' && site.isFromSite(0)) return { kind: 'covered' };
    if (site.package !== 'github.com/go-resty/resty/v2') {
      return leftToUser(
        'unsupported-version',
        'Only Resty v2 is rewritten.',
        'Give the client `otelhttp.NewTransport(…)` around its transport.',
      );
    }
    // These set up an *http.Transport, and fail on any other.
    if (
      site.moduleMentions(
        /\.(?:SetTransport|SetProxy|RemoveProxy|SetTLSClientConfig|SetRootCertificate\w*|SetClientRootCertificate\w*|SetCertificates)\(/,
      )
    ) {
      return leftToUser(
        'transport-type',
        'The module sets up the transport of a Resty client, which has to be an `*http.Transport` for that.',
        'After the last such call: `client.SetTransport(otelhttp.NewTransport(client.GetClient().Transport))`.',
      );
    }
    const client = `*${at(site.package)}.Client`;
    return {
      kind: 'pass',
      helper: {
        name: 'traceResty',
        text: `
// @@ adds tracing to the requests of a client.
func @@(client ${client}) ${client} {
	return client.SetTransport(${otelhttp}.NewTransport(client.GetClient().Transport))
}`,
      },
    };
  },
};
