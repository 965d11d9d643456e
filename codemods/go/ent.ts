import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { wrappedSqlInstrumenters } from './shared/sql-instrumenters.js';

export const ent: GoIntegration = {
  id: 'ent',
  title: 'ent',
  language: 'go',
  role: 'client',
  summary: 'Queries through entgo.io/ent.',
  instrumentation: 'github.com/XSAM/otelsql',
  sites: [
    { package: 'entgo.io/ent/dialect/sql', calls: ['Open', 'OpenDB'] },
    { package: 'entgo.io/ent', generated: ['Open'] },
  ],
  instrumentedBy: wrappedSqlInstrumenters,
  wrap(site) {
    if (site.symbol === 'OpenDB' && site.isFromSite(1)) return { kind: 'covered' };
    return leftToUser(
      'made-elsewhere',
      'ent opens its database itself, or is given one that is opened elsewhere.',
      'Open it with `otelsql.Open`, hand it to `entsql.OpenDB`, and that to `ent.NewClient(ent.Driver(…))`.',
    );
  },
};
