import type { ScanReport } from '../model/scan-report.js';
import type { Reporter } from '../reporters/reporter.js';

/** Reporters of `scan`, loaded only when they are asked for. The first one is the default. */
const reporters = {
  text: async () => (await import('../reporters/text.js')).textReport,
  json: async () => (await import('../reporters/json.js')).jsonReport,
  markdown: async () => (await import('../reporters/markdown.js')).markdownReport,
  html: async () => (await import('../reporters/html.js')).htmlReport,
} satisfies Record<string, () => Promise<Reporter<ScanReport>>>;

export type ScanFormat = keyof typeof reporters;

export const scanFormats = Object.keys(reporters) as ScanFormat[];

export function loadReporter(format: ScanFormat): Promise<Reporter<ScanReport>> {
  return reporters[format]();
}
