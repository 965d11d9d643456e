/** Ids of the lint rules: names of settings under `rules`, and the same for Go and Node.js. */
export const ruleIds = [
  'span-end',
  'span-discarded',
  'span-use-after-end',
  'stable-span-name',
  'high-cardinality-span-name',
  'span-naming',
  'context-propagation',
  'error-recorded',
  'no-span-in-loop',
  'no-trivial-span',
  'prefer-instrumentation-library',
  'double-instrumentation',
  'semconv-attributes',
  'span-attributes',
  'log-trace-redundancy',
  'sdk-setup',
  'unused-suppression',
] as const;

export type RuleId = (typeof ruleIds)[number];
