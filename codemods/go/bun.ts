import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { wrappedSqlInstrumenters } from './shared/sql-instrumenters.js';

export const bun: GoIntegration = {
  id: 'bun',
  title: 'bun',
  language: 'go',
  role: 'client',
  summary: 'Queries through uptrace/bun.',
  instrumentation: 'github.com/uptrace/bun/extra/bunotel',
  sites: [{ package: 'github.com/uptrace/bun', calls: ['NewDB'] }],
  instrumentedBy: [
    { by: 'bunotel', package: 'github.com/uptrace/bun/extra/bunotel', funcs: ['NewQueryHook'] },
    ...wrappedSqlInstrumenters,
  ],
  hooks: ['BeforeQuery'],
  wrap(site) {
    if (site.isFromSite(0)) return { kind: 'covered' };
    return leftToUser(
      'made-elsewhere',
      'bun works over a `*sql.DB` that is opened elsewhere.',
      'Open that one with `otelsql.Open`, or add `db.AddQueryHook(bunotel.NewQueryHook())`; not both.',
    );
  },
};
