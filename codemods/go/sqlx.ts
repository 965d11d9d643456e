import type { GoIntegration } from '#src/model/integration.js';
import { wrappedSqlInstrumenters } from './shared/sql-instrumenters.js';

export const sqlx: GoIntegration = {
  id: 'sqlx',
  title: 'sqlx',
  language: 'go',
  role: 'client',
  summary: 'Queries through jmoiron/sqlx.',
  instrumentation: 'github.com/XSAM/otelsql',
  sites: [
    {
      package: 'github.com/jmoiron/sqlx',
      calls: ['Open', 'MustOpen', 'Connect', 'ConnectContext', 'MustConnect', 'NewDb'],
    },
  ],
  instrumentedBy: [
    ...wrappedSqlInstrumenters,
    {
      by: 'otelsqlx',
      package: 'github.com/uptrace/opentelemetry-go-extra/otelsqlx',
      constructs: ['Open', 'MustOpen', 'Connect', 'ConnectContext', 'MustConnect', 'OpenDB'],
    },
  ],
};
