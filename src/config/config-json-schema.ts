import { z } from 'zod';
import { instrumentConfigSchema } from './instrument-config.js';

/** The published JSON Schema of `instrument.yaml`: what a user writes, so settings with a default are optional. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(instrumentConfigSchema, { io: 'input' });
  return { title: 'instrument.yaml', description: 'Configuration of `instrument`.', ...schema };
}
