import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const gorillaMux: GoIntegration = {
  id: 'gorilla/mux',
  title: 'gorilla/mux',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by gorilla/mux.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/gorilla/mux/otelmux',
  sites: [{ package: 'github.com/gorilla/mux', calls: ['NewRouter'], literals: ['Router'] }],
  instrumentedBy: httpServerInstrumenters,
};
