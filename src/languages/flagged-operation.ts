/** Operations that the configuration names, matched the same way for every language. */
import { matchesGlob } from '../model/name-glob.js';
import type { FlaggedOperation } from './language.js';

/**
 * @param names what the function is called: its name, and `Type.Method` for methods
 */
export function isFlaggedOperation(
  flagged: readonly FlaggedOperation[],
  names: readonly string[],
  service: { name: string; path: string },
): boolean {
  return flagged.some(
    ({ match, service: only }) =>
      (only === undefined || matchesGlob(only, service.name) || matchesGlob(only, service.path)) &&
      names.some((name) => matchesGlob(match, name)),
  );
}
