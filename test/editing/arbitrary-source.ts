import fc from 'fast-check';
import type { Change, Edit } from '../../src/model/change.js';
import { change } from './change.js';

const line = fc.oneof(
  fc.constantFrom(
    '',
    '}',
    '\tserver := http.NewServeMux()',
    'const app = express();',
    '// größer',
    '💳 = "\u{1F980}"',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

/** Text of a file: LF, CRLF or both, astral characters, with or without a last end of line. No NUL: that is binary. */
export const sourceText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }),
    fc.boolean(),
    fc.option(fc.constantFrom('\n', '\r\n'), { nil: null }),
  )
  .map(([lines, closed, eol]) => {
    const text = lines
      .map(([content, own]) => content.replace(/[\0\n\r\uFEFF]/g, ' ') + (eol ?? own))
      .join('');
    return closed ? text : text.replace(/\r?\n$/, '');
  });

/** A file's bytes, with or without BOM. */
export const sourceFile: fc.Arbitrary<string> = fc
  .tuple(sourceText, fc.boolean())
  .map(([text, bom]) => (bom ? `\uFEFF${text}` : text));

/** Offsets between whole characters, sorted. */
function boundaries(text: string): number[] {
  const offsets = [0];
  for (const character of text) offsets.push((offsets.at(-1) ?? 0) + character.length);
  return offsets;
}

/** Any edits that fit a text, overlapping or not; inserted texts hold brackets and ends of line now and then. */
export function editsOf(file: string, text: string, most = 6): fc.Arbitrary<Edit[]> {
  const offset = fc.constantFrom(...boundaries(text));
  return fc.array(
    fc
      .tuple(
        offset,
        offset,
        fc.boolean(),
        fc.constantFrom('', 'x', 'otel.Wrap(', ')', 'a\nb\n', '🦀', 'f(x)'),
      )
      .map(([a, b, insertion, replacement]) => ({
        file,
        start: Math.min(a, b),
        end: insertion ? Math.min(a, b) : Math.max(a, b),
        text: replacement,
      })),
    { maxLength: most },
  );
}

/** Changes to some files, most of one or two edits, so that some collide and some do not. */
export function changesOf(files: Readonly<Record<string, string>>): fc.Arbitrary<Change[]> {
  const names = Object.keys(files);
  return fc
    .array(
      fc
        .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 })
        .chain((touched) => fc.tuple(...touched.map((file) => editsOf(file, files[file] ?? '', 2))))
        .map((edits) => edits.flat()),
      { maxLength: 6 },
    )
    .map((all) => all.map((edits, index) => change(`change-${index}`, { edits })));
}
