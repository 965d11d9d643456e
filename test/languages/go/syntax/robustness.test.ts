import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseGoFile } from '../../../../src/languages/go/syntax/parser.js';
import { scanReferences } from '../../../../src/languages/go/syntax/scan-references.js';

const SAMPLE = readFileSync(join(import.meta.dirname, 'samples/everything.go'), 'utf8');

/** Reads the text in every way there is; the test is that this returns. */
function readAnyhow(text: string): void {
  parseGoFile(text);
  parseGoFile(text, { bodies: 'skip' });
  scanReferences(text, 0, text.length, () => {});
}

/** Pseudo-random whole numbers below `limit`, the same in every run (https://en.wikipedia.org/wiki/Xorshift). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

test('the sample itself is sound', () => {
  expect(parseGoFile(SAMPLE).errors).toEqual([]);
});

test('a file cut off anywhere is read', () => {
  for (let end = 0; end < SAMPLE.length; end += 7) readAnyhow(SAMPLE.slice(0, end));
});

test('a file with random characters changed is read', () => {
  const random = createRandom(20_260_101);
  const spare = '{}()[]"\'`/*\\\n;,.:=<-+~#\0\ufeffé世\ud83d 0x_eifunc';
  for (let round = 0; round < 2000; round++) {
    let text = SAMPLE;
    for (let change = 0; change < 3; change++) {
      const at = random(text.length);
      text = text.slice(0, at) + spare[random(spare.length)] + text.slice(at + random(3));
    }
    readAnyhow(text);
  }
});

test('random characters are read', () => {
  const random = createRandom(7);
  for (let round = 0; round < 500; round++) {
    const units = Array.from({ length: 300 }, () => random(round % 2 === 0 ? 128 : 65_536));
    readAnyhow(String.fromCharCode(...units));
  }
});

test.each([
  '(',
  '[',
  '{',
  'f(',
  'x[',
  'T{',
  '[]',
  '*',
  '-',
  '<-',
  'func(',
  'func() {',
  'map[',
  'chan ',
  'struct { a ',
  'interface { ',
  'if x {',
  '&',
  '~',
  'T[',
  'for {',
  'switch {\ncase x:',
])('nesting of %s beyond measure is reported', (opening) => {
  const nested = opening.repeat(20_000);
  for (const text of [
    `package p\nvar x = ${nested}`,
    `package p\ntype T ${nested}`,
    `package p\nfunc f() {\n${nested}`,
  ]) {
    expect(parseGoFile(`${text}\nfunc after() {}\n`).errors).not.toEqual([]);
    readAnyhow(text);
  }
});

test.each([
  '/*\n',
  '`\n',
  "'",
  '"\n',
  'func x(\n',
  'func f() {\n',
  'func f() {\n/*\n',
  'func f() {\n`\n',
  'type T [',
  'a.',
  '}\n',
  '//\n',
  '_ = "\\',
  // Work that grows with the square of the length would take far longer than a test may.
])('a hundred thousand times %j is read in the time that a test has', (piece) => {
  expect(() => readAnyhow(`package p\n${piece.repeat(100_000)}`)).not.toThrow();
});
