/** Choosing candidates for spans on a terminal of its own, as a person does. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openList, press } from '#src/commands/check-list.js';
import { builtCli } from './run-cli.js';

/** Of util-linux: runs a command on a terminal of its own. */
const SCRIPT = '/usr/bin/script';
const hasScript = spawnSync(SCRIPT, ['--version']).status === 0;

const operation = (name: string) => `exports.${name} = async function ${name}(orderId) {
  const order = await pool.query('select 1', [orderId]);
  if (!order) throw new Error('no order');
  await pool.query('update orders', [orderId]);
  return order;
};
`;
const SHOP: Record<string, string> = {
  'package.json':
    '{ "name": "orders", "scripts": { "start": "node index.js" }, "dependencies": { "express": "4.0.0", "pg": "8.0.0" } }\n',
  'index.js': `const express = require('express');
const orders = require('./orders');
const app = express();
app.post('/orders/:id', async (req, res) => {
  await orders.chargeOrder(req.params.id);
  await orders.refundOrder(req.params.id);
  await orders.cancelOrder(req.params.id);
  res.end();
});
app.listen(8080);
`,
  'orders.js': `const { Pool } = require('pg');
const pool = new Pool();
${['chargeOrder', 'refundOrder', 'cancelOrder'].map(operation).join('\n')}`,
};

const ENTER = '\r';
const DOWN = '\u001b[B';

test.skipIf(!hasScript)(
  'what is ticked gets its span, and goes into instrument.yaml when that is wanted',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'instrument-choose-'));
    for (const [path, text] of Object.entries(SHOP)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const command = `"${process.execPath}" "${builtCli}" apply "${root}" --layer 3 --suggest 3 --no-verify --force`;
    const child = spawn(SCRIPT, ['-qec', command, '/dev/null'], {
      env: { ...process.env, CI: '', TERM: 'xterm' },
    });
    // Each answer is given once its question is on the screen.
    const talk = [
      ['[N]o:', `c${ENTER}`],
      ['space choose', `${DOWN} ${ENTER}`],
      ['[y/N]:', `y${ENTER}`],
    ] as const;
    let screen = '';
    let said = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      const next = talk[said];
      if (next === undefined || !screen.includes(next[0])) return;
      screen = '';
      said += 1;
      child.stdin.write(next[1]);
    });
    const code = await new Promise((done) => child.on('close', done));
    const spans = [...readFileSync(join(root, 'orders.js'), 'utf8').matchAll(/withSpan\('(\w+)'/g)];
    const config = readFileSync(join(root, 'instrument.yaml'), 'utf8');
    rmSync(root, { recursive: true, force: true });
    expect([code, said]).toEqual([0, 3]);
    expect(spans.map(([, name]) => name)).toEqual(['chargeOrder', 'cancelOrder']);
    expect(config).toBe(
      'operations:\n  - name: chargeOrder\n    service: orders\n  - name: cancelOrder\n    service: orders\n',
    );
  },
);

test.each<[string, string[], number[], string]>([
  ['enter takes all', ['return'], [0, 1, 2], 'taken'],
  ['space unticks', ['space', 'down', 'down', 'space', 'return'], [1], 'taken'],
  ['the list goes round', ['up', 'space', 'down', 'space', 'return'], [1], 'taken'],
  ['a unticks all, and ticks all', ['a', 'space', 'return'], [0], 'taken'],
  ['escape leaves', ['escape'], [0, 1, 2], 'left'],
])('in a list, %s', (_what, keys, ticked, end) => {
  const list = keys.reduce((now, name) => press(now, { name }), openList(['a', 'b', 'c']));
  expect([[...list.ticked].sort(), list.end]).toEqual([ticked, end]);
});
