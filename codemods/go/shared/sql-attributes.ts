import type { GoWrapSite } from '#src/model/go-wrap.js';
import { attribute, otelsql } from './packages.js';

const SYSTEMS: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  pgx: 'postgresql',
  'pgx/v5': 'postgresql',
  pq: 'postgresql',
  cloudsqlpostgres: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  sqlserver: 'microsoft.sql_server',
  mssql: 'microsoft.sql_server',
};

/** The database system by the literal name of a driver; null when it cannot be told. */
export function systemOf(driver: string | null | undefined): string | null {
  return SYSTEMS[driver ?? ''] ?? null;
}

/** Options of otelsql: the system where it is known, and no spans for what is only noise. */
export function sqlOptions(site: GoWrapSite, system: string | null): string[] {
  // Semantic conventions v1.30 renamed the attribute.
  const key = site.otel >= 35 ? 'db.system.name' : 'db.system';
  const value = site.otel >= 35 || system !== 'microsoft.sql_server' ? system : 'mssql';
  const quiet = `${otelsql}.WithSpanOptions(${otelsql}.SpanOptions{OmitConnResetSession: true, OmitRows: true})`;
  if (value === null) return [quiet];
  return [`${otelsql}.WithAttributes(${attribute}.String("${key}", "${value}"))`, quiet];
}
