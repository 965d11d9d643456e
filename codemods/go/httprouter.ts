import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const httprouter: GoIntegration = {
  id: 'httprouter',
  title: 'httprouter',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by httprouter.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/julienschmidt/httprouter', calls: ['New'] }],
  instrumentedBy: httpServerInstrumenters,
};
