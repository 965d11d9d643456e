/** `lint`: files → facts → findings → what is new, not suppressed, not in the baseline → report. Writes nothing. */
import { availableParallelism } from 'node:os';
import { rules } from '#rules/index.js';
import { buildIdentity } from '../../config/build-identity.js';
import type { InstrumentConfig } from '../../config/instrument-config.js';
import { toolVersion } from '../../config/tool-version.js';
import { unifiedDiffs } from '../../editing/unified-diff.js';
import { parseGoMod } from '../../languages/go/modules.js';
import type { FileChange } from '../../model/change.js';
import type { LintBaseline } from '../../model/lint-baseline.js';
import { type Finding, LINT_SCHEMA_VERSION, type LintReport } from '../../model/lint-report.js';
import type { Diagnostic, ScanReport, ServiceReport } from '../../model/scan-report.js';
import { listFiles } from '../../workspace/list-files.js';
import { createWorkspace } from '../../workspace/workspace.js';
import { cacheHome, openCache } from '../cache-directory.js';
import { scan } from '../scan.js';
import type { ScanProgress } from '../scan-options.js';
import { createWorkerPool } from '../worker-pool.js';
import { baselineOf, compareWithBaseline } from './baseline.js';
import { checkMinimum, checkRatchet, coverageOf } from './coverage.js';
import { type FixMode, fixFindings } from './fix.js';
import type { TreeComparison } from './git-comparison.js';
import { judge, sortedDiagnostics } from './judge.js';
import type { JudgeContext } from './judge-context.js';
import { lintedFiles } from './lint-files.js';
import { type LintTree, openLintTree, type TreeFacts } from './lint-tree.js';
import { failuresOf } from './lint-verdict.js';
import { createOldFilter } from './old-filter.js';
import { optionsOf, type RuleWishes, selectRules } from './rule-selection.js';
import { serviceLookup } from './service-lookup.js';
import { isSetUpDiagnostic, setUpFindings } from './set-up-findings.js';

const MAX_THREADS = 4;

export interface LintOptions {
  /** Absolute path of the directory to lint. */
  root: string;
  config: InstrumentConfig;
  wishes: RuleWishes;
  /** Whether tests are linted too. */
  tests: boolean;
  /** Picks the services whose files are meant; null for all files. Throws what is to stop the run. */
  select: ((report: ScanReport) => readonly ServiceReport[]) | null;
  /** What git says of the tree before; null to report old findings too. */
  comparison: TreeComparison | null;
  baseline: LintBaseline | null;
  fix: FixMode;
  /** Warnings above this number fail; null for any number. */
  maxWarnings: number | null;
  /** Percent of sites that must be instrumented; null for none. */
  minCoverage: number | null;
  concurrency?: number;
  cache: boolean;
  onProgress?(progress: ScanProgress): void;
}

export interface LintResult {
  /** After the fixes, when there were any. */
  report: LintReport;
  /** What the fixes change, not written yet. */
  files: readonly FileChange[];
  /** The same as a patch. */
  patch: string;
  /** The baseline that would make this run pass. */
  baseline: LintBaseline;
}

export async function lint(options: LintOptions): Promise<LintResult> {
  const { root, config } = options;
  const version = toolVersion();
  const scanned = await scan(options);
  const diagnostics: Diagnostic[] = [...scanned.diagnostics];
  const report = (d: Diagnostic) => {
    if (!diagnostics.some((one) => one.code === d.code && one.file === d.file)) diagnostics.push(d);
  };
  const listing = listFiles(root, { ignore: config.ignore });
  const files = lintedFiles(listing.files, options.tests);
  const workspace = createWorkspace(root, listing.files, () => {});
  const modules = listing.files
    .filter(({ path }) => path === 'go.mod' || path.endsWith('/go.mod'))
    .flatMap(({ path }) => parseGoMod(path, workspace.read(path) ?? '', () => {}) ?? []);
  const pool = createWorkerPool(options.concurrency ?? Math.min(MAX_THREADS, availableParallelism()));
  try {
    const tree = await openLintTree({
      root,
      files: listing.files,
      linted: files,
      modules,
      settings: {
        options: optionsOf(rules, options.wishes.options, { release: config.semconv ?? '' }),
        modules: modules.map(({ directory, path }) => ({ directory, path })),
        wrappers: config.spanWrappers,
      },
      cache: options.cache ? openCache(cacheHome(process.env), root) : null,
      pool,
      build: buildIdentity(),
      report,
      onProgress: (done, total) => options.onProgress?.({ phase: 'linting', done, total }),
    });
    return await conclude(options, scanned, tree, {
      version,
      files: files.length,
      diagnostics: diagnostics.filter(({ code }) => !isSetUpDiagnostic(code)),
    });
  } finally {
    await pool?.close();
  }
}

async function conclude(
  options: LintOptions,
  scanned: ScanReport,
  tree: LintTree,
  { version, files, diagnostics }: { version: string; files: number; diagnostics: readonly Diagnostic[] },
): Promise<LintResult> {
  const services = options.select?.(scanned) ?? scanned.services;
  const serviceOf = serviceLookup(scanned.services);
  const meant = new Set(services.map(({ name }) => name));
  const isInScope = (file: string) => options.select === null || meant.has(serviceOf(file) ?? '');
  const selection = selectRules(rules, options.wishes);
  const context: JudgeContext = {
    selection,
    ruleIds: rules.map(({ id }) => id),
    serviceOf,
    project: setUpFindings(scanned, tree.read),
  };
  const dropOld = await createOldFilter(options.comparison, tree, context);

  let suppressed = 0;
  let old = 0;
  const findingsOf = (facts: TreeFacts): Finding[] => {
    const judgement = judge(facts, context);
    const inScope = judgement.findings.filter(({ file }) => isInScope(file));
    const fresh = dropOld(inScope);
    suppressed = judgement.suppressed;
    old = inScope.length - fresh.length;
    return fresh;
  };
  const judged = (file: string, rule: string) =>
    options.comparison === null && isInScope(file) && selection.severityOf(rule, file) !== 'off';
  const afterBaseline = (findings: readonly Finding[]) =>
    options.baseline
      ? compareWithBaseline(findings, options.baseline, judged)
      : { fresh: [...findings], known: 0, stale: [] };

  // What is staged may differ from what is on disk: such a file is judged as staged, and not fixed.
  const staged = options.comparison?.now ?? new Map<string, string | null>();
  const relint = async (texts: ReadonlyMap<string, string>) =>
    findingsOf(
      staged.size + texts.size === 0 ? tree.facts : await tree.withTexts(new Map([...staged, ...texts])),
    );
  const fixable = (findings: readonly Finding[]) =>
    afterBaseline(findings).fresh.filter(({ file }) => !staged.has(file));
  const first = await relint(new Map());
  const fixes = await fixFindings(options.root, fixable(first), options.fix, async (texts) =>
    fixable(await relint(texts)),
  );
  const all = fixes.fixed > 0 ? await relint(textsOf(fixes.files)) : first;
  const { fresh, known, stale } = afterBaseline(all);
  const coverage = coverageOf(services);
  const failures = [
    ...failuresOf(fresh, stale, options.maxWarnings),
    ...(options.minCoverage === null ? [] : checkMinimum(coverage, options.minCoverage)),
    ...(options.baseline ? checkRatchet(coverage, options.baseline) : []),
  ];
  const count = (severity: Finding['severity']) => fresh.filter((one) => one.severity === severity).length;
  const report: LintReport = {
    schemaVersion: LINT_SCHEMA_VERSION,
    tool: { name: 'instrument', version },
    root: '.',
    findings: fresh,
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      files,
      suppressed,
      baselined: known,
      old,
      fixed: fixes.fixed,
      fixable: fresh.filter(({ fix }) => fix?.safe).length,
    },
    coverage,
    failures,
    diagnostics: sortedDiagnostics(diagnostics),
  };
  return {
    report,
    files: fixes.files,
    patch: unifiedDiffs(fixes.files),
    baseline: baselineOf(all, coverage, options.baseline, judged),
  };
}

function textsOf(files: readonly FileChange[]): Map<string, string> {
  return new Map(files.map(({ file, after }) => [file, (after ?? '').replace(/^\uFEFF/, '')]));
}
