import { palette } from '../text/palette.js';

/** A patch for a terminal: the escapes of a file stay in it, as `git diff` leaves them. */
export function colorDiff(patch: string): string {
  const style = palette(true);
  const lines = patch.split('\n').map((line) => {
    if (/^(diff |--- |\+\+\+ |new file |deleted file )/.test(line)) return style.title(line);
    if (line.startsWith('@@')) return style.command(line);
    if (line.startsWith('+')) return style.good(line);
    return line.startsWith('-') ? style.bad(line) : line;
  });
  return lines.join('\n');
}
