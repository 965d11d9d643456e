import type { NodeIntegration } from '#src/model/integration.js';

export const agenda: NodeIntegration = {
  id: 'agenda',
  title: 'Agenda',
  language: 'node',
  role: 'consumer',
  summary: 'Jobs scheduled and run from MongoDB.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'agenda' }],
  sites: [{ kind: 'new', module: 'agenda', exports: ['default', 'Agenda'] }],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
