import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { leftToUser, useMiddleware } from './shared/middleware.js';
import { at } from './shared/packages.js';

export const fiber: GoIntegration = {
  id: 'fiber',
  title: 'Fiber',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Fiber.',
  instrumentation: 'github.com/gofiber/contrib/v3/otel',
  sites: [{ package: 'github.com/gofiber/fiber', calls: ['New'] }],
  context: {
    sources: {
      'github.com/gofiber/fiber/v2.Ctx': '.UserContext()',
      'github.com/gofiber/fiber/v3.Ctx': '.Context()',
    },
  },
  instrumentedBy: httpServerInstrumenters,
  wrap(site) {
    const fiber = at(site.package);
    const otelfiber = OTELFIBER[site.major];
    if (otelfiber) {
      const naming = spanName(site.major === 2 ? `*${fiber}.Ctx` : `${fiber}.Ctx`);
      const middleware = `${otelfiber}.Middleware(${otelfiber}.WithSpanNameFormatter(@(${naming.name})))`;
      return useMiddleware('traceFiber', `*${fiber}.App`, middleware, [naming]);
    }
    return leftToUser(
      'unsupported-version',
      'The middleware is for Fiber v2 and v3.',
      'Move to a newer Fiber.',
    );
  },
};

const OTELFIBER: Readonly<Record<number, string>> = {
  2: '@{github.com/gofiber/contrib/otelfiber/v2}',
  3: '@{fiberotel=github.com/gofiber/contrib/v3/otel}',
};

/** The middleware names its spans by the route alone. */
function spanName(context: string): GoHelper {
  return {
    name: 'fiberSpanName',
    text: `
// @@ names the span of a request by its method and route.
func @@(c ${context}) string {
	return c.Method() + " " + c.Route().Path
}`,
  };
}
