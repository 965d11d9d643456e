import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const fiber: GoIntegration = {
  id: 'fiber',
  title: 'Fiber',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Fiber.',
  instrumentation: 'github.com/gofiber/contrib/v3/otel',
  sites: [{ package: 'github.com/gofiber/fiber', calls: ['New'] }],
  instrumentedBy: httpServerInstrumenters,
};
