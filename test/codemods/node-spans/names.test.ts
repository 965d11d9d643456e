/** What the spans of functions are called that no class holds. */
import { expect, it } from 'vitest';
import { applySpans } from './support/plan-spans.js';

const nameOf = async (path: string, fn: string): Promise<string | undefined> => {
  const { files } = await applySpans({
    'package.json':
      '{ "name": "shop", "scripts": { "start": "node index.js" }, "dependencies": { "pg": "8.0.0" } }\n',
    'index.js': `const { ${fn} } = require('./${path}');\nrequire('http').createServer((req, res) => ${fn}(req.url).then(() => res.end())).listen(80);\n`,
    [path]: `const { Pool } = require('pg');\nconst pool = new Pool();\n\n// instrument:span\nasync function ${fn}(key) {\n  await pool.query('x', [key]);\n  return pool.query('y', [key]);\n}\nmodule.exports = { ${fn} };\n`,
  });
  return /withSpan\(\s*'([^']+)'/.exec(files[path] ?? '')?.[1];
};

it.each([
  ['handlers/domains.handler.js', 'add', 'addDomain'],
  ['handlers/links.handler.js', 'remove', 'removeLink'],
  ['orders/index.js', 'create', 'createOrder'],
  ['use-cases/create-order.js', 'execute', 'createOrder'],
  ['services/auth.service.js', 'login', 'login'],
  ['charge.js', 'charge', 'charge'],
  ['lib/utils.js', 'submit', 'submit'],
  ['handlers/domains.handler.js', 'addDomain', 'addDomain'],
])('in %s, %s has the span %s', async (path, fn, expected) => {
  expect(await nameOf(path, fn)).toBe(expected);
});
