import type { GoHelper, GoWrapSite } from '#src/model/go-wrap.js';
import { at, otelsql } from './packages.js';
import { mysqlOptions, sqlOptions } from './sql-options.js';

/** A function with the signature of one of sqlx's. The driver keeps its name: sqlx chooses placeholders by it. */
export function sqlxHelper(site: GoWrapSite): GoHelper | null {
  const make = MAKERS[site.symbol];
  if (!make) return null;
  const isMysql = site.arguments[site.symbol === 'ConnectContext' ? 1 : 0]?.literal === 'mysql';
  const options = isMysql ? mysqlOptions(site) : sqlOptions(site);
  const decides = isMysql ? 'dataSourceName' : 'driverName';
  const open = `${otelsql}.Open(driverName, dataSourceName, @(${options.name})(${decides})...)`;
  const name = `${site.symbol[0]!.toLowerCase()}${site.symbol.slice(1)}${isMysql ? 'MySQL' : ''}Traced`;
  return { name, text: make(at(site.package), open), uses: [options] };
}

type Maker = (sqlx: string, open: string) => string;

const MAKERS: Readonly<Record<string, Maker>> = {
  Open: (sqlx, open) => `
// @@ is sqlx.Open with traced queries.
func @@(driverName, dataSourceName string) (*${sqlx}.DB, error) {
	db, err := ${open}
	if err != nil {
		return nil, err
	}
	return ${sqlx}.NewDb(db, driverName), nil
}`,
  MustOpen: (sqlx, open) => `
// @@ is sqlx.MustOpen with traced queries.
func @@(driverName, dataSourceName string) *${sqlx}.DB {
	db, err := ${open}
	if err != nil {
		panic(err)
	}
	return ${sqlx}.NewDb(db, driverName)
}`,
  Connect: (sqlx, open) => `
// @@ is sqlx.Connect with traced queries.
func @@(driverName, dataSourceName string) (*${sqlx}.DB, error) {
	db, err := ${open}
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, err
	}
	return ${sqlx}.NewDb(db, driverName), nil
}`,
  ConnectContext: (sqlx, open) => `
// @@ is sqlx.ConnectContext with traced queries.
func @@(ctx @{context}.Context, driverName, dataSourceName string) (*${sqlx}.DB, error) {
	db, err := ${open}
	if err != nil {
		return nil, err
	}
	if err := db.PingContext(ctx); err != nil {
		return ${sqlx}.NewDb(db, driverName), err
	}
	return ${sqlx}.NewDb(db, driverName), nil
}`,
  MustConnect: (sqlx, open) => `
// @@ is sqlx.MustConnect with traced queries.
func @@(driverName, dataSourceName string) *${sqlx}.DB {
	db, err := ${open}
	if err != nil {
		panic(err)
	}
	if err := db.Ping(); err != nil {
		db.Close()
		panic(err)
	}
	return ${sqlx}.NewDb(db, driverName)
}`,
};
