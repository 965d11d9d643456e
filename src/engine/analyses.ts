/** The analyses of a scan, in order; a later one sees what the earlier ones found. */
import type { AnalysisInput, AnalysisResult } from '../languages/language.js';
import type { ListedFile } from '../model/source-file.js';
import { isStockImage } from '../workspace/deployments/image-reference.js';
import { matchWorkloads } from '../workspace/deployments/match.js';
import { deploymentView } from './deployment-view.js';
import type { FactStore } from './fact-store.js';

/** One analysis; `before` holds what the analyses before it found. */
export type Analysis = (input: AnalysisInput, before: Readonly<AnalysisResult>) => Promise<AnalysisResult>;

const NODE_FILE = /(?:^|\/)package\.json$|\.(?:[cm]?[jt]s|[jt]sx)$/;

/** Loads only what the listed files ask for. */
export async function analyses(files: readonly ListedFile[]): Promise<Analysis[]> {
  const list: Analysis[] = [];
  if (files.some((f) => f.path.endsWith('.go'))) list.push(await goAnalysis());
  if (files.some((f) => NODE_FILE.test(f.path))) list.push(await nodeAnalysis());
  list.push(await otherAnalysis());
  return list;
}

/** Source that may belong to a service: no tests, declarations, bundles or stories. */
const NODE_SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const NOT_SERVICE_SOURCE =
  /\.d\.[cm]?ts$|\.min\.js$|[._-](?:test|spec|stories|story|e2e|bench)\.|(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|stories|fixtures|docs)\//;

/** Lets the workers begin with what is sure to be asked for. */
export async function prefetchFacts(files: readonly ListedFile[], facts: FactStore): Promise<void> {
  if (files.some((f) => f.path.endsWith('.go'))) {
    const [{ goSources }, { goExtractor }, { goIntegrations }] = await Promise.all([
      import('../languages/go/analysis.js'),
      import('../languages/go/extractor.js'),
      import('#codemods/go/index.js'),
    ]);
    facts.prefetch(goExtractor(goIntegrations), goSources(files));
  }
  const paths = files.map((f) => f.path);
  if (paths.some((path) => path.endsWith('package.json'))) {
    const [{ createNodeExtractors }, { nodeIntegrations }] = await Promise.all([
      import('../languages/node/extractors.js'),
      import('#codemods/node/index.js'),
    ]);
    const sources = paths.filter((path) => NODE_SOURCE.test(path) && !NOT_SERVICE_SOURCE.test(path));
    facts.prefetch(createNodeExtractors(nodeIntegrations).outline, sources);
  }
}

async function goAnalysis(): Promise<Analysis> {
  const [{ createGoAnalysis }, { goIntegrations }] = await Promise.all([
    import('../languages/go/analysis.js'),
    import('#codemods/go/index.js'),
  ]);
  return createGoAnalysis(goIntegrations, deploymentView);
}

async function nodeAnalysis(): Promise<Analysis> {
  const [{ createNodeAnalysis }, { nodeIntegrations }] = await Promise.all([
    import('../languages/node/analysis.js'),
    import('#codemods/node/index.js'),
  ]);
  return createNodeAnalysis(nodeIntegrations, matchWorkloads);
}

/** What Go and Node did not claim: a directory inside one of their services or packages is taken. */
async function otherAnalysis(): Promise<Analysis> {
  const { analyzeOtherLanguages } = await import('../languages/other/analysis.js');
  return async (input, before) => {
    const taken = new Set([...before.services, ...before.packages].map((s) => s.path));
    return analyzeOtherLanguages(input, (directory) => taken.has(directory), {
      matchWorkloads,
      isStockImage,
    });
  };
}
