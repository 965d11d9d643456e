import type { GoIntegration } from '#src/model/integration.js';

export const hertz: GoIntegration = {
  id: 'hertz',
  title: 'Hertz',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by cloudwego/hertz.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/cloudwego/hertz/pkg/app/server', calls: ['Default', 'New'] }],
  instrumentedBy: [{ by: 'hertz-contrib', package: 'github.com/hertz-contrib/obs-opentelemetry/tracing' }],
};
