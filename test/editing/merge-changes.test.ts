import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MergedChanges, mergeChanges } from '../../src/editing/merge-changes.js';
import { contentHash, decodeSource, joinSource } from '../../src/editing/source-text.js';
import type { Change } from '../../src/model/change.js';
import { changesOf, sourceFile } from './arbitrary-source.js';
import { change, edit } from './change.js';

type Disk = Readonly<Record<string, string | Buffer>>;

function merge(disk: Disk, changes: readonly Change[], bases?: ReadonlyMap<string, string>): MergedChanges {
  const read = (file: string) => (disk[file] === undefined ? null : Buffer.from(disk[file]));
  return mergeChanges(changes, bases ? { read, bases } : { read });
}

function statuses(merged: MergedChanges): string[] {
  return merged.outcomes.map(({ status, problem }) => (problem ? `${status}: ${problem.code}` : status));
}

describe('changes', () => {
  it('to the same file are combined', () => {
    const merged = merge({ 'main.go': 'abc' }, [
      change('a', { edits: [edit('main.go', 0, 1, 'A')] }),
      change('b', {
        edits: [edit('main.go', 2, 3, 'C')],
        creates: [{ file: 'otel/otel.go', text: 'package otel\n' }],
      }),
    ]);
    expect(merged.files).toEqual([
      { file: 'main.go', before: 'abc', after: 'AbC' },
      { file: 'otel/otel.go', before: null, after: 'package otel\n' },
    ]);
    expect(statuses(merged)).toEqual(['planned', 'planned']);
  });

  it('are dropped whole when one of their edits collides', () => {
    const merged = merge({ 'a.go': 'abc', 'b.go': 'abc' }, [
      change('first', { edits: [edit('b.go', 0, 2, 'X')] }),
      change('second', { edits: [edit('a.go', 0, 1, 'A'), edit('b.go', 1, 3, 'Y')] }),
      change('third', { edits: [edit('a.go', 0, 1, 'T')] }),
    ]);
    expect(merged.files.map((file) => file.after)).toEqual(['Tbc', 'Xc']);
    expect(statuses(merged)).toEqual(['planned', 'conflict: overlap', 'planned']);
    expect(merged.outcomes[1]?.problem).toEqual({
      code: 'overlap',
      file: 'b.go',
      message: 'it changes the same place in `b.go` as `first`',
      conflictsWith: 'first',
    });
  });

  it.each<[string, Disk, Change, string]>([
    [
      'whose own edits overlap',
      { f: 'abc' },
      change('c', { edits: [edit('f', 0, 2, ''), edit('f', 1, 3, 'x')] }),
      'conflict: overlap',
    ],
    [
      'that create one file twice',
      {},
      change('c', {
        creates: [
          { file: 'n', text: '1' },
          { file: 'n', text: '2' },
        ],
      }),
      'conflict: overlap',
    ],
    [
      'that create a file below a file',
      {},
      change('c', {
        creates: [
          { file: 'n', text: '' },
          { file: 'n/m', text: '' },
        ],
      }),
      'conflict: overlap',
    ],
    [
      'that create a file which is there',
      { n: '' },
      change('c', { creates: [{ file: 'n', text: '' }] }),
      'stale: file-exists',
    ],
    ['of a file that is gone', {}, change('c', { edits: [edit('f', 0, 0, 'x')] }), 'stale: missing-file'],
    [
      'past the end of the file',
      { f: 'abc' },
      change('c', { edits: [edit('f', 3, 4, 'x')] }),
      'failed: bad-offset',
    ],
    [
      'of a file with broken UTF-8',
      { f: Buffer.from([0x61, 0xff]) },
      change('c', { edits: [edit('f', 0, 0, 'x')] }),
      'failed: invalid-utf8',
    ],
    [
      'of a UTF-16 file',
      { f: Buffer.from('\uFEFFabc', 'utf16le') },
      change('c', { edits: [edit('f', 0, 0, 'x')] }),
      'failed: binary-file',
    ],
    [
      'outside the root',
      { '../f': '' },
      change('c', { edits: [edit('../f', 0, 0, 'x')] }),
      'failed: unsafe-path',
    ],
    [
      'in .git',
      {},
      change('c', { creates: [{ file: '.git/hooks/pre-commit', text: 'x' }] }),
      'failed: unsafe-path',
    ],
  ])('%s are refused', (_, disk, one, expected) => {
    const merged = merge(disk, [one]);
    expect(statuses(merged)).toEqual([expected]);
    expect(merged.files).toEqual([]);
  });

  it('share a new file when they agree on its text', () => {
    const creates = [{ file: 'kafka/carrier.go', text: 'package kafka\n' }];
    const other = [{ file: 'kafka/carrier.go', text: 'package other\n' }];
    const merged = merge({}, [
      change('a', { creates }),
      change('b', { creates }),
      change('c', { creates: other }),
    ]);
    expect(statuses(merged)).toEqual(['planned', 'planned', 'conflict: overlap']);
    expect(merged.files).toHaveLength(1);
  });

  it('are stale when the file is not what the plan was made from', () => {
    const bases = new Map([
      ['same.go', contentHash(Buffer.from('abc'))],
      ['other.go', contentHash(Buffer.from('before'))],
    ]);
    const merged = merge(
      { 'same.go': 'abc', 'other.go': 'after' },
      [
        change('a', { edits: [edit('same.go', 0, 1, 'A')] }),
        change('b', { edits: [edit('same.go', 1, 2, 'B'), edit('other.go', 0, 1, 'B')] }),
      ],
      bases,
    );
    expect(statuses(merged)).toEqual(['planned', 'stale: changed-since-plan']);
    expect(merged.files.map((file) => file.after)).toEqual(['Abc']);
    expect(merged.bases).toEqual(new Map([['same.go', bases.get('same.go')]]));
  });

  it.each([
    ['CRLF', 'a\r\nb\r\n', '1\r\n2\r\na\r\nb\r\n'],
    ['mostly CRLF', 'a\r\nb\r\nc\n', '1\r\n2\r\na\r\nb\r\nc\n'],
    ['LF', 'a\nb\n', '1\n2\na\nb\n'],
    ['no line at all', 'a', '1\n2\na'],
    ['a BOM and CRLF', '\uFEFFa\r\n', '\uFEFF1\r\n2\r\na\r\n'],
  ])('insert with the ends of line of a file with %s', (_, before, after) => {
    const merged = merge({ f: before }, [change('c', { edits: [edit('f', 0, 0, '1\n2\r\n')] })]);
    expect(merged.files).toEqual([{ file: 'f', before, after }]);
  });

  it('that come to nothing leave no file behind', () => {
    expect(merge({ f: 'a\r\n' }, [change('c', { edits: [edit('f', 1, 3, '\n')] })]).files).toEqual([]);
  });

  it('give the same files whatever their order, when none collides', () => {
    const scene = fc
      .tuple(sourceFile, sourceFile)
      .chain(([a, b]) => {
        const disk = { 'a.go': a, 'b.ts': b };
        const texts = { 'a.go': a.replace(/^\uFEFF/, ''), 'b.ts': b.replace(/^\uFEFF/, '') };
        return fc.tuple(fc.constant(disk), changesOf(texts));
      })
      .chain(([disk, all]) => {
        const planned = merge(disk, all).outcomes.filter((o) => o.status === 'planned');
        const friendly = planned.map((outcome) => outcome.change);
        const shuffled = fc.shuffledSubarray(friendly, { minLength: friendly.length });
        return fc.tuple(fc.constant(disk), fc.constant(friendly), shuffled, fc.constant(all));
      });
    fc.assert(
      fc.property(scene, ([disk, friendly, shuffled, all]) => {
        const reference = merge(disk, friendly);
        expect(merge(disk, shuffled).files).toEqual(reference.files);
        expect(reference.outcomes.every((outcome) => outcome.status === 'planned')).toBe(true);
        // Those that were dropped have left no trace.
        expect(merge(disk, all).files).toEqual(reference.files);
      }),
    );
  });
});

describe('a file', () => {
  it('decodes and encodes to the same bytes, or is refused', () => {
    const bytes = fc.oneof(
      sourceFile.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
    );
    fc.assert(
      fc.property(bytes, (original) => {
        const source = decodeSource(original);
        if (typeof source === 'string') return;
        expect(Buffer.from(joinSource(source)).equals(original)).toBe(true);
      }),
    );
  });
});
