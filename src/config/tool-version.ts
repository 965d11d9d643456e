import { readFileSync } from 'node:fs';

/** Version of this tool, from its package.json, which is nearer in the source tree than in the built one. */
export function toolVersion(): string {
  for (const place of ['../../package.json', '../../../package.json']) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        version?: string;
      };
      if (manifest.version) return manifest.version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('package.json of instrument is missing');
}
