import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoInstrumenter } from '#src/model/integration.js';
import { otelpgx } from './packages.js';
import { queryName } from './query-name.js';

/** What gives a connection its tracer: also what `database/sql` is opened over. */
export const pgxInstrumenter: GoInstrumenter = {
  by: 'otelpgx',
  package: 'github.com/exaring/otelpgx',
  funcs: ['NewTracer'],
};

const PGX = '@{github.com/jackc/pgx/v5}';
const TRACER = `@(pgxTracer){${otelpgx}.NewTracer(${otelpgx}.WithTrimSQLInSpanName())}`;
const MULTI = '@{github.com/jackc/pgx/v5/multitracer}';

/**
 * A configuration has room for one tracer: another one that is there keeps its place, beside ours where pgx can share it.
 * @param go minor version of the module's `go` line
 */
function setTracer(config: string, go: number): string {
  if (go < 21) return `if ${config}.Tracer == nil {\n\t\t${config}.Tracer = ${TRACER}\n\t}`;
  return `if ${config}.Tracer == nil {
		${config}.Tracer = ${TRACER}
	} else {
		${config}.Tracer = ${MULTI}.New(${config}.Tracer, ${TRACER})
	}`;
}

/** otelpgx's own way to choose names puts them into `db.operation.name`, and into the spans of preparing, too. */
const tracer: GoHelper = {
  name: 'pgxTracer',
  text: `
// @@ names the spans of queries by operation and table.
type @@ struct{ *${otelpgx}.Tracer }

func (t @@) TraceQueryStart(ctx @{context}.Context, conn *${PGX}.Conn, data ${PGX}.TraceQueryStartData) @{context}.Context {
	ctx = t.Tracer.TraceQueryStart(ctx, conn, data)
	@{go.opentelemetry.io/otel/trace}.SpanFromContext(ctx).SetName(@(queryName)(data.SQL))
	return ctx
}`,
  uses: [queryName],
};

/**
 * @param pkg pgx or pgxpool, as a template
 * @param go minor version of the module's `go` line
 */
export function pgxHelpers(
  pkg: string,
  go: number,
): Record<'newPool' | 'poolConfig' | 'connect' | 'connectWithOptions' | 'connConfig', GoHelper> {
  return {
    newPool: {
      name: 'newTracedPool',
      text: `
// @@ is pgxpool.New with traced queries.
func @@(ctx @{context}.Context, connString string) (*${pkg}.Pool, error) {
	config, err := ${pkg}.ParseConfig(connString)
	if err != nil {
		return nil, err
	}
	config.ConnConfig.Tracer = ${TRACER}
	return ${pkg}.NewWithConfig(ctx, config)
}`,
      uses: [tracer],
    },
    poolConfig: {
      name: 'tracePool',
      text: `
// @@ gives a copy of the configuration with traced queries.
func @@(config *${pkg}.Config) *${pkg}.Config {
	config = config.Copy()
	${setTracer('config.ConnConfig', go)}
	return config
}`,
      uses: [tracer],
    },
    connect: {
      name: 'connectTraced',
      text: `
// @@ is pgx.Connect with traced queries.
func @@(ctx @{context}.Context, connString string) (*${pkg}.Conn, error) {
	config, err := ${pkg}.ParseConfig(connString)
	if err != nil {
		return nil, err
	}
	config.Tracer = ${TRACER}
	return ${pkg}.ConnectConfig(ctx, config)
}`,
      uses: [tracer],
    },
    connectWithOptions: {
      name: 'connectTracedWithOptions',
      text: `
// @@ is pgx.ConnectWithOptions with traced queries.
func @@(ctx @{context}.Context, connString string, options ${pkg}.ParseConfigOptions) (*${pkg}.Conn, error) {
	config, err := ${pkg}.ParseConfigWithOptions(connString, options)
	if err != nil {
		return nil, err
	}
	config.Tracer = ${TRACER}
	return ${pkg}.ConnectConfig(ctx, config)
}`,
      uses: [tracer],
    },
    connConfig: {
      name: 'traceConn',
      text: `
// @@ gives a copy of the configuration with traced queries.
func @@(config *${pkg}.ConnConfig) *${pkg}.ConnConfig {
	config = config.Copy()
	${setTracer('config', go)}
	return config
}`,
      uses: [tracer],
    },
  };
}
