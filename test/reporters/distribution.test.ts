import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divide } from '#src/reporters/shared/distribution.js';

test('a length is divided without a rest, and nobody gets more than one off', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }), (length, counts) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      const parts = divide(length, counts);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total === 0 ? 0 : length);
      for (const [index, part] of parts.entries()) {
        if (total > 0) expect(Math.abs(part - (counts[index]! * length) / total)).toBeLessThan(1);
      }
    }),
  );
});
