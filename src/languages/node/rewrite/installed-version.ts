/** Which version of a library a service runs with: what the lockfile fixes, else what package.json allows. */
import { intersects, satisfies, valid, validRange } from 'semver';
import { directoryOf, joinPath } from '../../../model/relative-path.js';
import { ancestors } from '../modules/file-index.js';
import { asObject, asText, parseJson } from '../modules/json.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { NodeScene } from './node-service.js';

export interface LibraryVersion {
  /** For a message. */
  text: string;
  isWithin(range: string): boolean;
}

/** @returns null when neither tells */
export function installedVersion(
  name: string,
  manifest: PackageManifest,
  scene: NodeScene,
): LibraryVersion | null {
  const declared = manifest.dependencies[name] ?? manifest.devDependencies[name];
  const locked = lockedVersion(name, declared ?? null, manifest.directory, scene);
  if (locked !== null)
    return {
      text: locked,
      isWithin: (range) => satisfies(locked, range, { includePrerelease: true }),
    };
  if (declared === undefined || validRange(declared) === null || declared === '*') return null;
  return { text: declared, isWithin: (range) => intersects(declared, range, { includePrerelease: true }) };
}

function lockedVersion(
  name: string,
  declared: string | null,
  directory: string,
  { workspace, repository }: NodeScene,
): string | null {
  for (const above of ancestors(directory)) {
    for (const [file, read] of LOCKFILES) {
      const path = joinPath(above, file);
      if (!repository.index.has(path)) continue;
      const text = workspace.read(path);
      const inner = directory === above ? '' : directory.slice(above === '.' ? 0 : above.length + 1);
      const version = text === null ? null : read(text, { name, declared, directory: inner });
      return version !== null && valid(version) !== null ? version : null;
    }
  }
  return null;
}

interface Lookup {
  name: string;
  declared: string | null;
  /** Of the package, relative to the lockfile; empty for the same. */
  directory: string;
}

const LOCKFILES: readonly (readonly [string, (text: string, lookup: Lookup) => string | null])[] = [
  ['package-lock.json', fromNpm],
  ['npm-shrinkwrap.json', fromNpm],
  ['pnpm-lock.yaml', fromPnpm],
  ['yarn.lock', fromYarn],
];

function fromNpm(text: string, { name, directory }: Lookup): string | null {
  const packages = asObject(readJson(text).packages);
  for (let at = directory; ; at = directoryOf(at)) {
    const base = at === '' || at === '.' ? '' : `${at}/`;
    const version = asText(asObject(packages[`${base}node_modules/${name}`]).version);
    if (version !== undefined) return version;
    if (base === '') return asText(asObject(asObject(readJson(text).dependencies)[name]).version) ?? null;
  }
}

/** A lockfile may be megabytes, and many libraries are looked up in it: the last one is kept. */
let last: { text: string; json: ReturnType<typeof asObject> } | null = null;

function readJson(text: string): ReturnType<typeof asObject> {
  if (last?.text === text) return last.json;
  let json: ReturnType<typeof asObject> = {};
  try {
    json = asObject(parseJson(text));
  } catch {
    // A broken lockfile tells nothing.
  }
  last = { text, json };
  return json;
}

/** `importers: services/api: dependencies: express: version: 5.1.0(peer@1)`, by indentation alone. */
function fromPnpm(text: string, { name, directory }: Lookup): string | null {
  const importer = directory === '' ? '.' : directory;
  const lines = text.split('\n');
  const unquoted = (line: string) =>
    line
      .trim()
      .replace(/:.*$/, '')
      .replace(/^['"]|['"]$/g, '');
  const start = lines.findIndex((line) => /^ {2}\S/.test(line) && unquoted(line) === importer);
  if (start < 0) return null;
  for (let i = start + 1; i < lines.length && !/^ {0,2}\S/.test(lines[i]!); i++) {
    if (!/^ {6}\S/.test(lines[i]!) || unquoted(lines[i]!) !== name) continue;
    const own = /^ {6}\S+: (\d\S*)/.exec(lines[i]!)?.[1];
    const below = lines.slice(i + 1, i + 3).find((line) => /^ {8}version:/.test(line));
    const version = own ?? below?.replace(/^ {8}version:\s*/, '');
    return version?.replace(/['"]/g, '').replace(/[(_].*$/, '') ?? null;
  }
  return null;
}

/** `express@^5.1.0:` or `"express@npm:^5.1.0":`, then `version "5.1.0"` or `version: 5.1.0`. */
function fromYarn(text: string, { name, declared }: Lookup): string | null {
  if (declared === null) return null;
  const wanted = new Set([`${name}@${declared}`, `${name}@npm:${declared}`]);
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (/^[\s#]/.test(line) || !line.endsWith(':') || !line.includes(`${name}@`)) continue;
    const keys = line
      .slice(0, -1)
      .split(',')
      .map((key) => key.trim().replace(/^"|"$/g, ''));
    if (!keys.some((key) => wanted.has(key.trim().replace(/^"|"$/g, '')))) continue;
    return /^\s+version:? "?([^"\s]+)"?/.exec(lines[i + 1] ?? '')?.[1] ?? null;
  }
  return null;
}
