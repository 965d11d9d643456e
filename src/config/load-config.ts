import { defaultConfig } from './default-config.js';
import { findConfig } from './find-config.js';
import type { InstrumentConfig } from './instrument-config.js';

/**
 * The configuration that holds for a scanned root: `instrument.yaml`, `.yml` or `.json` there, the `instrument` key of its
 * package.json, or the file given. Throws an InstrumentError with file and line when it is not valid.
 */
export async function loadConfig(
  root: string,
  explicit?: { file: string; cwd: string },
): Promise<InstrumentConfig> {
  const source = findConfig(root, explicit);
  if (source === null) return defaultConfig;
  const { parseConfig } = await import('./parse-config.js');
  return parseConfig(source);
}
