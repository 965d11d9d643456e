import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

/** Spans of hooks and handlers are off: an anonymous one would be named by its source text. */
export const fastifyInstrumentation: NodeInstrumentation = {
  package: '@fastify/otel',
  export: 'FastifyOtelInstrumentation',
  options: `{
  registerOnInitialization: true,
  instrumentHooks: false,
  instrumentHandler: false,
}`,
};
