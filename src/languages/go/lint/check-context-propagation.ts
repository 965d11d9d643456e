/** Contexts that are lost on their way, so that spans of one request fall into several traces, or hang at a wrong place. */
import type { DraftFinding } from '../../../model/finding.js';
import { backgroundContexts } from './background-context.js';
import { spanStarts } from './codebase-spans.js';
import { contextlessCalls } from './contextless-calls.js';
import { droppedContext } from './dropped-context.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import { missingInjection } from './missing-injection.js';
import { reboundContext } from './rebound-context.js';

/** Findings by path of their file. */
export function checkGoContextPropagation(codebase: GoCodebase): Map<string, DraftFinding[]> {
  const ofStarts = findingsByFile(codebase.once(spanStarts), (start) => [
    ...droppedContext(codebase, start),
    ...reboundContext(codebase, start),
    ...missingInjection(codebase, start),
  ]);
  const placed = [...backgroundContexts(codebase), ...contextlessCalls(codebase)];
  for (const [path, findings] of findingsByFile(placed, ({ finding }) => [finding]))
    ofStarts.set(path, [...(ofStarts.get(path) ?? []), ...findings]);
  return ofStarts;
}
