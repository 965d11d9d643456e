import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newBlockFile, updateBlocks } from '#src/engine/layer1/marked-blocks.js';

const file = (blocks: Record<string, string>) => ({
  path: 'beyla.yaml',
  kind: 'blocks' as const,
  comment: '#' as const,
  blocks: Object.entries(blocks).map(([id, text]) => ({ id, text })),
});

function updated(existing: string, blocks: Record<string, string>): string | null {
  const edits = updateBlocks(existing, file(blocks));
  return (
    edits
      ?.toSorted((a, b) => b.start - a.start)
      .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), existing) ??
    null
  );
}

describe('generated blocks', () => {
  it('are not touched when nothing changed', () => {
    const text = newBlockFile(file({ a: 'a: 1\n', b: 'b: 2\n' }));
    expect(updateBlocks(text, file({ a: 'a: 1\n', b: 'b: 2\n' }))).toEqual([]);
  });

  it('take what is new, add what was not there, and drop what is gone', () => {
    const text = newBlockFile(file({ a: 'a: 1\n', b: 'b: 2\n' }));
    expect(updated(text, { a: 'a: 9\n', c: 'c: 3\n' })).toBe(
      '# instrument:begin a\na: 9\n# instrument:end a\n\n\n# instrument:begin c\nc: 3\n# instrument:end c\n',
    );
  });

  it('are nobody’s in a file without marks', () => {
    expect(updateBlocks('a: 1\n', file({ a: 'a: 1\n' }))).toBeNull();
  });

  it('with lines that end in CRLF are the same', () => {
    const text = newBlockFile(file({ a: 'a: 1\nb: 2\n' })).replaceAll('\n', '\r\n');
    expect(updateBlocks(text, file({ a: 'a: 1\nb: 2\n' }))).toEqual([]);
  });

  it('leave every byte around them as it is', () => {
    const line = fc.stringMatching(/^[a-z :]{0,12}$/);
    const own = fc.array(line).map((lines) => lines.map((one) => `${one}\n`).join(''));
    fc.assert(
      fc.property(own, own, own, line, (before, between, after, value) => {
        const a = newBlockFile(file({ a: 'a\n' }));
        const b = newBlockFile(file({ b: 'b\n' }));
        const result = updated(before + a + between + b + after, { a: `${value}\n`, b: 'b\n' });
        const changed = newBlockFile(file({ a: `${value}\n` }));
        expect(result).toBe(before + changed + between + b + after);
      }),
    );
  });
});
