import type { GoInstrumenter } from '#src/model/integration.js';

/** Wrappers of `database/sql`: what they open is instrumented, and so is what is opened over it (sqlx, gorm, bun). */
export const sqlInstrumenters: readonly GoInstrumenter[] = [
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
