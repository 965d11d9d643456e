import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InstrumentError } from '../errors/instrument-error.js';
import { listNames } from '../errors/nearest.js';

const FILE_NAMES = ['instrument.yaml', 'instrument.yml', 'instrument.json'];

/** A configuration as it stands on the disk. */
export interface ConfigSource {
  /** As messages show it. */
  file: string;
  text: string;
  /** The key of the document that holds the configuration; null: the whole document. */
  key: string | null;
}

/** The text of the configuration that holds for a root; null when there is none. An explicit file goes before all others. */
export function findConfig(root: string, explicit?: { file: string; cwd: string }): ConfigSource | null {
  if (explicit) return explicitConfig(explicit);
  const present: ConfigSource[] = FILE_NAMES.filter((name) => isFile(join(root, name))).map((file) => ({
    file,
    text: read(join(root, file), file),
    key: null,
  }));
  const embedded = packageConfig(root);
  if (embedded) present.push(embedded);
  if (present.length > 1) {
    const files = listNames(
      present.map((source) => (source.key ? `${source.file} (${source.key})` : source.file)),
    );
    throw InstrumentError.of('config-ambiguous', { files });
  }
  return present[0] ?? null;
}

function explicitConfig({ file, cwd }: { file: string; cwd: string }): ConfigSource {
  const path = resolve(cwd, file);
  if (!isFile(path)) throw InstrumentError.of('config-not-found', { path: file });
  const key = /(^|[\\/])package\.json$/.test(file) ? 'instrument' : null;
  return { file, text: read(path, file), key };
}

/** The `instrument` key of package.json. A package.json that is not JSON has none; the scan reports it. */
function packageConfig(root: string): ConfigSource | null {
  const path = join(root, 'package.json');
  if (!isFile(path)) return null;
  const text = read(path, 'package.json');
  if (!text.includes('"instrument"')) return null;
  try {
    const manifest: unknown = JSON.parse(text);
    const holdsIt =
      typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, 'instrument');
    return holdsIt ? { file: 'package.json', text, key: 'instrument' } : null;
  } catch {
    return null;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function read(path: string, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw InstrumentError.of('config-unreadable', { path: shown, reason }, { cause });
  }
}
