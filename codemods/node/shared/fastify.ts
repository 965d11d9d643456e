import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

/**
 * Spans of hooks and handlers are off: an anonymous one would be named by its source text. What is left of them is the
 * handler of unknown routes, named by all plugins. Its path has the query in it.
 */
export const fastifyInstrumentation: NodeInstrumentation = {
  package: '@fastify/otel',
  export: 'FastifyOtelInstrumentation',
  options: `{
  registerOnInitialization: true,
  instrumentHooks: false,
  instrumentHandler: false,
  requestHook: (span, { url }) => {
    span.setAttribute('url.path', url.replace(/[?].*/, ''));
  },
  lifecycleHook: (span, { hookName }) => {
    span.updateName(hookName);
  },
}`,
};
