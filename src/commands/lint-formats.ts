import type { LintOutcome } from '../model/lint-outcome.js';
import type { Reporter } from '../reporters/reporter.js';

/** Reporters of `lint`, loaded only when they are asked for. The first one is the default. */
const reporters = {
  text: async () => (await import('../reporters/lint/text.js')).lintText,
  json: async () => (await import('../reporters/lint/json.js')).lintJson,
  sarif: async () => (await import('../reporters/lint/sarif.js')).lintSarif,
  github: async () => (await import('../reporters/lint/github.js')).lintGithub,
  gitlab: async () => (await import('../reporters/lint/gitlab.js')).lintGitlab,
  junit: async () => (await import('../reporters/lint/junit.js')).lintJunit,
  agent: async () => (await import('../reporters/lint/agent.js')).lintAgent,
} satisfies Record<string, () => Promise<Reporter<LintOutcome>>>;

export type LintFormat = keyof typeof reporters;

export const lintFormats = Object.keys(reporters) as LintFormat[];

export function loadLintReporter(format: LintFormat): Promise<Reporter<LintOutcome>> {
  return reporters[format]();
}
