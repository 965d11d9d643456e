import type { GoIntegration } from '#src/model/integration.js';
import {
  clientVariants,
  closableTransport,
  defaultVariants,
  tracedDefaultClient,
} from './shared/http-client-helpers.js';
import { leftToUser } from './shared/middleware.js';
import { at, otelhttp } from './shared/packages.js';

const FIELD = '(?:Transport|CheckRedirect|Jar|Timeout)\\s*=[^=]';

/** Code that puts something else in, under another name too, or asks whether that is what it has. */
const CHANGES_DEFAULT = new RegExp(
  [
    '\\bhttp\\.Default(?:Client|Transport)(?:\\.\\w+)?\\s*=',
    '[=!]=\\s*http\\.Default(?:Client|Transport)\\b',
    '&http\\.DefaultClient\\b',
    // `c := http.DefaultClient`, and then `c.Timeout = t`.
    `([\\w.]+)\\s*:?=\\s*http\\.DefaultClient\\b[^]*?\\b\\1\\.${FIELD}`,
  ].join('|'),
);

/** Code that changes a client which came from elsewhere: a field, a parameter. */
const CHANGES_KEPT = new RegExp(`\\b(\\w+)\\s+\\*http\\.Client\\b[^]*?\\b\\1\\.${FIELD}`);

/** Without `, ok` an assertion panics, wherever the client has got to by then. */
const ASSERTS_TYPE = /\.Transport\.\(\*(?<!^.*,\s*\w+\s*:?=.*\.Transport\.\(\*)/m;

/** Of a client that closes its connections, or of one that is handed to such code. */
const CLOSES_IDLE = /\.CloseIdleConnections\(/;

const SHARED = 'The client is `http.DefaultClient`: whatever else sends requests with it has spans, too.';

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
    types: [{ type: 'net/http.Client', variants: clientVariants }],
    functions: [
      {
        package: 'net/http',
        variants: { NewRequest: 'NewRequestWithContext' },
        variables: { DefaultClient: 'net/http.Client' },
      },
      { package: 'net/http', variants: defaultVariants, alone: { unless: CHANGES_DEFAULT } },
    ],
    spans: { packages: /^net\/http$/, calls: /^NewRequestWithContext$/ },
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
  hooks: ['RoundTrip'],
  wrap(site) {
    const closesIdle = site.moduleMentions(CLOSES_IDLE);
    const before = closesIdle ? `@(${closableTransport.name})(` : `${otelhttp}.NewTransport(`;
    const helpers = closesIdle ? [closableTransport] : [];
    const absent = `${before}${at('net/http')}.DefaultTransport)`;
    const isShared = site.kind === 'variable' && site.symbol === 'DefaultClient';
    if (isShared && !site.moduleMentions(CHANGES_DEFAULT)) {
      if (!site.isKept || !site.moduleMentions(CHANGES_KEPT))
        return { kind: 'value', helper: tracedDefaultClient };
    }
    const keepsType = !site.moduleMentions(ASSERTS_TYPE);
    if (isShared && keepsType && site.setsLater('Transport'))
      return { kind: 'field', name: 'Transport', before, after: ')', absent, helpers, notes: [SHARED] };
    if (isShared) {
      return leftToUser(
        'shared-client',
        'The default client is shared by the whole program, which changes it.',
        'Make a client of its own with `Transport: otelhttp.NewTransport(http.DefaultTransport)`, where what else is set does not matter.',
      );
    }
    if (site.kind === 'call' || site.symbol !== 'Client') {
      return leftToUser(
        'shared-client',
        'The default client is shared by the whole program and takes no context.',
        'Make a client with `Transport: otelhttp.NewTransport(http.DefaultTransport)` and send requests made by `http.NewRequestWithContext`.',
      );
    }
    if (/\.Transport\.\(\*/.test(site.text) || !keepsType) {
      return leftToUser(
        'transport-type',
        'The module asserts the type of a `Transport`, which would be another one.',
        'Keep the `*http.Transport` in a variable of its own, then wrap it with `otelhttp.NewTransport`.',
      );
    }
    return { kind: 'field', name: 'Transport', before, after: ')', absent, helpers };
  },
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp'],
};
