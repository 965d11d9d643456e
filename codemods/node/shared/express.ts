import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

/** Gives the spans of requests their routes; spans of its own, one for each middleware, would tell of internals. */
export const expressInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-express',
  export: 'ExpressInstrumentation',
  uses: ['ExpressLayerType'],
  options: '{ ignoreLayersType: Object.values(ExpressLayerType) }',
};
