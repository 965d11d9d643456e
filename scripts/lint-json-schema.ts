import { z } from 'zod';
import { lintBaselineSchema } from '#src/model/lint-baseline.js';
import { lintReportSchema } from '#src/model/lint-report.js';

/** The published JSON Schema of `lint --format json`. Consumers must tolerate new fields, so none are forbidden. */
export function lintJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(lintReportSchema, { io: 'input' });
  return { title: 'instrument lint', description: 'What `instrument lint --format json` prints.', ...schema };
}

/** The published JSON Schema of the file of `lint --baseline`. */
export function lintBaselineJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(lintBaselineSchema, { io: 'input' });
  return {
    title: 'instrument lint baseline',
    description: 'The file of `instrument lint --baseline`.',
    ...schema,
  };
}
