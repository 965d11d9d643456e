import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

/** Spans of hooks and handlers are off: an anonymous one would be named by its source text. Its path has the query in it. */
export const fastifyInstrumentation: NodeInstrumentation = {
  package: '@fastify/otel',
  export: 'FastifyOtelInstrumentation',
  options: `{
  registerOnInitialization: true,
  instrumentHooks: false,
  instrumentHandler: false,
  requestHook: (span, { url }) => void span.setAttribute('url.path', url.replace(/[?].*/, '')),
}`,
};
