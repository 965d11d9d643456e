import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { otelsql } from './shared/packages.js';
import { sqlOptions, systemOf } from './shared/sql-attributes.js';
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
  wrap(site) {
    if (site.package === 'database/sql') {
      const driver = site.symbol === 'Open' ? site.arguments[0]?.literal : null;
      return { kind: 'callee', to: `${otelsql}.${site.symbol}`, extra: sqlOptions(site, systemOf(driver)) };
    }
    if (site.symbol === 'OpenDB' && site.major >= 5) {
      const inner = `@{${site.package}}.GetConnector`;
      return { kind: 'inside', to: `${otelsql}.OpenDB`, inner, extra: sqlOptions(site, 'postgresql') };
    }
    return leftToUser(
      'opened-from-pool',
      'It is opened over a pgx pool, whose own tracer sees its queries.',
      'Instrument the pool with `otelpgx.NewTracer` instead.',
    );
  },
  links: ['https://pkg.go.dev/github.com/XSAM/otelsql'],
};
