import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { otelsql } from './shared/packages.js';
import { pgxInstrumenter } from './shared/pgx-helpers.js';
import { sqlContext } from './shared/sql-context.js';
import { sqlInstrumenters } from './shared/sql-instrumenters.js';
import { mysqlOptions, sqlOptions } from './shared/sql-options.js';

/** The driver answers `driver.ErrSkip` to a query with arguments, and database/sql then prepares a statement. */
const PREPARES =
  'Without `interpolateParams=true` in the DSN this driver prepares each query that has arguments: a second span, very short, has its name then.';

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
  instrumentedBy: [...sqlInstrumenters, pgxInstrumenter],
  hooks: ['TraceQueryStart'],
  context: sqlContext,
  wrap(site) {
    const options = sqlOptions(site);
    const optionsFor = (driver: string) => [`@(${options.name})(${driver})...`];
    const helpers = [options];
    if (site.package === 'database/sql') {
      const [driver, dsn] = site.arguments;
      if (site.symbol === 'Open' && !dsn) {
        return leftToUser(
          'unusual-construction',
          'Its arguments are the results of another call.',
          'Give it the driver and the data source by themselves, then run again.',
        );
      }
      // The data source stands twice then: what it is called for may happen once only.
      const isMysql = site.symbol === 'Open' && driver!.literal === 'mysql';
      if (isMysql && /^(?:"[^"]*"|[\w.]+|os\.Getenv\("\w+"\))$/.test(dsn!.text)) {
        const mysql = mysqlOptions(site);
        const extra = [`@(${mysql.name})(${dsn!.text})...`];
        return { kind: 'callee', to: `${otelsql}.Open`, extra, helpers: [mysql] };
      }
      const isPlain = site.symbol === 'Open' && /^(?:"[^"]*"|`[^`]*`|[\w.]+)$/.test(driver!.text);
      const extra = optionsFor(isPlain ? driver!.text : '""');
      const notes = isMysql ? [PREPARES] : [];
      return { kind: 'callee', to: `${otelsql}.${site.symbol}`, extra, helpers, notes };
    }
    // A pool is a site of pgx, whose tracer sees what is done through it.
    if (site.symbol === 'OpenDBFromPool') return { kind: 'covered' };
    if (site.major >= 5) {
      const inner = `@{${site.package}}.GetConnector`;
      return { kind: 'inside', to: `${otelsql}.OpenDB`, inner, extra: optionsFor('"pgx"'), helpers };
    }
    return leftToUser(
      'unsupported-version',
      'Before pgx v5 its connector is not to be had.',
      'Open it with `otelsql.Open("pgx", stdlib.RegisterConnConfig(config))`.',
    );
  },
  links: ['https://pkg.go.dev/github.com/XSAM/otelsql'],
};
