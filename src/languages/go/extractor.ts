/** The extractor of Go files, apart from the analysis: workers load nothing else. */
import type { GoIntegration } from '#src/model/integration.js';
import type { Extractor } from '../language.js';
import { createGoExtractor } from './extract-facts.js';
import type { GoFileFacts } from './facts.js';
import { indexIntegrations } from './known-symbols.js';

/** The same for the analysis and for the workers that it asks through the engine. */
export function goExtractor(integrations: readonly GoIntegration[]): Extractor<GoFileFacts> {
  return createGoExtractor(indexIntegrations(integrations).packages);
}
