/** What set-up files declare for the spans of SQL, run as it stands there. */
import { describe, expect, it } from 'vitest';
import { mysqlPreamble, postgresPreamble } from '#codemods/node/shared/query-spans.js';

type Shown = (text: string) => { name: string; text: string };

function shownBy(declarations: readonly string[], values: string): Shown {
  const body = `${declarations.join('\n')}
return (text) => ({ text: withoutValues(text, ${values}), name: queryName(withoutValues(text, ${values})) });`;
  return new Function(body)() as Shown;
}
const postgres = shownBy(postgresPreamble, 'POSTGRES_VALUES');
// The last declaration makes the instrumentation.
const mysql = shownBy(mysqlPreamble('mysql', '{}').slice(0, -1), 'MYSQL_VALUES');

describe('names of queries', () => {
  it.each([
    ['SELECT item FROM orders WHERE id = $1', 'SELECT orders'],
    ['\n  select id,\n    item\n  from orders\n', 'SELECT orders'],
    ['INSERT INTO shop.orders (id) VALUES ($1) RETURNING id', 'INSERT shop.orders'],
    ['insert into "shop"."order items" values ($1)', 'INSERT shop.order items'],
    ['UPDATE ONLY "orders" SET item = $1', 'UPDATE orders'],
    ['DELETE FROM orders', 'DELETE orders'],
    ['WITH late AS (SELECT 1 FROM parcels) UPDATE orders SET late = true', 'UPDATE orders'],
    ['SELECT (SELECT max(id) FROM parcels) FROM orders', 'SELECT orders'],
    ['SELECT count(*) FROM (SELECT 1 FROM orders) AS own', 'SELECT'],
    ['CREATE TABLE IF NOT EXISTS orders (id integer)', 'CREATE orders'],
    ['-- FROM parcels\nSELECT 1 FROM orders', 'SELECT orders'],
    ["SELECT 'FROM parcels' AS text FROM orders;", 'SELECT orders'],
    ['BEGIN', 'BEGIN'],
    ['COMMIT;', 'COMMIT'],
    ['', 'query'],
  ])('%j is %j', (text, name) => {
    expect(postgres(text).name).toBe(name);
  });

  it.each([
    ['SELECT * FROM `shop`.`orders` WHERE note = "FROM parcels"', 'SELECT shop.orders'],
    ['UPDATE LOW_PRIORITY `orders` SET item = ?', 'UPDATE orders'],
    ['INSERT `orders` SET item = ?', 'INSERT orders'],
    ['INSERT LOW_PRIORITY IGNORE INTO orders VALUES (?)', 'INSERT orders'],
    ['REPLACE DELAYED orders VALUES (?)', 'REPLACE orders'],
    ['# FROM parcels\nREPLACE INTO orders VALUES (?)', 'REPLACE orders'],
  ])('of MySQL: %j is %j', (text, name) => {
    expect(mysql(text).name).toBe(name);
  });
});

describe('texts of queries', () => {
  it.each([
    [
      "SELECT 1 FROM orders WHERE note = 'it''s' AND id IN (7, 8.5)",
      'SELECT ? FROM orders WHERE note = ? AND id IN (?, ?)',
    ],
    [
      "SELECT a FROM t WHERE path = 'c:\\' AND note = 'secret'",
      'SELECT a FROM t WHERE path = ? AND note = ?',
    ],
    ["SELECT E'it\\'s', 'secret'", 'SELECT ?, ?'],
    ['SELECT $$secret$$, $tag$ it is $$ secret $tag$', 'SELECT ?, ?'],
    ["SELECT a /* secret 'x */ FROM t -- 'secret", 'SELECT a  FROM t '],
    ['SELECT a2 FROM "t\'1" WHERE b = $12 LIMIT 10', 'SELECT a2 FROM "t\'1" WHERE b = $12 LIMIT ?'],
    ["SELECT 'an open end, secret", 'SELECT ?'],
  ])('of Postgres: %j', (text, shown) => {
    expect(postgres(text).text).toBe(shown);
  });

  it.each([
    ["SELECT a FROM t WHERE note = 'it\\'s' AND b = 'secret'", 'SELECT a FROM t WHERE note = ? AND b = ?'],
    [
      'SELECT a FROM t WHERE note = "two\nlines, \\"secret\\"" AND b = 0xC0FFEE',
      'SELECT a FROM t WHERE note = ? AND b = ?',
    ],
    [
      "SELECT `it's` FROM t WHERE b = 5-- 'secret\n AND c = 5--3",
      "SELECT `it's` FROM t WHERE b = ?\n AND c = ?--?",
    ],
  ])('of MySQL: %j', (text, shown) => {
    expect(mysql(text).text).toBe(shown);
  });
});
