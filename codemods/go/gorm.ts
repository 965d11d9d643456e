import type { GoIntegration } from '#src/model/integration.js';
import { gormContext } from './shared/gorm-context.js';
import { leftToUser } from './shared/middleware.js';
import { at, gormTracing } from './shared/packages.js';
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
	return db, db.Use(${gormTracing}.NewPlugin(${gormTracing}.WithoutQueryVariables(), ${gormTracing}.WithoutMetrics()))
}`,
      },
    };
  },
  links: ['https://github.com/go-gorm/opentelemetry'],
};
