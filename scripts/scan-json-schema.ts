import { z } from 'zod';
import { scanReportSchema } from '#src/model/scan-report.js';

/** The published JSON Schema of `scan --format json`. Consumers must tolerate new fields, so none are forbidden. */
export function scanJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scanReportSchema, { io: 'input' });
  return { title: 'instrument scan', description: 'What `instrument scan --format json` prints.', ...schema };
}
