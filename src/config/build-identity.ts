import { readFileSync } from 'node:fs';
import { toolVersion } from './tool-version.js';

/**
 * Names this very build, for what is kept between runs: the version, and the fingerprint that the build script leaves
 * beside the bundle. A tool that is built again under the same version does not take up what the last build found.
 */
export function buildIdentity(): string {
  // From the bundle and from the compiled modules.
  for (const place of ['../bundle/build-id', '../../bundle/build-id']) {
    try {
      return `${toolVersion()}+${readFileSync(new URL(place, import.meta.url), 'utf8').trim()}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return `${toolVersion()}+unbuilt`;
}
