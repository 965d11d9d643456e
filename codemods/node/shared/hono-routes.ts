/**
 * What a set-up file declares so that the spans of requests have the routes of Hono. `@hono/otel` makes server spans of its
 * own: HTTP's would have to be turned off, and with them the rule that health checks make none.
 */
import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

const types = `/*ts interface HonoContext {
  req: {
    routeIndex: number;
    matchedRoutes: { method: string; path: string; handler: { length: number } }[];
  };
}*/`;

/** In ES modules the export of a hooked module can be set, in CommonJS Hono's cannot. */
const routes = `// The span of a request is named by the route of Hono that answers it.
const nameByRoute = async (c/*ts: HonoContext*/, next/*ts: () => Promise<void>*/) => {
  try {
    await next();
  } finally {
    const { matchedRoutes, routeIndex } = c.req;
    const isHandler = ({ method = '', handler = { length: 0 } }) => method !== 'ALL' || handler.length < 2;
    const route = matchedRoutes.slice(routeIndex).find(isHandler);
    const http = getRPCMetadata(context.active());
    if (http !== undefined && route !== undefined) http.route = route.path;
  }
};`;

const patch = `const withRoutes = (exports/*ts: { Hono: new (...options: never[]) => object }*/) => {
  const Hono = new Proxy(exports.Hono, {
    construct(target, options, made) {
      const app = Reflect.construct(target, options, made);
      app.use(nameByRoute);
      return app;
    },
  });
  return Reflect.set(exports, 'Hono', Hono) ? exports : { ...exports, Hono };
};`;

const instrumentation = `class HonoRoutes extends InstrumentationBase {
  constructor() {
    super('hono-routes', '1.0.0', {});
  }

  /*ts override */init() {
    const versions = ['>=4.0.0 <5'];
    const files = ['hono', 'preset/tiny', 'preset/quick']
      .flatMap((name) => ['hono/dist/' + name + '.js', 'hono/dist/cjs/' + name + '.js'])
      .map((name) => new InstrumentationNodeModuleFile(name, versions, withRoutes, (one) => one));
    return new InstrumentationNodeModuleDefinition('hono', versions, undefined, undefined, files);
  }
}`;

export const honoRoutes: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation',
  export: 'InstrumentationBase',
  uses: ['InstrumentationNodeModuleDefinition', 'InstrumentationNodeModuleFile'],
  needs: [
    { package: '@opentelemetry/api', exports: ['context'] },
    { package: '@opentelemetry/core', exports: ['getRPCMetadata'] },
  ],
  preamble: [types, routes, patch, instrumentation],
  element: 'new HonoRoutes()',
  hooks: 'hono',
};
