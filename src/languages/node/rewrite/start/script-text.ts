/** Scripts of package.json, and shell scripts. */
import { directoryOf } from '#src/model/relative-path.js';
import type { Repository } from '../../launch/expand.js';
import type { PackageManifest } from '../../modules/package-manifest.js';
import { plainText, stringContent } from './embedded-text.js';
import { readJsonPlaces } from './json-places.js';
import { readShell } from './shell-commands.js';
import { type ImageStage, lineAt, type StartText } from './start-text.js';

const HOME = { env: {}, preloads: [], directory: null };

/** A script of a package; null when there is none. */
export function scriptText(
  manifest: PackageManifest,
  name: string,
  repository: Repository,
  image: ImageStage | null = null,
): StartText | null {
  const text = repository.read(manifest.file);
  const place = text === null ? null : readJsonPlaces(text)?.at('scripts', name);
  const content = text === null || !place ? null : stringContent(text, place.start, place.end);
  if (text === null || !place || content === null) return null;
  const line = lineAt(text, place.start);
  const { dependencies, devDependencies, directory } = manifest;
  const hasCrossEnv = (dependencies['cross-env'] ?? devDependencies['cross-env']) !== undefined;
  return {
    file: manifest.file,
    line,
    title: `the script \`${name}\``,
    commands: readShell(content),
    place: { manifest, directories: [directory], at: `${manifest.file}:${manifest.lineOfScript(name)}` },
    state: HOME,
    context: { isPosix: false, hasCrossEnv },
    image,
  };
}

/** The `exec` of a nodemon configuration, which runs the file that nodemon is given; null without one. */
export function nodemonExec(manifest: PackageManifest, repository: Repository): StartText | null {
  const own = manifest.directory === '.' ? 'nodemon.json' : `${manifest.directory}/nodemon.json`;
  const places = [
    { file: own, path: ['exec'] },
    { file: manifest.file, path: ['nodemonConfig', 'exec'] },
  ];
  for (const { file, path } of places) {
    const text = repository.index.has(file) ? repository.read(file) : null;
    const place = text === null ? null : readJsonPlaces(text)?.at(...path);
    const content = text === null || !place ? null : stringContent(text, place.start, place.end);
    if (text === null || !place || content === null) continue;
    return {
      file,
      line: lineAt(text, place.start),
      title: "nodemon's `exec`",
      commands: readShell(content),
      place: { manifest, directories: [manifest.directory], at: `${file}:${lineAt(text, place.start)}` },
      state: HOME,
      context: { isPosix: false, hasCrossEnv: false },
      image: null,
    };
  }
  return null;
}

/** A shell script that a command runs. */
export function shellText(file: string, from: StartText, repository: Repository): StartText | null {
  const text = repository.read(file);
  if (text === null) return null;
  const directories = [...from.place.directories, directoryOf(file)];
  return {
    ...from,
    file,
    line: 1,
    title: `the script \`${file}\``,
    commands: readShell(plainText(text, 0, text.length)),
    place: { ...from.place, directories: [...new Set(directories)], at: `${file}:1` },
    context: { isPosix: true, hasCrossEnv: false },
  };
}
