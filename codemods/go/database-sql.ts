import type { GoIntegration } from '#src/model/integration.js';
import { sqlInstrumenters } from './shared/sql-instrumenters.js';

export const databaseSql: GoIntegration = {
  id: 'database/sql',
  title: 'database/sql',
  language: 'go',
  role: 'client',
  summary: 'Queries through the standard library, whatever the driver.',
  instrumentation: 'github.com/XSAM/otelsql',
  sites: [
    { package: 'database/sql', calls: ['Open', 'OpenDB'] },
    { package: 'github.com/jackc/pgx/stdlib', calls: ['OpenDB', 'OpenDBFromPool'] },
  ],
  instrumentedBy: sqlInstrumenters,
  links: ['https://pkg.go.dev/github.com/XSAM/otelsql'],
};
