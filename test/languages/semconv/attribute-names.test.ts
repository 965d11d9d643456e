import { describe, expect, it } from 'vitest';
import { judgeName } from '#src/languages/semconv/attribute-names.js';
import { DEPRECATED, NAMES, RENAMED } from '#src/languages/semconv/registry.js';

const names = new Set(NAMES.split('\n'));
const isKnown = (name: string) => names.has(name) || names.has(`${name}.*`);

describe('the table of attribute names', () => {
  it('renames to names that are in use, and to no old name', () => {
    const wrong = RENAMED.split('\n').filter((line) => !isKnown(line.split(' ')[1]!));
    expect(wrong).toEqual([]);
  });

  it('holds no name twice', () => {
    const all = [NAMES, RENAMED, DEPRECATED].flatMap((list) =>
      list.split('\n').map((line) => line.split(' ')[0]!),
    );
    expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
  });

  it('lets every name in use pass', () => {
    expect([...names].filter((name) => judgeName(name, '') !== null)).toEqual([]);
  });
});

describe.each([
  'user.ip',
  'user.ids',
  'order.id',
  'http.request.header.x-tenant',
  'service.names',
  'k8s.pod.label.team',
  'url.patch',
])('the name %s of ones own', (name) => {
  it('is no misspelling', () => expect(judgeName(name, '')).toBeNull());
});
