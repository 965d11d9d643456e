import type { GoHelper } from '#src/model/go-wrap.js';
import { at, otelhttp, trace } from './packages.js';

const http = at('net/http');

/**
 * Before v0.69 otelhttp names its spans by nothing that the request has. Go 1.23 tells the route in the request once the
 * router has seen it; before that a ServeMux can be asked for it.
 * @param go minor version of the module's `go` line
 */
export function traceHandler(go: number): GoHelper {
  return { name: 'traceHandler', text: go >= 23 ? byPattern : byMux, uses: [requestName] };
}

const requestName: GoHelper = {
  name: 'requestName',
  text: `
// @@ names the span of a request by its method and the route of a pattern such as "GET example.com/orders/{id}".
func @@(method, pattern string) string {
	switch method {
	case ${http}.MethodGet, ${http}.MethodHead, ${http}.MethodPost, ${http}.MethodPut, ${http}.MethodPatch,
		${http}.MethodDelete, ${http}.MethodConnect, ${http}.MethodOptions, ${http}.MethodTrace:
	default:
		method = "HTTP"
	}
	if i := @{strings}.IndexByte(pattern, '/'); i >= 0 {
		return method + " " + pattern[i:]
	}
	return method
}`,
};

/** A copy of a request hides the route that the mux found: the mux is asked for it. */
export const routeNames: GoHelper = {
  name: 'routeNames',
  text: `
// @@ names the spans of requests by their method and the route that a mux has for them.
func @@(mux *${http}.ServeMux) func(string, *${http}.Request) string {
	return func(_ string, r *${http}.Request) string {
		_, pattern := mux.Handler(r)
		return @(requestName)(r.Method, pattern)
	}
}`,
  uses: [requestName],
};

const DOC = '// @@ gives every request a server span that is named by its method and route.';

/** Some versions ask for the name once more when the handler is done, the older ones do not. */
const byPattern = `
${DOC}
func @@(next ${http}.Handler) ${http}.Handler {
	named := ${http}.HandlerFunc(func(w ${http}.ResponseWriter, r *${http}.Request) {
		defer func() {
			${trace}.SpanFromContext(r.Context()).SetName(@(requestName)(r.Method, r.Pattern))
		}()
		next.ServeHTTP(w, r)
	})
	return ${otelhttp}.NewHandler(named, "server", ${otelhttp}.WithSpanNameFormatter(func(_ string, r *${http}.Request) string {
		return @(requestName)(r.Method, r.Pattern)
	}))
}`;

const byMux = `
${DOC}
func @@(next ${http}.Handler) ${http}.Handler {
	return ${otelhttp}.NewHandler(next, "server", ${otelhttp}.WithSpanNameFormatter(func(_ string, r *${http}.Request) string {
		pattern := ""
		if mux, ok := next.(*${http}.ServeMux); ok {
			_, pattern = mux.Handler(r)
		}
		return @(requestName)(r.Method, pattern)
	}))
}`;
