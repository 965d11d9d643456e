/** Something wrong with how a service's telemetry is set up, which no single file shows. `lint` reports it. */
import { z } from 'zod';

export const setUpProblemSchema = z.object({
  rule: z.enum(['sdk-setup', 'double-instrumentation']),
  preset: z.enum(['recommended', 'strict']).describe('The smallest preset of `lint` that reports it.'),
  file: z.string(),
  line: z.int().min(1),
  message: z.string(),
});

export type SetUpProblem = z.infer<typeof setUpProblemSchema>;
