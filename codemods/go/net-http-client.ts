import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { at, otelhttp } from './shared/packages.js';

export const netHttpClient: GoIntegration = {
  id: 'net/http-client',
  title: 'net/http client',
  language: 'go',
  role: 'client',
  summary: 'HTTP requests sent by the standard library.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  sites: [
    {
      package: 'net/http',
      calls: ['Get', 'Head', 'Post', 'PostForm'],
      literals: ['Client'],
      variables: ['DefaultClient'],
      decides: { field: 'Transport', arguments: {}, otherwise: 'net/http.DefaultTransport' },
    },
  ],
  context: {
    functions: [{ package: 'net/http', variants: { NewRequest: 'NewRequestWithContext' } }],
    seenBy: ['retryablehttp', 'resty', 'elasticsearch'],
  },
  instrumentedBy: [
    {
      by: 'otelhttp',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      funcs: ['NewTransport', 'Get', 'Head', 'Post', 'PostForm'],
      constructs: ['Get', 'Head', 'Post', 'PostForm'],
    },
    {
      by: 'otelhttptrace',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/httptrace/otelhttptrace',
      funcs: ['NewClientTrace'],
    },
  ],
  wrap(site) {
    if (site.kind === 'call' || site.kind === 'variable' || site.symbol !== 'Client') {
      return leftToUser(
        'shared-client',
        'The default client is shared by the whole program and takes no context.',
        'Make a client with `Transport: otelhttp.NewTransport(http.DefaultTransport)` and send requests made by `http.NewRequestWithContext`.',
      );
    }
    // Without `, ok` an assertion panics, wherever the client has got to by then.
    const panics = /^(?!.*,\s*\w+\s*:?=.*\.Transport\.\(\*).*\.Transport\.\(\*/m;
    if (/\.Transport\.\(\*/.test(site.text) || site.moduleMentions(panics)) {
      return leftToUser(
        'transport-type',
        'The module asserts the type of a `Transport`, which would be another one.',
        'Keep the `*http.Transport` in a variable of its own, then wrap it with `otelhttp.NewTransport`.',
      );
    }
    const before = `${otelhttp}.NewTransport(`;
    const absent = `${before}${at('net/http')}.DefaultTransport)`;
    const notes = site.text.includes('.CloseIdleConnections(')
      ? [
          '`CloseIdleConnections` of a client no longer reaches its transport: call it on the transport itself.',
        ]
      : [];
    return { kind: 'field', name: 'Transport', before, after: ')', absent, notes };
  },
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp'],
};
