import { expect, it } from 'vitest';
import { lastProblem } from '#src/engine/go/go-problem.js';

it('gives the last error with its reason', () => {
  const stderr =
    'go: downloading example.com/a v1.0.0\ngo: example.com/b@v1.2.0: reading https://proxy.test/b: 403 Forbidden\n\tserver response: This module version is not available.\n';
  expect(lastProblem(stderr)).toBe(
    'go: example.com/b@v1.2.0: reading https://proxy.test/b: 403 Forbidden server response: This module version is not available.',
  );
});

it('passes over advice that follows an error', () => {
  const stderr =
    'go: example.com/b@v1.2.0: unknown revision v1.2.0\ngo: module example.com/c is deprecated: use example.com/c/v2 instead.\n';
  expect(lastProblem(stderr)).toBe('go: example.com/b@v1.2.0: unknown revision v1.2.0');
});

it('is empty where nothing failed', () => {
  expect(lastProblem('go: added example.com/a v1.0.0\n')).toBe('');
});
