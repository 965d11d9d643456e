import type { GoIntegration } from '#src/model/integration.js';
import { leftToUser } from './shared/middleware.js';
import { at } from './shared/packages.js';
import { pgxHelpers, pgxInstrumenter } from './shared/pgx-helpers.js';

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
  context: {
    takenFirst: ['github.com/jackc/pgx'],
    spans: {
      packages: /^github\.com\/jackc\/pgx(?:\/pgxpool)?$/,
      calls: /^(?:Query|QueryRow|Exec|SendBatch|CopyFrom|Begin|BeginTx|Prepare)$/,
    },
  },
  instrumentedBy: [pgxInstrumenter],
  hooks: ['TraceQueryStart'],
  wrap(site) {
    if (site.major !== 5) {
      return leftToUser(
        'unsupported-version',
        'Only pgx v5 has a tracer interface that is maintained.',
        'Move to pgx v5, then run again.',
      );
    }
    const helpers = pgxHelpers(at(site.package), site.go);
    switch (`${site.package.endsWith('pgxpool') ? 'pool ' : ''}${site.symbol}`) {
      case 'pool New':
        return { kind: 'replace', helper: helpers.newPool };
      case 'pool NewWithConfig':
        return { kind: 'argument-helper', index: 1, helper: helpers.poolConfig };
      case 'Connect':
        return { kind: 'replace', helper: helpers.connect };
      case 'ConnectWithOptions':
        return { kind: 'replace', helper: helpers.connectWithOptions };
      case 'ConnectConfig':
        return { kind: 'argument-helper', index: 1, helper: helpers.connConfig };
    }
    return leftToUser(
      'unusual-construction',
      `\`${site.symbol}\` is not rewritten.`,
      'Set `Tracer: otelpgx.NewTracer(otelpgx.WithTrimSQLInSpanName())` on the connection’s configuration.',
    );
  },
  links: ['https://github.com/exaring/otelpgx'],
};
