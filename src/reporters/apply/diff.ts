import type { ApplyReport } from '../../model/apply-report.js';
import type { Reporter } from '../reporter.js';
import { palette } from '../text/palette.js';

/** One patch of all files that `git apply` takes; empty when nothing changes. */
export const applyDiff: Reporter<ApplyReport> = (report, { color }) => {
  const patch = report.files.map((file) => file.diff).join('');
  return color ? colorDiff(patch) : patch;
};

/** For a terminal: the escapes of a file stay in it, as `git diff` leaves them. */
function colorDiff(patch: string): string {
  const style = palette(true);
  const lines = patch.split('\n').map((line) => {
    if (/^(diff |--- |\+\+\+ |new file |deleted file )/.test(line)) return style.title(line);
    if (line.startsWith('@@')) return style.command(line);
    if (line.startsWith('+')) return style.good(line);
    return line.startsWith('-') ? style.bad(line) : line;
  });
  return lines.join('\n');
}
