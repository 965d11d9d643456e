const REDRAW_EVERY_MS = 80;
const ERASE = '\r\u001b[2K';

export interface Progress {
  phase: string;
  done: number;
  total: number;
}

/** One line on a terminal that overwrites itself. */
export interface ProgressLine {
  update(progress: Progress): void;
  erase(): void;
}

/** Draws through `write`, at most every 80 ms; `now` in milliseconds. */
export function progressLine(write: (text: string) => void, now: () => number): ProgressLine {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let visible = false;
  return {
    update({ phase, done, total }) {
      if (now() - drawnAt < REDRAW_EVERY_MS) return;
      drawnAt = now();
      visible = true;
      write(`${ERASE}${phase}${total > 0 ? ` ${done}/${total}` : ''} …`);
    },
    erase() {
      if (visible) write(ERASE);
      visible = false;
    },
  };
}
