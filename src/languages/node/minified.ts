const LONG_LINE = 2000;

/** Whether a text is a bundle that nobody reads: a large file whose lines are long. */
export function looksMinified(text: string): boolean {
  if (text.length < 20 * LONG_LINE) return false;
  let newlines = 0;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) newlines++;
  return text.length / (newlines + 1) > LONG_LINE / 4;
}
