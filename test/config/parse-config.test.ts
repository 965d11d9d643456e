import { expect, test } from 'vitest';
import { configTemplate } from '#src/config/config-template.js';
import { defaultConfig } from '#src/config/default-config.js';
import { parseConfig } from '#src/config/parse-config.js';
import { InstrumentError } from '#src/errors/instrument-error.js';
import { ruleIds } from '#src/model/rule-ids.js';

function parse(text: string, key: string | null = null) {
  return parseConfig({ file: 'instrument.yaml', text, key });
}

function failure(text: string, key: string | null = null): InstrumentError {
  try {
    parse(text, key);
  } catch (error) {
    if (error instanceof InstrumentError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

function place(error: InstrumentError): string {
  const { location } = error;
  return `${location?.line}:${location?.column} ${location?.text.slice(location.column - 1, location.column - 1 + location.length)}`;
}

test('what holds without a file is what an empty file says', () => {
  expect(parse('')).toEqual(defaultConfig);
  expect(parse('# nothing\n')).toEqual(defaultConfig);
  expect(parse('{}')).toEqual(defaultConfig);
});

test('the template of init changes nothing as it is, and every setting in it is valid', () => {
  expect(parse(configTemplate)).toEqual(defaultConfig);
  const settings = configTemplate
    .split('\n')
    .filter((line) => /^# ?(\s*(- )?["\w*/.@-]+:( |$)|\s+- )/.test(line) && !line.includes('$schema'));
  const config = parse(settings.map((line) => line.replace(/^# /, '')).join('\n'));
  expect(config.services.checkout).toEqual({ owner: 'team-payments', criticality: 'critical', layer: 3 });
  expect(config.operations[0]?.attributes).toEqual({
    'order.id': 'order.ID',
    'payment.amount': 'order.Total',
  });
  expect(Object.keys(config).sort()).toEqual(Object.keys({ ...defaultConfig, semconv: '' }).sort());
  expect(config.layer1.endpoints.tempo).toBe('http://tempo.monitoring:3200');
});

test('JSON and the key of a package.json are read the same way', () => {
  expect(parse('{"ignore": ["a/**"]}').ignore).toEqual(['a/**']);
  const manifest = '{\n\t"name": "x",\n\t"instrument": {\n\t\t"ignore": ["b"]\n\t}\n}';
  expect(parse(manifest, 'instrument').ignore).toEqual(['b']);
});

test('a misspelt key names the nearest setting and its place', () => {
  const error = failure('ignore: []\nservises:\n  checkout:\n    layer: 2\n');
  expect(error).toMatchObject({ code: 'config-unknown-key', help: 'did you mean `services`?' });
  expect(place(error)).toBe('2:1 servises');
});

test('a misspelt key inside of a service is placed there', () => {
  const error = failure('services:\n  checkout:\n    criticalty: high\n');
  expect(error).toMatchObject({
    help: 'did you mean `criticality`?',
    title: '`services.checkout` has no setting `criticalty`',
  });
  expect(place(error)).toBe('3:5 criticalty');
});

test('an unknown rule names the nearest', () => {
  expect(failure('rules:\n  span-ends: error\n').help).toBe('did you mean `span-end`?');
});

test.each(ruleIds)('the rule %s can be set', (id) => {
  expect(parse(`rules:\n  ${id}: off\n`).rules).toEqual({ [id]: 'off' });
});

test('a misspelt severity names the nearest, alone and in an object', () => {
  expect(failure('rules:\n  span-end: eror\n')).toMatchObject({
    code: 'config-invalid-value',
    help: 'did you mean `error`?',
  });
  expect(failure('rules:\n  span-end:\n    severity: wraning\n').help).toBe('did you mean `warning`?');
  expect(failure('rules:\n  span-end:\n    severty: error\n').help).toBe('did you mean `severity`?');
});

test('a key of the embedded configuration is placed in package.json', () => {
  const error = failure('{\n  "instrument": {\n    "rule": {}\n  }\n}', 'instrument');
  expect(place(error)).toBe('3:5 "rule"');
  expect(error.help).toBe('did you mean `rules`?');
});

test.each([
  ['semconv: 1.37\n', 'put the version in quotes: `semconv: "1.37.0"`'],
  ['services:\n  a:\n    layer: 4\n', 'use one of `1`, `2` and `3`'],
  ['ignore: legacy\n', 'write a list: one line with `- ` for each'],
  ['layer1:\n  endpoints:\n    tempo: tempo:3200\n', 'write a URL that begins with http:// or https://'],
  ['services:\n  a:\n    owner: 7\n', 'put the value in quotes'],
])('%j is refused with a help', (text, help) => {
  expect(failure(text)).toMatchObject({ code: 'config-invalid-value', help });
});

test('several problems: the first in full, the others counted', () => {
  expect(failure('a: 1\nservices: 3\n').why).toContain('1 more problem');
});

test.each(['services: [\n', 'a: 1\na: 2\n', '\tignore: []\n', '- a\n b: c\n'])('%j is no YAML', (text) => {
  expect(failure(text).code).toBe('config-syntax');
});

test('a document that is no object is refused', () => {
  expect(failure('- a\n').code).toBe('config-invalid-value');
  expect(failure('just text\n').code).toBe('config-invalid-value');
});
