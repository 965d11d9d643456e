import { expect, test } from 'vitest';
import { type ErrorCode, type ErrorText, errorCodes } from '#src/errors/error-codes.js';
import { InstrumentError } from '#src/errors/instrument-error.js';
import { listNames, nearest } from '#src/errors/nearest.js';
import { renderError } from '#src/errors/render-error.js';

const style = { color: false, debug: false, version: '1.2.3' };

/** Values for whatever a text asks for, as `<name>`. */
function namesAsValues(text: ErrorText): Record<string, string> {
  const names = [
    ...Object.values(text)
      .join(' ')
      .matchAll(/\{(\w+)\}/g),
  ].map((match) => match[1]!);
  return Object.fromEntries(names.map((name) => [name, `<${name}>`]));
}

test('every error has a title, a reason and one next step', async () => {
  const codes = Object.keys(errorCodes) as ErrorCode[];
  const printed = codes.map((code) =>
    renderError(InstrumentError.of(code, namesAsValues(errorCodes[code]) as never), style),
  );
  await expect(printed.join('\n')).toMatchFileSnapshot('golden/all-errors.txt');
  expect(printed.join('\n')).not.toMatch(/\{\w+\}|undefined/);
});

test('a nearest name takes the place of the general help', () => {
  const error = InstrumentError.of('unknown-id', { name: 'expres' }, { nearest: 'express' });
  expect(renderError(error, style)).toContain('help: did you mean `express`?');
});

test('a place in a file is shown with its line and a caret under the fault', () => {
  const location = { file: 'instrument.yaml', line: 12, column: 3, length: 4, text: '\t rule: off' };
  const values = { where: 'the configuration', key: 'rule', valid: '`rules`', more: '' };
  const text = renderError(InstrumentError.of('config-unknown-key', values, { location }), style);
  expect(text).toContain('  instrument.yaml:12:3\n  12 | \t rule: off\n     | \t ^^^^\n');
});

test('an unexpected error is called a bug, without its stack', () => {
  const text = renderError(new TypeError('x is undefined'), style);
  expect(text).toMatch(/^error internal-error: x is undefined\n/);
  expect(text).toContain('This is a bug in instrument');
  expect(text).toContain('1.2.3');
  expect(text).not.toContain('errors.test.ts');
});

test('a thrown value that is no error is shown too', () => {
  expect(renderError('gone', { ...style, debug: true })).toContain('internal-error: gone');
});

test('--debug adds the stack and the chain of causes, also of a circular one', () => {
  const cause = new Error('disk is full');
  cause.cause = cause;
  const error = InstrumentError.of('output-unwritable', { path: 'a', reason: 'x' }, { cause });
  const text = renderError(error, { ...style, debug: true });
  expect(text).toContain('errors.test.ts');
  expect(text.match(/caused by: Error: disk is full/g)).toHaveLength(1);
});

test.each([
  ['scna', ['scan', 'explain', 'init'], 'scan'],
  ['expl', ['scan', 'explain'], 'explain'],
  ['JSON', ['text', 'json'], 'json'],
  ['kubernetes', ['scan', 'explain'], undefined],
  ['anything', [], undefined],
])('nearest to %s among %j is %s', (name, valid, expected) => {
  expect(nearest(name, valid)).toBe(expected);
});

test('names are listed as a sentence needs them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listNames)).toEqual([
    '',
    '`a`',
    '`a` and `b`',
    '`a`, `b` and `c`',
  ]);
});
