/**
 * The fixtures, compiled and run before and after: they type-check under `--strict`, declare the same types, give and throw
 * the same, and make the spans of `spans.txt`.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readTree, writeTree } from '../go/support/fixtures.js';
import { spanFixtures } from './support/plan-spans.js';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const RUNNER = fileURLToPath(new URL('support/run-calls.mjs', import.meta.url));
const TSC = join(REPOSITORY, 'node_modules/.bin/tsc');
const UPDATE = process.env.UPDATE_FIXTURES === '1';
const TIMEOUT = 60_000;

interface Ran {
  results: unknown[];
  spans: {
    id: string;
    parent: string | null;
    name: string;
    attributes: Record<string, unknown>;
    status: { code: number; message?: string };
    events: string[];
  }[];
}

const root = mkdtempSync(join(tmpdir(), 'instrument-spans-'));
symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Compiles a tree of a fixture; gives the compiler's words and the directory of what runs. */
function build(name: string, directory: string, version: 'before' | 'after') {
  const place = join(root, name, version);
  writeTree(place, readTree(join(directory, version)));
  if (!existsSync(join(place, 'tsconfig.json'))) return { said: '', output: place, types: {} };
  const { stdout } = spawnSync(TSC, ['-p', place, '--declaration'], { encoding: 'utf8' });
  const output = join(place, 'dist');
  const types = Object.fromEntries(
    readdirSync(output)
      .filter((path) => /\.d\.[cm]?ts$/.test(path) && !path.startsWith('with-'))
      .map((path) => [path, readFileSync(join(output, path), 'utf8')]),
  );
  return { said: stdout, output, types };
}

function run(directory: string, output: string): Ran {
  const copy = join(root, 'run-calls.mjs');
  writeFileSync(copy, readFileSync(RUNNER));
  const { stdout, stderr } = spawnSync(process.execPath, [copy, join(directory, 'calls.mjs'), output], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** A line a span, indented under its parent, in the order in which they ended. */
function sketch(spans: Ran['spans']): string {
  const line = ({ name, attributes, status, events }: Ran['spans'][number]) =>
    [name, JSON.stringify(attributes), status.code === 2 ? `ERROR ${status.message}` : '', events.join(',')]
      .filter((part) => part !== '')
      .join(' ');
  const below = (parent: string | null, depth: number): string =>
    spans
      .filter((span) => span.parent === parent)
      .map((span) => `${'  '.repeat(depth)}${line(span)}\n${below(span.id, depth + 1)}`)
      .join('');
  return below(null, 0);
}

describe.each(spanFixtures())('the spans of $name', ({ name, directory }) => {
  const before = build(name, directory, 'before');
  const after = build(name, directory, 'after');

  it('leave the types as they were', { timeout: TIMEOUT }, () => {
    expect(before.said).toBe('');
    expect(after.said).toBe('');
    expect(after.types).toEqual(before.types);
  });

  it.runIf(existsSync(join(directory, 'calls.mjs')))('leave what the code does', { timeout: TIMEOUT }, () => {
    const old = run(directory, before.output);
    const now = run(directory, after.output);
    expect(now.results).toEqual(old.results);
    const golden = join(directory, 'spans.txt');
    if (UPDATE) writeFileSync(golden, sketch(now.spans));
    expect(sketch(now.spans)).toBe(readFileSync(golden, 'utf8'));
  });
});
