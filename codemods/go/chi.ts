import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const chi: GoIntegration = {
  id: 'chi',
  title: 'chi',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by chi.',
  instrumentation: 'github.com/riandyrn/otelchi',
  sites: [{ package: 'github.com/go-chi/chi', calls: ['NewRouter', 'NewMux'] }],
  instrumentedBy: httpServerInstrumenters,
};
