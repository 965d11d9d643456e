import { expect, test } from 'vitest';
import { defaultConfig } from '#src/config/default-config.js';
import { matchesService, settingsOf } from '#src/config/service-settings.js';
import { matchesGlob } from '#src/model/name-glob.js';

test.each([
  ['checkout', 'checkout', true],
  ['check*', 'checkout', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['services/*', 'services/auth', true],
  ['services/*', 'services/auth/api', false],
  ['**/api', 'services/auth/api', true],
  ['**/api', 'api', true],
  ['{auth,pay}*', 'payments', true],
  ['{auth,pay}', 'cart', false],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['a.c', 'abc', false],
  ['a+(b)[c]$', 'a+(b)[c]$', true],
  ['open{', 'open', true],
  ['close}', 'close}', true],
])('%s on %s: %s', (glob, text, expected) => {
  expect(matchesGlob(glob, text)).toBe(expected);
});

test('a service is meant by its name or its path, however the path is written', () => {
  const service = { name: '@shop/auth', path: 'services/auth' };
  const patterns = ['@shop/auth', '@shop/*', 'services/auth', './services/auth/', 'services/*'];
  expect(patterns.filter((pattern) => matchesService(pattern, service))).toEqual(patterns);
  expect(matchesService('auth', service)).toBe(false);
  expect(matchesService('.', { name: 'x', path: '.' })).toBe(true);
});

test('later entries win, setting by setting', () => {
  const services = {
    'services/*': { owner: 'platform', layer: 1 as const },
    auth: { layer: 3 as const },
    other: { ignore: true },
  };
  const settings = settingsOf({ ...defaultConfig, services }, { name: 'auth', path: 'services/auth' });
  expect(settings).toEqual({ owner: 'platform', layer: 3 });
});
