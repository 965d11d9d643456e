import { expect, test } from 'vitest';
import { progressLine } from '#src/commands/progress-line.js';

test('the line overwrites itself, not more often than one can see, and is erased', () => {
  const written: string[] = [];
  let time = 0;
  const line = progressLine(
    (text) => written.push(text),
    () => time,
  );
  line.update({ phase: 'listing files', done: 0, total: 0 });
  time = 10;
  line.update({ phase: 'reading Go', done: 1, total: 9 });
  time = 100;
  line.update({ phase: 'reading Go', done: 5, total: 9 });
  line.erase();
  line.erase();
  const erase = '\r\u001b[2K';
  expect(written).toEqual([`${erase}listing files …`, `${erase}reading Go 5/9 …`, erase]);
});
