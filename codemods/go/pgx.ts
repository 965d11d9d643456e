import type { GoIntegration } from '#src/model/integration.js';

export const pgx: GoIntegration = {
  id: 'pgx',
  title: 'pgx',
  language: 'go',
  role: 'client',
  summary: 'PostgreSQL through jackc/pgx and pgxpool.',
  instrumentation: 'github.com/exaring/otelpgx',
  sites: [
    {
      package: 'github.com/jackc/pgx',
      calls: ['Connect', 'ConnectConfig', 'ConnectWithOptions', 'NewConnPool'],
    },
    { package: 'github.com/jackc/pgx/pgxpool', calls: ['New', 'NewWithConfig', 'Connect', 'ConnectConfig'] },
  ],
  instrumentedBy: [{ by: 'otelpgx', package: 'github.com/exaring/otelpgx', funcs: ['NewTracer'] }],
  links: ['https://github.com/exaring/otelpgx'],
};
