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
  instrumentedBy: httpServerInstrumenters,
  wrap(site) {
    const app = `*${at(site.package)}.App`;
    if (site.major === 2)
      return useMiddleware('traceFiber', app, '@{github.com/gofiber/contrib/otelfiber/v2}.Middleware()');
    if (site.major === 3)
      return useMiddleware('traceFiber', app, '@{fiberotel=github.com/gofiber/contrib/v3/otel}.Middleware()');
    return leftToUser(
      'unsupported-version',
      'The middleware is for Fiber v2 and v3.',
      'Move to a newer Fiber.',
    );
  },
};
