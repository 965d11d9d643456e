/** Every extractor by id, loaded when first asked for: a Go repository never loads the JavaScript parser. */
import type { Extractor } from '../languages/language.js';
import type { LintSettings } from './lint/file-facts.js';

const loaders: Record<string, (settings: string) => Promise<Extractor<unknown>>> = {
  'go-facts': async () => {
    const { goExtractor } = await import('../languages/go/extractor.js');
    const { goIntegrations } = await import('#codemods/go/index.js');
    return goExtractor(goIntegrations);
  },
  'node-outline': async () => (await nodeExtractors()).outline,
  'node-facts': async () => (await nodeExtractors()).facts,
  'go-lint': async (settings) =>
    (await import('./lint/lint-extractors.js')).goLintExtractor(JSON.parse(settings) as LintSettings),
  'node-lint': async (settings) =>
    (await import('./lint/lint-extractors.js')).nodeLintExtractor(JSON.parse(settings) as LintSettings),
};

async function nodeExtractors() {
  const { createNodeExtractors } = await import('../languages/node/extractors.js');
  const { nodeIntegrations } = await import('#codemods/node/index.js');
  return createNodeExtractors(nodeIntegrations);
}

/** Throws on an id that no language has: a mistake of ours. */
export function loadExtractor(id: string, settings = '{}'): Promise<Extractor<unknown>> {
  const load = loaders[id];
  if (!load) throw new Error(`no extractor is called ${id}`);
  return load(settings);
}
