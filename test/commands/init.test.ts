import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ciSnippets } from '#src/commands/ci-snippets.js';
import { initCommand } from '#src/commands/init.js';
import { configTemplate } from '#src/config/config-template.js';
import { testContext } from './test-context.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'instrument-init-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a commented instrument.yaml is written', () => {
  const { context, output } = testContext(root);
  expect(initCommand({}, context)).toBe(0);
  expect(readFileSync(join(root, 'instrument.yaml'), 'utf8')).toBe(configTemplate);
  expect(output).toEqual({ stdout: '', stderr: 'wrote instrument.yaml\n' });
  expect(readdirSync(root)).toEqual(['instrument.yaml']);
});

test('a file that exists stays, unless --force replaces it', () => {
  writeFileSync(join(root, 'instrument.yaml'), 'ignore: [mine]');
  const { context } = testContext(root);
  expect(() => initCommand({}, context)).toThrow(expect.objectContaining({ code: 'file-exists' }));
  expect(readFileSync(join(root, 'instrument.yaml'), 'utf8')).toBe('ignore: [mine]');
  initCommand({ force: true }, context);
  expect(readFileSync(join(root, 'instrument.yaml'), 'utf8')).toBe(configTemplate);
});

test('a link that leads nowhere counts as a file that exists', () => {
  symlinkSync('nowhere', join(root, 'instrument.yaml'));
  const { context } = testContext(root);
  expect(() => initCommand({}, context)).toThrow(expect.objectContaining({ code: 'file-exists' }));
});

test.each([...ciSnippets])('the snippet for %s is YAML and goes to stdout', (ci, snippet) => {
  const { context, output } = testContext(root);
  initCommand({ ci }, context);
  expect(output.stdout).toBe(snippet);
  expect(parse(snippet)).toBeTypeOf('object');
  expect(readdirSync(root)).toEqual([]);
});

test('a snippet can be written to a file', () => {
  const { context } = testContext(root);
  initCommand({ ci: 'github', output: '.github/workflows/instrument.yml' }, context);
  expect(readFileSync(join(root, '.github/workflows/instrument.yml'), 'utf8')).toBe(ciSnippets.get('github'));
});

test('an unknown CI system names the nearest', () => {
  const { context } = testContext(root);
  expect(() => initCommand({ ci: 'gitlub' }, context)).toThrow(
    expect.objectContaining({ code: 'unknown-ci' }),
  );
});

test('a working directory that does not exist is not created', () => {
  const { context } = testContext(join(root, 'none'));
  expect(() => initCommand({}, context)).toThrow(expect.objectContaining({ code: 'directory-not-found' }));
});
