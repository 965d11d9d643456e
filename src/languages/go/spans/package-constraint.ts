/** On which platforms a package is built. */
import { platformOfName } from '../build-constraint.js';
import type { GoSource } from '../rewrite/go-source.js';

/**
 * @param sources the files of a package
 * @returns the `//go:build` line that holds for all of them; null where they have none in common
 */
export function packageConstraint(sources: readonly GoSource[]): string | null {
  const lines = new Set(
    sources.map(({ path, file }) => {
      const platform = platformOfName(path);
      return file.buildConstraint ?? (platform === null ? null : `//go:build ${platform}`);
    }),
  );
  const [only] = lines;
  return lines.size === 1 ? (only ?? null) : null;
}
