import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

/** Servers and clients of `node:http`: the spans of requests, whatever framework or client stands on it. */
export const httpInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-http',
  export: 'HttpInstrumentation',
  preamble: [
    'const HEALTH_CHECK = /^\\/(?:_?health(?:z|y|[-_]?check)?|(?:live|ready)z?|(?:live|readi)ness|ping|metrics)\\/?(?:$|\\?)/i;',
  ],
  options: `{
  ignoreIncomingRequestHook: (request) => HEALTH_CHECK.test(String(request.url)),
  // What callers write into the query may be theirs alone.
  startIncomingSpanHook: () => ({ 'url.query': undefined }),
}`,
};
