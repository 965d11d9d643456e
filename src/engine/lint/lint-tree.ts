/** The facts of a tree of files, and of the same tree with some texts replaced. */
import { goSources } from '../../languages/go/analysis.js';
import type { GoFileFacts } from '../../languages/go/facts.js';
import type { GoModule } from '../../languages/go/modules.js';
import type { Extractor } from '../../languages/language.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { ListedFile } from '../../model/source-file.js';
import { createWorkspace } from '../../workspace/workspace.js';
import type { CacheStore } from '../cache-directory.js';
import { FactStore } from '../fact-store.js';
import type { WorkerPool } from '../worker-pool.js';
import { goCodebaseFindings, goFactsExtractor } from './codebase-findings.js';
import type { FileFacts, LintSettings } from './file-facts.js';
import { goLintExtractor, nodeLintExtractor } from './lint-extractors.js';
import { lintLanguage } from './lint-files.js';

export type TreeFacts = ReadonlyMap<string, FileFacts>;

export interface LintTree {
  /** Facts of the files as they are; files that say nothing are left out. */
  facts: TreeFacts;
  /** The text of a file as it is, or null. */
  read(path: string): string | null;
  /** The facts of the tree with other texts: path → text, null for a file that is not there. */
  withTexts(texts: ReadonlyMap<string, string | null>): Promise<TreeFacts>;
}

export interface LintTreeOptions {
  root: string;
  /** All files that there are. */
  files: readonly ListedFile[];
  /** Those to lint. */
  linted: readonly ListedFile[];
  settings: LintSettings;
  modules: readonly GoModule[];
  cache: CacheStore | null;
  pool: WorkerPool | null;
  build: string;
  report(diagnostic: Diagnostic): void;
  onProgress(done: number, total: number): void;
}

/** What is known of each file by itself. */
interface OwnFacts {
  lint: Map<string, FileFacts>;
  go: Map<string, GoFileFacts>;
}

export async function openLintTree(options: LintTreeOptions): Promise<LintTree> {
  const { root, files, linted, settings, modules } = options;
  const store = new FactStore({
    ...options,
    onProgress: (_id, done, total) => options.onProgress(done, total),
  });
  const extractors: Partial<Record<'go' | 'node', Extractor<FileFacts>>> = {};
  const extractorFor = async (language: 'go' | 'node') => {
    extractors[language] ??= await (language === 'go' ? goLintExtractor : nodeLintExtractor)(settings);
    return extractors[language];
  };
  const workspace = createWorkspace(root, files, () => {});
  const isLinted = new Set(linted.map(({ path }) => path));
  const withTests = linted.some(({ path }) => path.endsWith('_test.go'));
  const isGoSource = new Set(goSources(files, withTests));

  const own: OwnFacts = { lint: new Map(), go: new Map() };
  for (const language of ['go', 'node'] as const) {
    const paths = [...isLinted].filter((path) => lintLanguage(path) === language);
    if (paths.length === 0) continue;
    for (const [path, found] of await store.get(await extractorFor(language), paths))
      if (saysSomething(found)) own.lint.set(path, found);
  }
  for (const [path, found] of await store.get(goFactsExtractor, [...isGoSource])) own.go.set(path, found);
  store.flush();

  const linked = (
    { lint, go }: OwnFacts,
    read: (path: string) => string | null,
    isReported: (path: string) => boolean,
  ): TreeFacts => {
    const together = new Map(lint);
    if (go.size === 0) return together;
    const { wrappers, options: values } = settings;
    const found = goCodebaseFindings({ facts: go, modules, wrappers, options: values, read });
    for (const [path, findings] of found) {
      if (!isReported(path)) continue;
      const facts = together.get(path) ?? { findings: [], claims: [], suppressions: [] };
      together.set(path, { ...facts, findings: [...facts.findings, ...findings] });
    }
    return together;
  };

  return {
    facts: linked(
      own,
      (path) => workspace.read(path),
      (path) => isLinted.has(path),
    ),
    read: (path) => workspace.read(path),
    async withTexts(texts) {
      const changed: OwnFacts = { lint: new Map(own.lint), go: new Map(own.go) };
      for (const [path, text] of texts) {
        const language = lintLanguage(path);
        changed.lint.delete(path);
        changed.go.delete(path);
        if (text === null || language === null) continue;
        changed.lint.set(path, (await extractorFor(language)).extract(text, path));
        if (language === 'go' && goSources([{ path, size: 0, mtimeMs: 0 }], withTests).length > 0)
          changed.go.set(path, goFactsExtractor.extract(text, path));
      }
      return linked(
        changed,
        (path) => {
          const text = texts.get(path);
          return text === undefined ? workspace.read(path) : text;
        },
        (path) => isLinted.has(path) || (texts.has(path) && lintLanguage(path) !== null),
      );
    },
  };
}

function saysSomething({ findings, claims, suppressions }: FileFacts): boolean {
  return findings.length + claims.length + suppressions.length > 0;
}
