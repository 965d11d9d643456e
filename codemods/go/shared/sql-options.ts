import type { GoHelper, GoWrapSite } from '#src/model/go-wrap.js';
import { attribute, otelsql } from './packages.js';
import { queryName } from './query-name.js';

const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  postgresql: ['postgres', 'pgx', 'pgx/v5', 'pq', 'cloudsqlpostgres'],
  mysql: ['mysql', 'cloudsqlmysql'],
  sqlite: ['sqlite', 'sqlite3'],
  'microsoft.sql_server': ['sqlserver', 'mssql'],
};

const QUIET = `${otelsql}.SpanOptions{OmitConnResetSession: true, OmitRows: true, DisableErrSkip: true}`;

/** Options of otelsql by the name of the driver: the database system, names for the spans, none for what is only noise. */
export function sqlOptions(site: GoWrapSite): GoHelper {
  // Semantic conventions v1.30 renamed the attribute.
  const isRenamed = site.otel >= 35;
  const key = isRenamed ? 'db.system.name' : 'db.system';
  const cases = Object.entries(SYSTEMS).map(([system, drivers]) => {
    const value = isRenamed || system !== 'microsoft.sql_server' ? system : 'mssql';
    return `\tcase ${drivers.map((d) => `"${d}"`).join(', ')}:\n\t\tsystem = "${value}"`;
  });
  return {
    name: 'traceSQL',
    shared: { stem: 'sql', title: 'SQL' },
    text: `
// @@ gives otelsql's options for a driver: spans are named by operation and table, and there are none for noise.
func @@(driver string) []${otelsql}.Option {
	options := []${otelsql}.Option{
		${otelsql}.WithSpanNameFormatter(@(sqlSpanName)),
		${otelsql}.WithSpanOptions(${QUIET}),
	}
	var system string
	switch driver {
${cases.join('\n')}
	default:
		return options
	}
	return append(options, ${otelsql}.WithAttributes(${attribute}.String("${key}", system)))
}`,
    uses: [spanName],
  };
}

/** As above for the mysql driver, which prepares queries that have arguments unless its data source says otherwise. */
export function mysqlOptions(site: GoWrapSite): GoHelper {
  return {
    name: 'traceMySQL',
    shared: { stem: 'sql', title: 'SQL' },
    text: `
// @@ gives otelsql's options for the mysql driver. Without interpolateParams=true in the data source the driver
// refuses a query with arguments, which then is prepared: there is no span for the query that was refused.
func @@(dataSource string) []${otelsql}.Option {
	options := @(traceSQL)("mysql")
	if @{strings}.Contains(dataSource, "interpolateParams=true") {
		return options
	}
	spans := ${QUIET}
	spans.SpanFilter = func(_ @{context}.Context, method ${otelsql}.Method, _ string, args []@{database/sql/driver}.NamedValue) bool {
		return len(args) == 0 || (method != ${otelsql}.MethodConnQuery && method != ${otelsql}.MethodConnExec)
	}
	return append(options, ${otelsql}.WithSpanOptions(spans))
}`,
    uses: [sqlOptions(site)],
  };
}

const spanName: GoHelper = {
  name: 'sqlSpanName',
  shared: { stem: 'sql', title: 'SQL' },
  text: `
// @@ names the spans of queries by what they do; the others keep otelsql's names, as sql.conn.prepare.
func @@(_ @{context}.Context, method ${otelsql}.Method, query string) string {
	if query == "" || method == ${otelsql}.MethodConnPrepare {
		return string(method)
	}
	return @(queryName)(query)
}`,
  uses: [queryName],
};
