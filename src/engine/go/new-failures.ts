/** What fails that did not fail before. */
import type { CheckFailure } from '../../editing/bisect.js';

/**
 * Failures beyond those of the baseline; lines move, so only file and text count. What `go vet` has in its cache may name
 * the file by which an earlier run of ours stood in for one: then the text alone counts.
 */
export function newFailures(
  failures: readonly CheckFailure[],
  baseline: readonly CheckFailure[],
): CheckFailure[] {
  const left = [...baseline];
  return failures.filter((failure) => {
    const text = withoutLines(failure);
    const at = left.findIndex(
      (old) => withoutLines(old) === text && (failure.file === null || old.file === failure.file),
    );
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function withoutLines({ text }: CheckFailure): string {
  return text.replace(/(:\d+)+/g, '');
}
