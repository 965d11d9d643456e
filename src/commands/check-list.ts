/** A list on a terminal in which rows are ticked: arrows move, space ticks, `a` ticks all or none, enter ends it. */
import { emitKeypressEvents } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import stringWidth from 'string-width';

export interface CheckList {
  rows: readonly string[];
  ticked: ReadonlySet<number>;
  /** The row that keys are about. */
  at: number;
  end: 'open' | 'taken' | 'left' | 'interrupted';
}

export interface Key {
  name?: string | undefined;
  ctrl?: boolean | undefined;
}

const all = (rows: readonly string[]): ReadonlySet<number> => new Set(rows.keys());

/** Every row is ticked. */
export const openList = (rows: readonly string[]): CheckList => ({
  rows,
  ticked: all(rows),
  at: 0,
  end: 'open',
});

export function press(list: CheckList, { name, ctrl }: Key): CheckList {
  const { rows, ticked, at } = list;
  if (ctrl) return name === 'c' ? { ...list, end: 'interrupted' } : list;
  switch (name) {
    case 'up':
    case 'k':
      return { ...list, at: (at + rows.length - 1) % rows.length };
    case 'down':
    case 'j':
      return { ...list, at: (at + 1) % rows.length };
    case 'space': {
      const next = new Set(ticked);
      if (!next.delete(at)) next.add(at);
      return { ...list, ticked: next };
    }
    case 'a':
      return { ...list, ticked: ticked.size === rows.length ? new Set() : all(rows) };
    case 'return':
    case 'enter':
      return { ...list, end: 'taken' };
    case 'escape':
    case 'q':
      return { ...list, end: 'left' };
    default:
      return list;
  }
}

const HELP = '  ↑↓ move · space choose · a all · enter done · esc none';

/** The lines of the list, none wider than the terminal; of a list that is higher, those around the current row. */
export function linesOf({ rows, ticked, at }: CheckList, width: number, height: number): string[] {
  const shown = Math.max(1, Math.min(rows.length, height - 2));
  const first = Math.min(Math.max(0, at - Math.floor(shown / 2)), rows.length - shown);
  const lines = rows.slice(first, first + shown).map((row, offset) => {
    const index = first + offset;
    return clipped(`${index === at ? '›' : ' '} [${ticked.has(index) ? 'x' : ' '}] ${row}`, width - 1);
  });
  return [...lines, clipped(HELP, width - 1)];
}

function clipped(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = text;
  while (cut !== '' && stringWidth(cut) > width - 1) cut = cut.slice(0, -1);
  return `${cut}…`;
}

/**
 * Shows a list and waits for the person.
 * @param onInterrupt called for Ctrl-C, after the terminal is as it was
 * @returns the positions of the rows that are ticked; none for escape and Ctrl-C
 */
export async function askList(
  rows: readonly string[],
  { input, output }: { input: ReadStream; output: WriteStream },
  onInterrupt: () => void,
): Promise<ReadonlySet<number>> {
  let list = openList(rows);
  let drawn = 0;
  const draw = () => {
    const lines = linesOf(list, output.columns || 80, output.rows || 24);
    output.write(`${drawn > 0 ? `\u001b[${drawn}A` : ''}\r\u001b[J${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  emitKeypressEvents(input);
  input.setRawMode(true);
  input.resume();
  draw();
  try {
    await new Promise<void>((done) => {
      const onKey = (_text: string | undefined, key: Key) => {
        list = press(list, key);
        draw();
        if (list.end === 'open') return;
        input.off('keypress', onKey);
        done();
      };
      input.on('keypress', onKey);
      input.once('end', () => done());
    });
  } finally {
    input.setRawMode(false);
    input.pause();
  }
  if (list.end === 'interrupted') onInterrupt();
  return list.end === 'taken' ? list.ticked : new Set();
}
