/** Requests by functions and methods of net/http that take no context: the same, with one. */
import type { GoContextVariant } from '#src/model/go-context.js';
import type { GoHelper } from '#src/model/go-wrap.js';
import { otelhttp } from './packages.js';

const http = '@{net/http}';
const shared = { stem: 'http_client', title: 'HTTP requests' };

const defaultTransport: GoHelper = {
  name: 'tracedDefaultTransport',
  shared,
  text: `
// @@ sends what http.DefaultClient would send, with a span for each request.
var @@ = ${otelhttp}.NewTransport(@@Base{})

type @@Base struct{}

// RoundTrip asks for the transport each time, as http.DefaultClient does.
func (@@Base) RoundTrip(request *${http}.Request) (*${http}.Response, error) {
	if ${http}.DefaultClient.Transport != nil {
		return ${http}.DefaultClient.Transport.RoundTrip(request)
	}
	return ${http}.DefaultTransport.RoundTrip(request)
}`,
};

/** In place of `http.DefaultClient`. */
export const tracedDefaultClient: GoHelper = {
  name: 'tracedDefaultClient',
  shared,
  text: `
// @@ is http.DefaultClient with a span for each request.
func @@() *${http}.Client {
	client := *${http}.DefaultClient
	client.Transport = @(tracedDefaultTransport)
	return &client
}`,
  uses: [defaultTransport],
};

/** In place of `otelhttp.NewTransport`, whose result has no `CloseIdleConnections`. */
export const closableTransport: GoHelper = {
  name: 'traceTransport',
  shared,
  text: `
// @@ makes a span for each request. CloseIdleConnections of a client still comes to its transport.
func @@(base ${http}.RoundTripper) ${http}.RoundTripper {
	if base == nil {
		base = ${http}.DefaultTransport
	}
	return @@Closer{${otelhttp}.NewTransport(base), base}
}

type @@Closer struct {
	${http}.RoundTripper
	base ${http}.RoundTripper
}

// CloseIdleConnections is for the client to call.
func (t @@Closer) CloseIdleConnections() {
	if base, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		base.CloseIdleConnections()
	}
}`,
};

interface Request {
  method: 'Get' | 'Head' | 'Post' | 'PostForm';
  parameters: string;
  arguments: string;
  /** From the parameters to a request. */
  body: string;
}

const send = (
  method: string,
  body: string,
  header = '',
) => `	request, err := ${http}.NewRequestWithContext(ctx, ${http}.${method}, url, ${body})
	if err != nil {
		return nil, err
	}
${header}	return client.Do(request)`;

const contentType = '	request.Header.Set("Content-Type", contentType)\n';

const REQUESTS: readonly Request[] = [
  { method: 'Get', parameters: 'url string', arguments: 'url', body: send('MethodGet', 'nil') },
  { method: 'Head', parameters: 'url string', arguments: 'url', body: send('MethodHead', 'nil') },
  {
    method: 'Post',
    parameters: 'url, contentType string, body @{io}.Reader',
    arguments: 'url, contentType, body',
    body: send('MethodPost', 'body', contentType),
  },
  {
    method: 'PostForm',
    parameters: 'url string, data @{net/url}.Values',
    arguments: 'url, data',
    body: '	return @(postWith)(ctx, client, url, "application/x-www-form-urlencoded", @{strings}.NewReader(data.Encode()))',
  },
];

const withClient = new Map<string, GoHelper>();
for (const { method, parameters, body } of REQUESTS) {
  const post = withClient.get('Post');
  withClient.set(method, {
    name: `${method[0]!.toLowerCase()}${method.slice(1)}With`,
    shared,
    text: `
// @@ is client.${method} with a context.
func @@(ctx @{context}.Context, client *${http}.Client, ${parameters}) (*${http}.Response, error) {
${body}
}`,
    ...(method === 'PostForm' && post ? { uses: [post] } : {}),
  });
}

/** `client.Get(url)` → `getWith(ctx, client, url)` */
export const clientVariants: Record<string, GoContextVariant> = Object.fromEntries(
  REQUESTS.map(({ method }) => [method, { helper: withClient.get(method)!, takes: 'receiver' }]),
);

/** `http.Get(url)` → `getHTTP(ctx, url)` */
export const defaultVariants: Record<string, GoContextVariant> = Object.fromEntries(
  REQUESTS.map(({ method, parameters, arguments: given }) => {
    const inner = withClient.get(method)!;
    const helper: GoHelper = {
      name: `${method[0]!.toLowerCase()}${method.slice(1)}HTTP`,
      shared,
      text: `
// @@ is http.${method} with a context, and a span for the request.
func @@(ctx @{context}.Context, ${parameters}) (*${http}.Response, error) {
	return @(${inner.name})(ctx, @(tracedDefaultClient)(), ${given})
}`,
      uses: [inner, tracedDefaultClient],
    };
    return [method, { helper, takes: 'nothing' }];
  }),
);
