/** The ESLint plugin on TypeScript: ESLint itself with typescript-eslint's parser, both as a user installs them. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'instrument-eslint-'));
const TIMEOUT = 600_000;

interface FileResult {
  filePath: string;
  messages: { ruleId: string | null; line: number; column: number; severity: number; message: string }[];
}

function run(command: string, ...args: string[]) {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8' });
}

beforeAll(() => {
  cpSync(join(ROOT, 'fixtures/real/eslint'), root, { recursive: true });
  const { status, stdout, stderr } = run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline');
  if (status !== 0) throw new Error(`npm install: ${stdout}${stderr}`);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  symlinkSync(ROOT, join(root, 'node_modules/instrument'));
}, TIMEOUT);

afterAll(() => rmSync(root, { recursive: true, force: true }));

it(
  'reports where spans stay open in typed code, with the severities that the configuration gives',
  () => {
    const { stdout, stderr } = run('npx', 'eslint', '--format', 'json', 'src');
    if (stdout === '') throw new Error(stderr);
    const found = (JSON.parse(stdout) as FileResult[]).flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, line, column, severity, message }) =>
          `${filePath.split('/').at(-1)}:${line}:${column} ${severity} ${ruleId ?? message}`,
      ),
    );
    expect(found).toEqual([
      'charge.ts:11:39 2 instrument/span-end',
      'charge.ts:12:21 1 instrument/semconv-attributes',
      'refund.ts:14:40 1 instrument/span-end',
    ]);
  },
  TIMEOUT,
);

it(
  'fixes typed code',
  () => {
    run('npx', 'eslint', '--fix', 'src');
    expect(readFileSync(join(root, 'src/charge.ts'), 'utf8')).toContain(
      "span.setAttribute('http.request.method', 'POST' satisfies string);",
    );
  },
  TIMEOUT,
);
