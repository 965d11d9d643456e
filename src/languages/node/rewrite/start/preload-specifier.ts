/** How a start command has to name the bootstrap, from what it calls the program. */
import { posix } from 'node:path';
import { directoryOf, joinPath } from '#src/model/relative-path.js';
import { type EntryPlace, findEntry, type Repository } from '../../launch/expand.js';
import type { Bootstrap } from '../node-service.js';

/** What a shell, JSON, YAML and a Dockerfile all read as one plain word. */
const PLAIN = /^[\w@%+./-]+$/;

/**
 * @param program path of the program as the command writes it
 * @param directories directories of the repository that the path may be relative to
 * @returns null when the file cannot be told from the path
 */
export function preloadSpecifier(
  program: string,
  directories: readonly string[],
  bootstrap: Bootstrap,
  repository: Repository,
): string | null {
  const place = findEntry(program, directories, repository);
  if (place === null) return null;
  if (bootstrap.place === 'beside-entry') {
    const started = startedFile(program, place, repository);
    const way = wayTo(started, place.file, bootstrap);
    return way === null ? null : plain(besideProgram(started, bootstrap.file, way));
  }
  const before = program.slice(0, program.length - place.tail.length);
  return plain(`${before}${relativePath(place.directory, bootstrap.file)}`);
}

/** The file that a path starts: itself, or what `main` of the package there names. */
export function startedFile(
  path: string,
  { file, directory, tail }: EntryPlace,
  repository: Repository,
): string {
  if (stemOf(path) === stemOf(file)) return path;
  return mainOf(directory, tail, path, repository) ?? posix.join(path, 'index.js');
}

/** From a directory in which a command runs to a bootstrap that lies where it is in the repository. */
export function specifierFrom(directory: string, bootstrap: Bootstrap): string | null {
  return plain(relativePath(directory, bootstrap.file));
}

/**
 * From a program's folder to the bootstrap's, which differ where a command starts a part of the service. What is built has
 * the folders of the sources: null where the way leads out of those that the program's path shows.
 */
function wayTo(program: string, source: string, bootstrap: Bootstrap): string | null {
  const way = relativePath(directoryOf(source), directoryOf(bootstrap.file));
  const up = way.split('/').filter((part) => part === '..').length;
  const [shown, own] = [program, source].map((path) =>
    directoryOf(posix.normalize(path)).split('/').reverse(),
  );
  const shared = shown!.findIndex((part, i) => part !== own![i]);
  const isSource = /\.[cm]?tsx?$/.test(program);
  return isSource || shared < 0 || up <= shared ? way : null;
}

/**
 * The bootstrap's name beside a program, compiled as that is: `dist/main.js` → `./dist/instrumentation.js`.
 * @param way from the program's folder to the bootstrap's
 */
export function besideProgram(program: string, bootstrap: string, way = ''): string {
  const name = posix.basename(bootstrap);
  const extension = /\.[cm]?[jt]s$/.exec(program)?.[0];
  const own = /\.[cm]?[jt]s$/.exec(name)?.[0] ?? '.js';
  const isSource = extension === undefined ? false : /ts$/.test(extension);
  const compiled = extension !== undefined && !isSource ? extension : own.replace('ts', 'js');
  return posix.join(posix.dirname(program), way, isSource ? name : name.replace(/\.[cm]?[jt]s$/, compiled));
}

/** `node .` starts what `main` names. */
function mainOf(directory: string, tail: string, program: string, { manifests }: Repository): string | null {
  const manifest = manifests.find((one) => one.directory === joinPath(directory, tail));
  return manifest === undefined || manifest.main === null ? null : posix.join(program, manifest.main);
}

/** A specifier of a file begins with a dot or a slash. */
function plain(path: string): string | null {
  const clean = posix.normalize(path);
  if (!PLAIN.test(clean)) return null;
  return /^(?:\/|\.\.?\/)/.test(clean) ? clean : `./${clean}`;
}

function relativePath(from: string, to: string): string {
  return posix.relative(posix.join('/', from), posix.join('/', to));
}

function stemOf(path: string): string {
  return posix.basename(path).replace(/\.[cm]?[jt]sx?$/, '');
}

/** Whether a specifier that a command loads first is the bootstrap. */
export function isBootstrap(
  specifier: string,
  directories: readonly string[],
  bootstrap: Bootstrap,
  repository: Repository,
): boolean {
  if (stemOf(specifier) !== stemOf(bootstrap.file)) return false;
  const found = findEntry(specifier, directories, repository)?.file ?? null;
  if (found !== null) return found === bootstrap.file;
  // It is not there yet, or only in the image.
  const folder = posix.basename(directoryOf(specifier.replace(/^\.\//, '')));
  return bootstrap.place === 'as-is' ? folder === '.' || directoryOf(bootstrap.file).endsWith(folder) : true;
}
