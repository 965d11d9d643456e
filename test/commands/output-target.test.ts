import { expect, test } from 'vitest';
import { outputTargets } from '#src/commands/output-target.js';

const formats = ['text', 'json', 'markdown', 'html'] as const;

test.each([
  [{}, [['text', null]]],
  [{ format: 'json' }, [['json', null]]],
  [{ output: ['report.json'] }, [['json', 'report.json']]],
  [{ output: ['report.MD'] }, [['markdown', 'report.MD']]],
  [{ output: ['report'] }, [['text', 'report']]],
  [{ format: 'html', output: ['report.json'] }, [['html', 'report.json']]],
  [
    { output: ['json:a', 'html:b.txt', 'text:-'] },
    [
      ['json', 'a'],
      ['html', 'b.txt'],
      ['text', null],
    ],
  ],
  [{ output: ['./a:b'] }, [['text', './a:b']]],
])('%j goes to %j', (given, expected) => {
  expect(outputTargets(formats, given).map(({ format, file }) => [format, file])).toEqual(expected);
});

test.each([{ format: 'jsn' }, { output: ['jsn:a'] }])('%j is refused with the nearest format', (given) => {
  expect(() => outputTargets(formats, given)).toThrow(
    expect.objectContaining({ code: 'unknown-format', help: 'did you mean `json`?' }),
  );
});
