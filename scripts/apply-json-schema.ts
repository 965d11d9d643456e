import { z } from 'zod';
import { applyReportSchema } from '#src/model/apply-report.js';

/** The published JSON Schema of `apply --format json`. Consumers must tolerate new fields, so none are forbidden. */
export function applyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(applyReportSchema, { io: 'input' });
  return {
    title: 'instrument apply',
    description: 'What `instrument apply --format json` prints.',
    ...schema,
  };
}
