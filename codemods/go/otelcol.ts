import type { GoIntegration } from '#src/model/integration.js';

export const otelcol: GoIntegration = {
  id: 'otelcol',
  title: 'OpenTelemetry Collector',
  language: 'go',
  role: 'server',
  summary: 'A Collector distribution: receivers that serve, exporters that send.',
  instrumentation: null,
  manual: 'A Collector is configured, not rewritten.',
  sites: [
    {
      package: 'go.opentelemetry.io/collector/otelcol',
      calls: ['NewCommand', 'NewCommandMustSetProvider', 'NewCollector'],
    },
  ],
  instrumentedBy: [],
};
