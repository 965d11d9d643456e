import type { GoIntegration } from '#src/model/integration.js';
import { wrappedSqlInstrumenters } from './shared/sql-instrumenters.js';

export const gorm: GoIntegration = {
  id: 'gorm',
  title: 'GORM',
  language: 'go',
  role: 'client',
  summary: 'Queries through gorm.io/gorm.',
  instrumentation: 'gorm.io/plugin/opentelemetry',
  sites: [{ package: 'gorm.io/gorm', calls: ['Open'] }],
  instrumentedBy: [
    {
      by: 'gorm plugin/opentelemetry',
      package: 'gorm.io/plugin/opentelemetry/tracing',
      funcs: ['NewPlugin'],
    },
    { by: 'otelgorm', package: 'github.com/uptrace/opentelemetry-go-extra/otelgorm', funcs: ['NewPlugin'] },
    ...wrappedSqlInstrumenters,
  ],
  links: ['https://github.com/go-gorm/opentelemetry'],
};
