import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { gormContext } from './shared/gorm-context.js';
import { leftToUser } from './shared/middleware.js';
import { at, gormTracing, otel, trace } from './shared/packages.js';
import { queryName } from './shared/query-name.js';
import { wrappedSqlInstrumenters } from './shared/sql-instrumenters.js';

export const gorm: GoIntegration = {
  id: 'gorm',
  title: 'GORM',
  language: 'go',
  role: 'client',
  summary: 'Queries through gorm.io/gorm.',
  instrumentation: 'gorm.io/plugin/opentelemetry',
  sites: [{ package: 'gorm.io/gorm', calls: ['Open'] }],
  instrumentedBy: [
    {
      by: 'gorm plugin/opentelemetry',
      package: 'gorm.io/plugin/opentelemetry/tracing',
      funcs: ['NewPlugin'],
    },
    { by: 'otelgorm', package: 'github.com/uptrace/opentelemetry-go-extra/otelgorm', funcs: ['NewPlugin'] },
    ...wrappedSqlInstrumenters,
  ],
  context: gormContext,
  wrap(site) {
    if (/\bConn(?:Pool)?:/.test(site.arguments.map((a) => a.text).join(' '))) return { kind: 'covered' };
    if (site.major !== 1)
      return leftToUser('unknown-version', 'This major version is not known.', 'Add the plugin by hand.');
    return {
      kind: 'pass',
      helper: {
        name: 'traceGorm',
        text: `
// @@ adds tracing to what gorm.Open gives. Bound values stay out of the spans.
func @@(db *${at(site.package)}.DB, err error) (*${at(site.package)}.DB, error) {
	if err != nil {
		return db, err
	}
	provider := @(gormTracerProvider){${otel}.GetTracerProvider()}
	plugin := ${gormTracing}.NewPlugin(${gormTracing}.WithTracerProvider(provider), ${gormTracing}.WithoutQueryVariables(), ${gormTracing}.WithoutMetrics())
	return db, @{errors}.Join(db.Use(plugin), @(nameGormSpans)(db))
}`,
        uses: [nameSpans(at(site.package)), upperCaseNames],
      },
    };
  },
  links: ['https://github.com/go-gorm/opentelemetry'],
};

/** The plugin names spans by operation and table too, in lower case. */
const upperCaseNames: GoHelper = {
  name: 'gormTracerProvider',
  text: `
// @@ gives the plugin spans whose names have the operation in capitals, as it is in SQL: "SELECT orders".
type @@ struct{ ${trace}.TracerProvider }

type @@Tracer struct{ ${trace}.Tracer }

type @@Span struct{ ${trace}.Span }

func (p @@) Tracer(name string, options ...${trace}.TracerOption) ${trace}.Tracer {
	return @@Tracer{p.TracerProvider.Tracer(name, options...)}
}

func (t @@Tracer) Start(ctx @{context}.Context, name string, options ...${trace}.SpanStartOption) (@{context}.Context, ${trace}.Span) {
	ctx, span := t.Tracer.Start(ctx, name, options...)
	named := @@Span{span}
	return ${trace}.ContextWithSpan(ctx, named), named
}

func (s @@Span) SetName(name string) {
	operation, table, _ := @{strings}.Cut(name, " ")
	s.Span.SetName(@{strings}.TrimSpace(@{strings}.ToUpper(operation) + " " + table))
}`,
};

/** The plugin leaves spans of raw SQL, and its older versions all spans, with the name of the callback. */
function nameSpans(gormPackage: string): GoHelper {
  return {
    name: 'nameGormSpans',
    text: `
// @@ names spans by operation and table before the plugin ends them.
func @@(db *${gormPackage}.DB) error {
	name := func(tx *${gormPackage}.DB) {
		${trace}.SpanFromContext(tx.Statement.Context).SetName(@(queryName)(tx.Statement.SQL.String()))
	}
	on := db.Callback()
	return @{errors}.Join(
		on.Create().After("gorm:create").Before("otel:after:create").Register("telemetry:name", name),
		on.Query().After("gorm:query").Before("otel:after:select").Register("telemetry:name", name),
		on.Update().After("gorm:update").Before("otel:after:update").Register("telemetry:name", name),
		on.Delete().After("gorm:delete").Before("otel:after:delete").Register("telemetry:name", name),
		on.Row().After("gorm:row").Before("otel:after:row").Register("telemetry:name", name),
		on.Raw().After("gorm:raw").Before("otel:after:raw").Register("telemetry:name", name),
	)
}`,
    uses: [queryName],
  };
}
