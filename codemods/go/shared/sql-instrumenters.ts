import type { GoInstrumenter } from '#src/model/integration.js';

const openers: readonly GoInstrumenter[] = [
  {
    by: 'otelsql',
    package: 'github.com/XSAM/otelsql',
    funcs: ['Open', 'OpenDB', 'Register', 'WrapDriver'],
    constructs: ['Open', 'OpenDB'],
  },
  {
    by: 'go.nhat.io/otelsql',
    package: 'go.nhat.io/otelsql',
    funcs: ['Register', 'RegisterWithSource', 'Wrap'],
  },
  {
    by: 'uptrace/otelsql',
    package: 'github.com/uptrace/opentelemetry-go-extra/otelsql',
    funcs: ['Open', 'OpenDB'],
    constructs: ['Open', 'OpenDB'],
  },
  {
    by: 'splunksql',
    package: 'github.com/signalfx/splunk-otel-go/instrumentation/database/sql/splunksql',
    funcs: ['Open'],
    constructs: ['Open'],
  },
];

/** Wrappers of `database/sql`: what they open is a site of it, and is instrumented. */
export const sqlInstrumenters = openers;

/** The same wrappers for what is opened over a `*sql.DB` of theirs: sqlx, gorm. */
export const wrappedSqlInstrumenters: readonly GoInstrumenter[] = openers.map(
  ({ by, package: path, funcs }) => ({
    by,
    package: path,
    ...(funcs === undefined ? {} : { funcs }),
  }),
);
