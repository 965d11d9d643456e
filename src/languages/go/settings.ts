/** Configuration files that stand with a program: which top-level keys they set. */
import type { Workspace } from '#src/model/source-file.js';

const CONFIGURATION = /\.(?:ya?ml|json|toml)$/;
/** A key without indentation, or the first level of a JSON object or a TOML table. */
const TOP_LEVEL_KEY = /^(?: {0,4}"|\[)?([A-Za-z][\w-]*)"?\]?\s*(?::|$)/gm;

/**
 * @param directory of the program's main, relative to the root
 * @returns the top-level keys of every configuration file in or below it
 */
export function settingsBelow(workspace: Workspace, directory: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { path } of workspace.files) {
    if (!CONFIGURATION.test(path) || (directory !== '.' && !path.startsWith(`${directory}/`))) continue;
    for (const [, key] of (workspace.read(path) ?? '').matchAll(TOP_LEVEL_KEY)) if (key) keys.add(key);
  }
  return keys;
}
