import type { GoHelper } from '#src/model/go-wrap.js';
import { otelpgx } from './packages.js';

const TRACER = `${otelpgx}.NewTracer(${otelpgx}.WithTrimSQLInSpanName())`;
const MULTI = '@{github.com/jackc/pgx/v5/multitracer}';

/** A configuration has room for one tracer: another one that is there keeps its place beside ours. */
function setTracer(config: string): string {
  return `if ${config}.Tracer == nil {
		${config}.Tracer = ${TRACER}
	} else {
		${config}.Tracer = ${MULTI}.New(${config}.Tracer, ${TRACER})
	}`;
}

/** @param pkg pgx or pgxpool, as a template */
export function pgxHelpers(
  pkg: string,
): Record<'newPool' | 'poolConfig' | 'connect' | 'connConfig', GoHelper> {
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
    },
    poolConfig: {
      name: 'tracePool',
      text: `
// @@ gives a copy of the configuration with traced queries.
func @@(config *${pkg}.Config) *${pkg}.Config {
	config = config.Copy()
	${setTracer('config.ConnConfig')}
	return config
}`,
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
    },
    connConfig: {
      name: 'traceConn',
      text: `
// @@ gives a copy of the configuration with traced queries.
func @@(config *${pkg}.ConnConfig) *${pkg}.ConnConfig {
	config = config.Copy()
	${setTracer('config')}
	return config
}`,
    },
  };
}
