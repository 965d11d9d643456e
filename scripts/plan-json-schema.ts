import { z } from 'zod';
import { planReportSchema } from '#src/model/plan-report.js';

/** The published JSON Schema of `plan --format json`. Consumers must tolerate new fields, so none are forbidden. */
export function planJsonSchema(): Record<string, unknown> {
  return {
    title: 'instrument plan',
    description: 'What `instrument plan --format json` prints.',
    ...z.toJSONSchema(planReportSchema, { io: 'input' }),
  };
}
