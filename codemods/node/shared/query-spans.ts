/**
 * What a set-up file declares so that spans of SQL are named by operation and table, as in Go (`SELECT orders`), and
 * their text has placeholders for values. The instrumentations themselves name no table, take the first word of a text
 * that begins on its second line for none, and show values that a query builder wrote into it.
 */
import { spansStartedBy } from './spans-started-by.js';

/**
 * No line is wider than formatters allow by default, in four blanks a level too, so that they leave it as it is; `forEach`
 * is what the rules of airbnb ask for. It reads a text without values, and looks past what stands in parentheses, as the
 * helper of Go does.
 */
const queryName = `// Operation and table of a query, for example SELECT orders.
const queryName = (text = '') => {
  let operation = '';
  let table = '';
  let isTable = false;
  let depth = 0;
  text.match(WORDS)?.forEach((word) => {
    const begins = operation === 'WITH' && STATEMENT.test(word);
    if (word === '(' || word === ')') {
      depth += word === '(' ? 1 : -1;
      isTable = false;
    } else if (operation === '' || (depth === 0 && begins)) {
      operation = word.toUpperCase();
      isTable = /^(?:INSERT|REPLACE|UPDATE)$/.test(operation);
    } else if (depth === 0 && table === '') {
      const isName = isTable && !MODIFIER.test(word);
      if (isName) table = word.replace(QUOTES, '');
      if (/^(?:FROM|INTO|TABLE)$/i.test(word)) isTable = true;
    }
  });
  return table === '' ? operation || 'query' : \`\${operation} \${table}\`;
};`;

const words = `const WORDS = /(?:"[^"]*"|\`[^\`]*\`|[^\\s"\`(),;])+|[()]/g;
const QUOTES = /["\`]/g;
const STATEMENT = /^(?:SELECT|INSERT|UPDATE|DELETE)$/i;
const MODIFIER = /^(?:INTO|ONLY|IF|NOT|EXISTS|IGNORE|DELAYED|\\w+_PRIORITY)$/i;`;

const withoutValues = `// Comments go, values become placeholders, and quoted names stay.
const withoutValues = (text = '', values = /$^/) =>
  text.replace(values, (token, name) => {
    const isComment = /^[-/#]/.test(token);
    return name ?? (isComment ? '' : '?');
  });`;

const shared = [words, queryName, withoutValues];

/** Its first group is a quoted name. Strings of the standard have no escapes, those with an E have. */
const postgresValues = String.raw`const POSTGRES_VALUES =
  /("[^"]*")|--.*|\/\*[\s\S]*?\*\/|\bE'(?:\\[\s\S]|''|[^'\\])*'?|'(?:''|[^'])*'?|(?<![\w$])(?:\$(\w*)\$[\s\S]*?\$\2\$|\d[\w.]*)/gi;`;

/** Double quotes are strings unless the server is set otherwise; then a name is taken for a value. */
const mysqlValues = `const MYSQL_VALUES =
  /(\`[^\`]*\`)|(?:--(?=\\s|$)|#).*|\\/\\*[\\s\\S]*?\\*\\/|'(?:\\\\[\\s\\S]|''|[^'\\\\])*'?|"(?:\\\\[\\s\\S]|""|[^"\\\\])*"?|(?<![\\w$])\\d[\\w.]*/g;`;

export const postgresPreamble = [...shared, postgresValues];

/** For `requestHook` of the instrumentation of pg. */
export const postgresHook = `(span, { query }) => {
    const text = withoutValues(query.text, POSTGRES_VALUES);
    span.updateName(queryName(text));
    span.setAttribute('db.query.text', text);
  }`;

/**
 * Those of MySQL have no hook that knows span and query: what they start their spans with is given another name. A query of
 * a pool is one of its connections' too, and stays one span.
 *
 * @param variable what the set-up file calls the instrumentation
 * @param made how it is made
 */
export function mysqlPreamble(variable: string, made: string): string[] {
  return [
    ...shared,
    mysqlValues,
    'const queries = new WeakSet();',
    spansStartedBy(variable, made, [
      'const around = trace.getActiveSpan();',
      'if (around && queries.has(around)) {',
      '  return trace.wrapSpanContext(around.spanContext());',
      '}',
      "const query = String(options.attributes?.['db.query.text']);",
      'const text = withoutValues(query, MYSQL_VALUES);',
      "const shown = { ...options.attributes, 'db.query.text': text };",
      'const named = { ...options, attributes: shown };',
      'const span = startSpan(queryName(text), named, context);',
      'queries.add(span);',
      'return span;',
    ]),
  ];
}

/** For `mysqlPreamble`. */
export const mysqlNeeds = [{ package: '@opentelemetry/api', exports: ['trace'] }];
