import { preferInstrumentationLibrary } from '#rules/prefer-instrumentation-library.js';
import { ruleTable } from './support/rule-table.js';

const message = (by: string) =>
  `Inside of this span is one call that \`${by}\` makes a span of, with the attributes that dashboards know. Use that library, and remove this span.`;

/** A function whose body, after the start of a span of the given name on line 13, is given. */
const go = (name: string, body: string) => `package stock

import (
	"context"
	"database/sql"
	"net/http"

	"go.opentelemetry.io/otel"
)

var tracer = otel.Tracer("stock")

func list(ctx context.Context, db *sql.DB, req *http.Request) error {
	ctx, span := tracer.Start(ctx, "${name}")
	defer span.End()
	${body.split('\n').join('\n\t')}
}
`;
const QUERY =
  'rows, err := db.QueryContext(ctx, "SELECT 1")\nif err != nil {\n\tspan.RecordError(err)\n\treturn err\n}\ndefer rows.Close()\nreturn nil';

ruleTable(preferInstrumentationLibrary, 'go', {
  valid: {
    'a query and what is done with it': go(
      'list stock',
      'rows, _ := db.QueryContext(ctx, "SELECT 1")\nreturn count(rows)',
    ),
    'two queries': go(
      'list stock',
      'db.ExecContext(ctx, "SELECT 1")\ndb.ExecContext(ctx, "SELECT 2")\nreturn nil',
    ),
    'a query for each of many': go(
      'list stock',
      'for _, id := range ids {\n\tdb.ExecContext(ctx, id)\n}\nreturn nil',
    ),
    'a name that speaks of the business': go('refund payment', QUERY),
    'a call of a function of ones own': go('list stock', 'return load(ctx)'),
    'a method of the same name': go('list stock', 'return repository.QueryContext(ctx)'),
  },
  invalid: {
    'a query': { code: go('list stock', QUERY), findings: [`14:15-14:27 ${message('otelsql')}`] },
    'a request': {
      code: go('http request', '_, err := http.DefaultClient.Do(req.WithContext(ctx))\nreturn err'),
      findings: [`14:15-14:27 ${message('otelhttp')}`],
    },
  },
});

const node = (name: string, body: string) => `import { trace } from '@opentelemetry/api';
import pg from 'pg';

const pool = new pg.Pool();
const tracer = trace.getTracer('stock');

export const list = () =>
  tracer.startActiveSpan('${name}', async (span) => {
    ${body}
  });
`;

ruleTable(preferInstrumentationLibrary, 'node', {
  valid: {
    'two queries': node(
      'list stock',
      "await pool.query('SELECT 1'); await pool.query('SELECT 2'); span.end();",
    ),
    'a query and more work': node('list stock', "count(await pool.query('SELECT 1')); span.end();"),
    'a name that speaks of the business': node('refund payment', "await pool.query('SELECT 1'); span.end();"),
    'an unknown pool': node('list stock', "await store.query('SELECT 1'); span.end();"),
  },
  invalid: {
    'a query': {
      code: node('list stock', "try { return await pool.query('SELECT 1'); } finally { span.end(); }"),
      findings: [`8:26-8:38 ${message('@opentelemetry/instrumentation-pg')}`],
    },
    'a request': {
      code: node('list stock', "const response = await fetch('/stock'); span.end(); return response.json();"),
      findings: [`8:26-8:38 ${message('@opentelemetry/instrumentation-undici')}`],
    },
  },
});
