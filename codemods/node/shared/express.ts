import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

/**
 * Gives the spans of requests their routes. Spans for each middleware and handler would tell of internals. Routers keep
 * theirs: without, the instrumentation puts routes together wrongly (`/orders/orders/:id`).
 */
export const expressInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-express',
  export: 'ExpressInstrumentation',
  uses: ['ExpressLayerType'],
  options: '{ ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.REQUEST_HANDLER] }',
};
