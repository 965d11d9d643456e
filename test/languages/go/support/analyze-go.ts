import { goIntegrations } from '#codemods/go/index.js';
import { createGoAnalysis } from '../../../../src/languages/go/analysis.js';
import type { DeploymentView } from '../../../../src/languages/go/services.js';
import type { AnalysisResult, FactSource, FlaggedOperation } from '../../../../src/languages/language.js';
import type { Diagnostic } from '../../../../src/model/scan-report.js';

/** Nothing is deployed. */
export const undeployed: DeploymentView = {
  hasImage: () => false,
  isRun: () => false,
  isJob: () => false,
  nameFor: () => null,
};

/** Analyses a repository that exists only in memory: path → text. */
export async function analyzeGo(
  files: Record<string, string>,
  view: DeploymentView = undeployed,
  flagged: readonly FlaggedOperation[] = [],
): Promise<AnalysisResult & { diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const facts: FactSource = {
    get: async (extractor, paths) =>
      new Map(
        paths.map((path) => [path, JSON.parse(JSON.stringify(extractor.extract(files[path] ?? '', path)))]),
      ),
  };
  const result = await createGoAnalysis(
    goIntegrations,
    () => view,
  )({
    workspace: {
      root: '/repo',
      files: Object.entries(files).map(([path, text]) => ({ path, size: text.length, mtimeMs: 0 })),
      read: (path) => files[path] ?? null,
    },
    deployments: { workloads: [], images: [], kubernetesServices: [] },
    facts,
    flagged,
    report: (d) => diagnostics.push(d),
  });
  return { ...result, diagnostics };
}

/** `id file:line by`, or `id file:line bare`, of every site, sorted. */
export function siteLines(result: AnalysisResult, service?: string): string[] {
  return result.services
    .filter((s) => service === undefined || s.name === service)
    .flatMap((s) => s.sites.map((x) => `${x.id} ${x.file}:${x.line} ${x.instrumented ? x.by : 'bare'}`))
    .sort();
}

/** Sites of a program that is one file, as `id:line by`. */
export async function sitesIn(main: string, more: Record<string, string> = {}): Promise<string[]> {
  const result = await analyzeGo({
    'go.mod': 'module example.com/shop\n\ngo 1.25\n',
    'main.go': main,
    ...more,
  });
  return siteLines(result).map((line) => line.replace('main.go', ''));
}
