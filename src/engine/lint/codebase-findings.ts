/** Runs the rules that look at all Go files together. */
import { goIntegrations } from '#codemods/go/index.js';
import { rules } from '#rules/index.js';
import { goExtractor } from '../../languages/go/extractor.js';
import type { GoFileFacts } from '../../languages/go/facts.js';
import { openGoCodebase } from '../../languages/go/lint/go-codebase.js';
import type { GoModule } from '../../languages/go/modules.js';
import type { SpanWrapper } from '../../languages/span-wrapper.js';
import { createPositions } from '../../model/positions.js';
import type { OptionValues } from '../../model/rule.js';
import type { LocatedFinding } from './file-facts.js';
import { locateFinding } from './locate.js';

export const goFactsExtractor = goExtractor(goIntegrations);

export interface GoCodebaseInput {
  facts: ReadonlyMap<string, GoFileFacts>;
  modules: readonly GoModule[];
  wrappers: readonly SpanWrapper[];
  /** Options by rule id. */
  options: Readonly<Record<string, OptionValues>>;
  /** The text of a file without its BOM, null when it cannot be read. */
  read(path: string): string | null;
}

/** Findings by path of their file. */
export function goCodebaseFindings(input: GoCodebaseInput): Map<string, LocatedFinding[]> {
  const found = new Map<string, LocatedFinding[]>();
  const codebase = openGoCodebase({ ...input, integrations: goIntegrations });
  for (const { id, goCodebase } of rules) {
    if (!goCodebase) continue;
    for (const [path, findings] of goCodebase.run(codebase, input.options[id] ?? {})) {
      const text = input.read(path);
      if (text === null || findings.length === 0) continue;
      const positions = createPositions(text);
      const located = findings.map((finding) => locateFinding(id, finding, text, positions));
      found.set(path, [...(found.get(path) ?? []), ...located]);
    }
  }
  return found;
}
