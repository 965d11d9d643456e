import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const goRestful: GoIntegration = {
  id: 'go-restful',
  title: 'go-restful',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by go-restful.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/emicklei/go-restful/otelrestful',
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/emicklei/go-restful', calls: ['NewContainer'] }],
  context: { sources: { 'github.com/emicklei/go-restful.Request': '.Request.Context()' } },
  instrumentedBy: httpServerInstrumenters,
};
