import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { sqlxContext } from './shared/sql-context.js';
import { wrappedSqlInstrumenters } from './shared/sql-instrumenters.js';
import { sqlxHelper } from './shared/sqlx-helpers.js';

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
  hooks: ['TraceQueryStart'],
  context: sqlxContext,
  wrap(site) {
    const helper = sqlxHelper(site);
    if (helper) return { kind: 'replace', helper };
    if (site.isFromSite(0)) return { kind: 'covered' };
    return leftToUser(
      'made-elsewhere',
      'It wraps a `*sql.DB` that is opened elsewhere.',
      'Open that one with `otelsql.Open`, and keep the driver’s own name for `sqlx.NewDb`.',
    );
  },
};
