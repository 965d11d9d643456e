import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, combineEdits, fitsText, type OwnedEdit, ownedBy } from '../../src/editing/edit-set.js';
import type { Edit } from '../../src/model/change.js';
import { editsOf, sourceText } from './arbitrary-source.js';
import { edit } from './change.js';

type Span = [start: number, end: number, text: string, order?: string];

/** Applies the edits of several changes, in the order given; null when one collides. */
function applied(text: string, changes: Record<string, Span[]>): string | null {
  let edits: readonly OwnedEdit[] = [];
  for (const [owner, spans] of Object.entries(changes)) {
    const own = spans.map(([start, end, inserted, order]) => edit('f', start, end, inserted, order));
    const result = combineEdits(edits, ownedBy(owner, own));
    if ('overlap' in result) return null;
    edits = result.edits;
  }
  return applyEdits(text, edits);
}

describe('edits of one file', () => {
  const text = 'serve(mux)';
  it.each<[string, Record<string, Span[]>, string | null]>([
    ['one replacement', { a: [[0, 5, 'listen']] }, 'listen(mux)'],
    ['replacements that touch', { a: [[0, 5, 'A']], b: [[5, 10, 'B']] }, 'AB'],
    [
      'an insertion before and after a replacement',
      {
        a: [[6, 9, 'router']],
        b: [
          [6, 6, 'wrap('],
          [9, 9, ')'],
        ],
      },
      'serve(wrap(router))',
    ],
    ['an insertion in a replacement', { a: [[0, 5, 'A']], b: [[3, 3, 'x']] }, null],
    ['a replacement around an insertion', { a: [[3, 3, 'x']], b: [[0, 5, 'A']] }, null],
    ['replacements that overlap', { a: [[0, 5, 'A']], b: [[4, 8, 'B']] }, null],
    ['one replacement in another', { a: [[0, 10, 'A']], b: [[4, 8, 'B']] }, null],
    ['two texts for one place', { a: [[0, 5, 'A']], b: [[0, 5, 'B']] }, null],
    ['the same replacement twice', { a: [[0, 5, 'A']], b: [[0, 5, 'A']] }, 'A(mux)'],
    ['the same insertion twice', { a: [[0, 0, 'go ']], b: [[0, 0, 'go ']] }, 'go serve(mux)'],
    ['insertions at one place, by change', { b: [[0, 0, 'B ']], a: [[0, 0, 'A ']] }, 'A B serve(mux)'],
    [
      'insertions at one place, as listed',
      {
        a: [
          [0, 0, '2 '],
          [0, 0, '1 '],
        ],
      },
      '2 1 serve(mux)',
    ],
    [
      'insertions at one place, as declared',
      { a: [[0, 0, 'otelhttp ', 'o']], b: [[0, 0, 'fmt ', 'f']] },
      'fmt otelhttp serve(mux)',
    ],
    [
      'a declared bracket that is shared',
      {
        a: [
          [0, 0, '(', '0'],
          [0, 0, 'x ', '1'],
        ],
        b: [
          [0, 0, '(', '0'],
          [0, 0, 'y ', '2'],
        ],
      },
      '(x y serve(mux)',
    ],
    [
      'an insertion that is shared, at the place of its first owner',
      { c: [[0, 0, 'X ']], b: [[0, 0, 'Y ']], a: [[0, 0, 'X ']] },
      'X Y serve(mux)',
    ],
    [
      'one change that wraps twice',
      {
        a: [
          [6, 6, 'f('],
          [6, 6, 'g('],
          [9, 9, ')'],
          [9, 9, ')'],
        ],
      },
      'serve(f(g(mux)))',
    ],
    [
      'two changes that wrap the same',
      {
        a: [
          [6, 6, 'f('],
          [9, 9, ')'],
        ],
        b: [
          [6, 6, 'g('],
          [9, 9, ')'],
        ],
      },
      null,
    ],
    ['an edit that changes nothing', { a: [[3, 3, '']], b: [[0, 5, 'A']] }, 'A(mux)'],
  ])('%s', (_, changes, expected) => {
    expect(applied(text, changes)).toBe(expected);
  });

  it('names both sides of an overlap and leaves the accepted set as it was', () => {
    const accepted = ownedBy('first', [edit('f', 0, 5, 'A')]);
    const result = combineEdits(accepted, ownedBy('second', [edit('f', 7, 8, 'ok'), edit('f', 2, 3, 'B')]));
    expect(result).toMatchObject({
      overlap: { edit: { owner: 'second', start: 2 }, with: { owner: 'first' } },
    });
    expect(accepted).toHaveLength(1);
  });

  it.each<[string, Edit, boolean]>([
    ['the whole text', edit('f', 0, 4, ''), true],
    ['past the end', edit('f', 0, 5, ''), false],
    ['before the start', edit('f', -1, 2, ''), false],
    ['backwards', edit('f', 3, 1, ''), false],
    ['between whole numbers', edit('f', 0.5, 1, ''), false],
    ['inside a character', edit('f', 0, 2, ''), false],
    ['half a character as text', edit('f', 0, 0, '\uD83E'), false],
  ])('of a text with an astral character: %s', (_, one, fits) => {
    expect(fitsText(one, 'a🦀b')).toBe(fits);
  });

  it('leave every character outside them where it was', () => {
    const textAndEdits = sourceText.chain((source) => fc.tuple(fc.constant(source), editsOf('f', source)));
    fc.assert(
      fc.property(textAndEdits, ([source, all]) => {
        let edits: readonly OwnedEdit[] = [];
        for (const [index, one] of all.entries()) {
          const result = combineEdits(edits, ownedBy(`change-${index}`, [one]));
          if ('edits' in result) edits = result.edits;
        }
        // Walks the result: each untouched stretch, then each replacement, and nothing else.
        const outcome = applyEdits(source, edits);
        let [from, at] = [0, 0];
        for (const { start, end, text: inserted } of edits) {
          const kept = source.slice(from, start);
          expect(outcome.slice(at, at + kept.length)).toBe(kept);
          expect(outcome.slice(at + kept.length, at + kept.length + inserted.length)).toBe(inserted);
          at += kept.length + inserted.length;
          from = end;
        }
        expect(outcome.slice(at)).toBe(source.slice(from));
      }),
    );
  });
});
