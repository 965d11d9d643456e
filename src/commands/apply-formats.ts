import type { ApplyReport } from '../model/apply-report.js';
import type { Reporter } from '../reporters/reporter.js';

/** Reporters of `apply`, loaded only when they are asked for. The first one is the default. */
const reporters = {
  text: async () => (await import('../reporters/apply/text.js')).applyText,
  json: async () => (await import('../reporters/apply/json.js')).applyJson,
  diff: async () => (await import('../reporters/apply/diff.js')).applyDiff,
} satisfies Record<string, () => Promise<Reporter<ApplyReport>>>;

export type ApplyFormat = keyof typeof reporters;

export const applyFormats = Object.keys(reporters) as ApplyFormat[];

export function loadApplyReporter(format: ApplyFormat): Promise<Reporter<ApplyReport>> {
  return reporters[format]();
}
