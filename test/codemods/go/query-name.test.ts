/** The Go function that names database spans, run with statements as teams write them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryName } from '#codemods/go/shared/query-name.js';
import { renderFile } from '#src/languages/go/rewrite/render.js';

const NAMES: readonly [statement: string, name: string][] = [
  ['SELECT id, item FROM orders WHERE id = $1', 'SELECT orders'],
  ['\n\tselect *\n\tfrom shop.orders o\n\tjoin customers c on c.id = o.customer_id', 'SELECT shop.orders'],
  ['INSERT INTO orders (id, note) VALUES (1, \'from "mars"\')', 'INSERT orders'],
  ['INSERT INTO totals SELECT sum(x) FROM orders', 'INSERT totals'],
  ['UPDATE ONLY `orders` SET note = ?', 'UPDATE orders'],
  ['UPDATE OR IGNORE orders SET note = ?', 'UPDATE orders'],
  ['INSERT orders SET note = ?', 'INSERT orders'],
  ['INSERT IGNORE orders (id) VALUES (?)', 'INSERT orders'],
  ['INSERT OR REPLACE INTO orders VALUES (?)', 'INSERT orders'],
  ['REPLACE INTO orders VALUES (?)', 'REPLACE orders'],
  ['INSERT INTO "shop"."late orders" VALUES (1)', 'INSERT shop.late orders'],
  ['SELECT "from mars", note FROM orders', 'SELECT orders'],
  ['SELECT "an open end from mars', 'SELECT'],
  ['DELETE FROM "Orders" WHERE id = $1', 'DELETE Orders'],
  ['SELECT [id] FROM [dbo].[Orders]', 'SELECT dbo.Orders'],
  ['CREATE TABLE IF NOT EXISTS orders (id integer)', 'CREATE orders'],
  ['-- newest first\n/* from cache */ SELECT 1 FROM orders', 'SELECT orders'],
  ['SELECT extract(year FROM placed) FROM orders', 'SELECT orders'],
  ["SELECT 'from space', note FROM orders", 'SELECT orders'],
  ['WITH late AS (SELECT * FROM orders WHERE id > 3) UPDATE customers SET name = $1', 'UPDATE customers'],
  ['WITH late (id) AS (SELECT 1) SELECT count(*) FROM late', 'SELECT late'],
  ['SELECT count(*) FROM (SELECT 1 FROM orders) AS o', 'SELECT'],
  ['SELECT 1', 'SELECT'],
  ['(SELECT id FROM orders) UNION (SELECT id FROM carts)', 'SELECT'],
  ['CALL settle($1)', 'CALL'],
  ['COMMIT', 'COMMIT'],
  ["SELECT 'it''s from here", 'SELECT'],
  ['SELECT größe FROM möbel', 'SELECT möbel'],
  [';', 'query'],
  ['-- ping', 'query'],
  ['', 'query'],
];

const hasGo = spawnSync('go', ['version']).error === undefined;

describe.runIf(hasGo)('a database span', () => {
  let root = '';
  let names: string[] = [];

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'instrument-sql-'));
    const main = `
func main() {
	for _, statement := range []string{
${NAMES.map(([statement]) => `\t\t${JSON.stringify(statement)},\n`).join('')}	} {
		@{fmt}.Println(${queryName.name}(statement))
	}
}`;
    const body = `${queryName.text.replaceAll('@@', queryName.name)}\n${main}`;
    writeFileSync(join(root, 'main.go'), renderFile('main', '', body, () => false).text);
    const { stdout, stderr } = spawnSync('go', ['run', 'main.go'], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    names = stdout.split('\n');
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(
    NAMES.map(([statement, name], i) => [name, statement, i] as const),
  )('is `%s` for %j', (name, _, i) => {
    expect(names[i]).toBe(name);
  });
});
