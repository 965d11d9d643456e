import { matchesGlob } from '../model/name-glob.js';
import type { InstrumentConfig, ServiceSettings } from './instrument-config.js';

/** True when a pattern of the user's, a name or a path or a glob of either, means this service. */
export function matchesService(pattern: string, service: { name: string; path: string }): boolean {
  const path = pattern.replace(/^\.\//, '').replace(/(?<=.)\/+$/, '');
  return [service.name, service.path].some((text) => matchesGlob(path, text) || path === text);
}

/** What the configuration says about one service: all entries that match it, later ones winning. */
export function settingsOf(
  config: InstrumentConfig,
  service: { name: string; path: string },
): ServiceSettings {
  const matching = Object.entries(config.services).filter(([pattern]) => matchesService(pattern, service));
  return Object.assign({}, ...matching.map(([, settings]) => settings)) as ServiceSettings;
}
