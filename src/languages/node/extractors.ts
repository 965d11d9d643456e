/** The extractors of Node.js files, apart from the analysis: workers load nothing else. */
import type { NodeIntegration } from '../../model/integration.js';
import type { Extractor } from '../language.js';
import { createFactsExtractor } from './facts/extract-facts.js';
import type { NodeFacts } from './facts/facts.js';
import { createInterest } from './outline/interest.js';
import { createOutlineExtractor, type Outline } from './outline/outline.js';

/** The extractors, for the engine's workers. */
export function createNodeExtractors(integrations: readonly NodeIntegration[]): {
  outline: Extractor<Outline>;
  facts: Extractor<NodeFacts>;
} {
  const interest = createInterest(integrations);
  return { outline: createOutlineExtractor(interest), facts: createFactsExtractor(interest) };
}
