import type { PlanReport } from '../model/plan-report.js';
import type { Reporter } from '../reporters/reporter.js';

const reporters = {
  text: async () => (await import('../reporters/plan/text.js')).planText,
  json: async () => (await import('../reporters/plan/json.js')).planJson,
  markdown: async () => (await import('../reporters/plan/markdown.js')).planMarkdown,
} satisfies Record<string, () => Promise<Reporter<PlanReport>>>;

export const planFormats = Object.keys(reporters) as (keyof typeof reporters)[];

export function loadPlanReporter(format: keyof typeof reporters): Promise<Reporter<PlanReport>> {
  return reporters[format]();
}
