import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const echo: GoIntegration = {
  id: 'echo',
  title: 'Echo',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Echo.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/labstack/echo/otelecho',
  sites: [{ package: 'github.com/labstack/echo', calls: ['New'] }],
  instrumentedBy: httpServerInstrumenters,
};
