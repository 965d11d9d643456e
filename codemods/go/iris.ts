import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const iris: GoIntegration = {
  id: 'iris',
  title: 'Iris',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Iris.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/kataras/iris', calls: ['New', 'Default'] }],
  context: { sources: { 'github.com/kataras/iris.Context': '.Request().Context()' } },
  instrumentedBy: httpServerInstrumenters,
};
