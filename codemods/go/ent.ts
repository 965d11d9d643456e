import type { GoIntegration } from '#src/model/integration.js';
import { wrappedSqlInstrumenters } from './shared/sql-instrumenters.js';

export const ent: GoIntegration = {
  id: 'ent',
  title: 'ent',
  language: 'go',
  role: 'client',
  summary: 'Queries through entgo.io/ent.',
  instrumentation: 'github.com/XSAM/otelsql',
  manual: 'There is no rewrite for it yet; hand `entsql.OpenDB` a database that otelsql opened.',
  sites: [
    { package: 'entgo.io/ent/dialect/sql', calls: ['Open', 'OpenDB'] },
    { package: 'entgo.io/ent', generated: ['Open'] },
  ],
  instrumentedBy: wrappedSqlInstrumenters,
};
