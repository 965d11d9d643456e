/** Which files are linted, and what their language is. */
import type { ListedFile } from '../../model/source-file.js';

const NODE_SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
/** Declarations, bundles and vendored code are nobody's source. */
const NOT_SOURCE = /\.d\.[cm]?ts$|\.min\.[cm]?js$|(?:^|\/)(?:vendor|node_modules|_[^/]*|\.[^/]+)\//;
const TEST =
  /_test\.go$|[._-](?:test|tests|spec|stories|story|e2e|bench|cy)\.[cm]?[jt]sx?$|(?:^|\/)(?:testdata|__tests__|__mocks__|tests?|e2e|cypress|stories|fixtures)\//;

export type LintLanguage = 'go' | 'node';

/** The language of a file, or null when it is not linted. */
export function lintLanguage(path: string): LintLanguage | null {
  if (NOT_SOURCE.test(path)) return null;
  if (path.endsWith('.go')) return 'go';
  return NODE_SOURCE.test(path) ? 'node' : null;
}

/** Tests, their data and stories. */
export function isTest(path: string): boolean {
  return TEST.test(path);
}

/** The files to lint out of those that there are. */
export function lintedFiles(files: readonly ListedFile[], withTests: boolean): ListedFile[] {
  return files.filter(({ path }) => lintLanguage(path) !== null && (withTests || !isTest(path)));
}
