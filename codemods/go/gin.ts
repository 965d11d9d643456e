import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { useMiddleware } from './shared/middleware.js';
import { at, otelgin } from './shared/packages.js';

export const gin: GoIntegration = {
  id: 'gin',
  title: 'Gin',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Gin.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin',
  sites: [{ package: 'github.com/gin-gonic/gin', calls: ['New', 'Default'] }],
  instrumentedBy: httpServerInstrumenters,
  wrap: (site) =>
    useMiddleware('traceGin', `*${at(site.package)}.Engine`, `${otelgin}.Middleware("${site.service}")`),
};
