/**
 * The file of `--baseline`: findings that were there when the gate was turned on. Per file and rule it lists their
 * fingerprints; what counts is how many there are, so that an edited line is not taken for a new finding.
 */
import { z } from 'zod';

export const lintBaselineSchema = z.strictObject({
  schemaVersion: z.literal(1),
  findings: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  coverage: z.record(z.string(), z.strictObject({ instrumented: z.int().min(0), total: z.int().min(0) })),
});

export type LintBaseline = z.infer<typeof lintBaselineSchema>;
