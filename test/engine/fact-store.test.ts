import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCache } from '../../src/engine/cache-directory.js';
import { FactStore } from '../../src/engine/fact-store.js';
import type { Extractor } from '../../src/languages/language.js';

let root: string;
let home: string;
let extracted: string[];

const upper: Extractor<string> = {
  id: 'upper',
  version: 1,
  extract(text, path) {
    extracted.push(path);
    return text.toUpperCase();
  },
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'instrument-store-'));
  home = mkdtempSync(join(tmpdir(), 'instrument-cache-'));
  extracted = [];
});

afterEach(() => {
  for (const directory of [root, home]) rmSync(directory, { recursive: true, force: true });
});

/** Writes a file with a time stamp well in the past, so that the cache may trust it. */
function write(path: string, text: string, age = 3600): void {
  writeFileSync(join(root, path), text);
  const then = Date.now() / 1000 - age;
  utimesSync(join(root, path), then, then);
}

async function read(
  paths: string[],
  extractor = upper,
  cacheHome = home,
  build = '1.0.0',
): Promise<Record<string, string>> {
  const store = new FactStore({
    root,
    files: readdirSync(root).map((path) => {
      const { size, mtimeMs } = statSync(join(root, path));
      return { path, size, mtimeMs };
    }),
    cache: openCache(cacheHome, root),
    pool: null,
    build,
    report: () => {},
    onProgress: () => {},
  });
  const facts = Object.fromEntries(await store.get(extractor, paths));
  store.flush();
  return facts;
}

function cacheFile(): string {
  const [directory] = readdirSync(home);
  return join(home, directory ?? '', 'upper.json');
}

describe('FactStore', () => {
  it('reads a file once while it does not change', async () => {
    write('a.go', 'one');
    expect(await read(['a.go'])).toEqual({ 'a.go': 'ONE' });
    expect(await read(['a.go'])).toEqual({ 'a.go': 'ONE' });
    expect(extracted).toEqual(['a.go']);
  });

  it('reads again only what changed', async () => {
    write('a.go', 'one');
    write('b.go', 'two');
    await read(['a.go', 'b.go']);
    write('b.go', 'three');
    expect(await read(['a.go', 'b.go'])).toEqual({ 'a.go': 'ONE', 'b.go': 'THREE' });
    expect(extracted).toEqual(['a.go', 'b.go', 'b.go']);
  });

  it('does not extract again when only the time stamp is new', async () => {
    write('a.go', 'one');
    await read(['a.go']);
    write('a.go', 'one', 60);
    expect(await read(['a.go'])).toEqual({ 'a.go': 'ONE' });
    expect(extracted).toEqual(['a.go']);
  });

  it('does not trust the time stamp of a file that was just written', async () => {
    write('a.go', 'one', 0);
    const stamp = statSync(join(root, 'a.go'));
    await read(['a.go']);
    writeFileSync(join(root, 'a.go'), 'two');
    utimesSync(join(root, 'a.go'), stamp.atime, stamp.mtime);
    expect(await read(['a.go'])).toEqual({ 'a.go': 'TWO' });
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"version":"1.0.0/1","files":null}',
    '{"version":"1.0.0/1","files":{"a.go":[3]}}',
  ])('rebuilds a cache that holds %j', async (text) => {
    write('a.go', 'one');
    await read(['a.go']);
    writeFileSync(cacheFile(), text);
    expect(await read(['a.go'])).toEqual({ 'a.go': 'ONE' });
    expect(JSON.parse(readFileSync(cacheFile(), 'utf8')).files['a.go'][3]).toBe('ONE');
  });

  it('ignores facts of another build of the tool', async () => {
    write('a.go', 'order');
    await read(['a.go']);
    await read(['a.go'], upper, home, '1.0.0+rebuilt');
    expect(extracted).toEqual(['a.go', 'a.go']);
  });

  it('ignores facts of another version of the extractor', async () => {
    write('a.go', 'one');
    await read(['a.go']);
    await read(['a.go'], { ...upper, version: 2 });
    expect(extracted).toEqual(['a.go', 'a.go']);
  });

  it('works without a cache that can be written', async () => {
    write('a.go', 'one');
    const blocked = join(home, 'file');
    writeFileSync(blocked, '');
    expect(await read(['a.go'], upper, blocked)).toEqual({ 'a.go': 'ONE' });
  });

  it('two runs at once leave a whole cache', async () => {
    for (let i = 0; i < 20; i++) write(`f${i}.go`, `text ${i}`);
    const paths = Array.from({ length: 20 }, (_, i) => `f${i}.go`);
    await Promise.all([read(paths), read(paths), read(paths.slice(0, 5))]);
    expect(Object.keys(await read(paths))).toHaveLength(20);
    expect(readdirSync(join(cacheFile(), '..'))).toEqual(['upper.json']);
  });

  it('an extractor that fails costs its file alone', async () => {
    write('a.go', 'one');
    write('b.go', 'two');
    const fragile: Extractor<string> = {
      ...upper,
      extract(text, path) {
        if (path === 'a.go') throw new RangeError('too deep');
        return text;
      },
    };
    expect(await read(['a.go', 'b.go'], fragile)).toEqual({ 'b.go': 'two' });
  });
});
