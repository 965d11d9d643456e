import type { Rule } from './rule.js';

/** Its findings come from comparing the comments with all other findings, which the engine does. */
export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  severity: 'warning',
  preset: 'recommended',
  fixable: 'safe',
  docs: {
    summary: 'Keep only those `instrument:ignore` comments that have an effect and a reason.',
    why: 'A comment that outlives its finding hides the next one. Without a reason nobody dares to remove it.',
    limits:
      'A comment about a rule that is off for the file is not judged. Without a reason a comment has no effect.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\n//instrument:ignore span-naming -- dashboards know this name\nfunc charge() {}\n',
        good: 'package checkout\n\nfunc charge() {}\n',
      },
      {
        language: 'typescript',
        bad: 'charge(); // instrument:ignore span-naming -- dashboards know this name\n',
        good: 'charge();\n',
      },
    ],
    links: ['https://opentelemetry.io/docs/concepts/signals/traces/'],
  },
};
