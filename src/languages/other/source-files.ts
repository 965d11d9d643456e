import { isWithin } from '../../model/relative-path.js';
import type { ListedFile } from '../../model/source-file.js';
import { EXTENSIONS } from './families.js';
import type { Family } from './manifests/manifest.js';
import { isTestPath } from './path-kinds.js';

/** The source files of other languages, by family. */
export interface SourceFiles {
  /** Sorted paths of a family below a directory, without those in test directories of its own. */
  under(family: Family, directory: string): readonly string[];
  /** The language that most files of the family below the directory are written in; null when there is none. */
  languageOf(family: Family, directory: string): string | null;
}

/** Groups listed files by family. */
export function collectSourceFiles(files: readonly ListedFile[]): SourceFiles {
  const byFamily = new Map<Family, string[]>();
  for (const { path } of files) {
    const known = EXTENSIONS[path.slice(path.lastIndexOf('.') + 1)];
    if (!known) continue;
    const paths = byFamily.get(known.family) ?? [];
    paths.push(path);
    byFamily.set(known.family, paths);
  }
  const under = (family: Family, directory: string): readonly string[] =>
    (byFamily.get(family) ?? []).filter(
      (path) =>
        isWithin(path, directory) && !isTestPath(directory === '.' ? path : path.slice(directory.length + 1)),
    );
  return {
    under,
    languageOf: (family, directory) => {
      const counts = new Map<string, number>();
      for (const path of under(family, directory)) {
        const language = EXTENSIONS[path.slice(path.lastIndexOf('.') + 1)]?.language ?? '';
        counts.set(language, (counts.get(language) ?? 0) + 1);
      }
      return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
    },
  };
}
