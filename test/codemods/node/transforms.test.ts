/** The transforms under jscodeshift itself, as a team runs them: `npx jscodeshift -t …`. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FIXTURES = join(ROOT, 'fixtures/codemods/node/transforms');
const OPTIONS: Record<string, string[]> = {
  'sdk-instrumentations': ['--add=@opentelemetry/instrumentation-pg:PgInstrumentation'],
};

const made: string[] = [];
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function copyOf(directory: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'transforms-'));
  made.push(copy);
  cpSync(directory, copy, { recursive: true });
  return copy;
}

function jscodeshift(transform: string, directory: string): string {
  const file = join(ROOT, 'dist/codemods/node/transforms', `${transform}.cjs`);
  const command = join(ROOT, 'node_modules/jscodeshift/bin/jscodeshift.js');
  const args = [command, '-t', file, '--extensions=mjs,cjs', ...(OPTIONS[transform] ?? []), '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

const textsOf = (directory: string) =>
  Object.fromEntries(
    readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );

describe.each(readdirSync(FIXTURES).sort())('%s', (transform) => {
  it('changes what it is for, leaves all else byte for byte, and has nothing to do the second time', () => {
    const directory = copyOf(join(FIXTURES, transform, 'before'));
    expect(jscodeshift(transform, directory)).toContain('0 errors');
    const once = textsOf(directory);
    expect(once).toEqual(textsOf(join(FIXTURES, transform, 'after')));
    expect(jscodeshift(transform, directory)).toContain('0 ok');
    expect(textsOf(directory)).toEqual(once);
  }, 60_000);
});
