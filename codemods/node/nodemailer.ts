import type { NodeIntegration } from '#src/model/integration.js';

export const nodemailer: NodeIntegration = {
  id: 'nodemailer',
  title: 'Nodemailer',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `nodemailer`.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'nodemailer' }],
  sites: [{ kind: 'call', module: 'nodemailer', exports: ['createTransport'] }],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
