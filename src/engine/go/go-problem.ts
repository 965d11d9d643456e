/** Progress and advice that `go get` writes among its errors. */
const NOTICE =
  /^go: (?:downloading|finding|found|added|upgraded|downgraded|removed) |^go: module .* is deprecated: /;

/** The last error that Go wrote, in one line with what it says of the reason below; what it only reports is left out. */
export function lastProblem(stderr: string): string {
  const lines = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => !NOTICE.test(line));
  const from = lines.findLastIndex((line) => !/^\s/.test(line));
  return lines
    .slice(Math.max(from, 0))
    .map((line) => line.trim())
    .join(' ');
}
