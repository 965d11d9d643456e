/** Where files of a container image come from: a Dockerfile may put files side by side that the repository keeps apart. */

import { posix } from 'node:path';
import type { Deployments, DockerImage } from '../../../model/deployment.js';
import { directoryOf, isWithin, joinPath } from '../../../model/relative-path.js';
import { ancestors, type FileIndex } from '../modules/file-index.js';

export interface ContainerFiles {
  /** Files of the repository that a path in a container of the image may be. */
  sourcesOf(path: string, image: DockerImage): string[];
  /** Directories whose files some image puts beside those of this directory. */
  beside(directory: string): readonly string[];
}

/** A COPY of a directory's files: `from` is relative to the build context, with `*` for build arguments. */
interface DirectoryCopy {
  from: string;
  to: string;
}

const VARIABLE = /\$\{?\w+\}?/g;

function inContainer(path: string, image: DockerImage): string {
  return posix.resolve('/', image.workdir, path);
}

/** `common/*.js` and `common/` copy the files of `common`. */
function directoryCopies(image: DockerImage): DirectoryCopy[] {
  return image.copies.flatMap(({ from, to }) => {
    const isGlob = /\*[^/]*$/.test(from);
    const directory = isGlob ? directoryOf(from) : from;
    if (!isGlob && /\.\w+$/.test(from)) return [];
    return { from: joinPath(directory.replace(VARIABLE, '*')), to: inContainer(to, image) };
  });
}

function matchesDirectory(pattern: string, directory: string): boolean {
  if (!pattern.includes('*')) return pattern === directory;
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+');
  return new RegExp(`^${source}$`).test(directory);
}

/** Reads the COPY instructions of all images. */
export function createContainerFiles(deployments: Deployments, index: FileIndex): ContainerFiles {
  const contextsOf = (image: DockerImage) => {
    const stated = deployments.workloads
      .filter(({ dockerfile }) => dockerfile === image.file)
      .flatMap(({ buildContext }) => buildContext ?? []);
    return [...new Set([...stated, ...ancestors(image.directory)])];
  };
  const known = new Map<string, readonly string[]>();

  const findBeside = (directory: string): string[] =>
    deployments.images.flatMap((image) => {
      const copies = directoryCopies(image);
      if (copies.length < 2) return [];
      return contextsOf(image).flatMap((context) => {
        if (!isWithin(directory, context)) return [];
        const inside = context === '.' ? directory : directory.slice(context.length + 1);
        const own = copies.find(({ from }) => matchesDirectory(from, inside));
        if (own === undefined) return [];
        return copies
          .filter(({ from, to }) => to === own.to && from !== own.from && !from.includes('*'))
          .map(({ from }) => joinPath(context, from))
          .filter((other) => other !== directory && index.hasDirectory(other));
      });
    });

  return {
    sourcesOf(path, image) {
      const wanted = inContainer(path, image);
      return contextsOf(image).flatMap((context) =>
        image.copies.flatMap(({ from, to }) => {
          const source = joinPath(context, from);
          const target = inContainer(to, image);
          if (index.has(source)) {
            const isFile = target === wanted || posix.join(target, posix.basename(from)) === wanted;
            return isFile ? [source] : [];
          }
          if (!wanted.startsWith(target === '/' ? '/' : `${target}/`)) return [];
          const inside = joinPath(
            source.replace(/\/\*[^/]*$/, ''),
            wanted.slice(target === '/' ? 1 : target.length + 1),
          );
          return index.has(inside) ? [inside] : [];
        }),
      );
    },
    beside(directory) {
      const cached = known.get(directory);
      if (cached !== undefined) return cached;
      const found = [...new Set(findBeside(directory))];
      known.set(directory, found);
      return found;
    },
  };
}
