/** Which files of the repository lie where in a stage of a Dockerfile. */
import { posix } from 'node:path';
import { joinPath } from '#src/model/relative-path.js';
import type { FileIndex } from '../../modules/file-index.js';
import { type DockerCopy, type DockerStage, findStage } from './dockerfile-stages.js';

export interface ImageFiles {
  /** Whether some COPY is sure to bring the file of the repository to an absolute path of the stage. */
  brings(stage: DockerStage, file: string, path: string): boolean;
  /** Whether packages are installed in the stage, or may be. */
  hasPackages(stage: DockerStage): boolean;
}

const INSTALLS =
  /\b(?:npm|yarn|pnpm|bun)\b(?:\s+\S+)*?\s+(?:ci|clean-install|install|i|add|deploy|workspaces|prune|rebuild|fetch)\b|\byarn(?:\s+--\S+)*\s*(?:$|&&|;)/m;

/** @param context directory of the build context, relative to the root */
export function readImageFiles(
  stages: readonly DockerStage[],
  context: string,
  index: FileIndex,
): ImageFiles {
  const bringsBy = (copy: DockerCopy, file: string, path: string, depth: number): boolean => {
    const from = copy.stage === null ? null : findStage(stages, copy.stage);
    if (from === undefined) return false;
    return copy.sources.some((source) => {
      const inside = pathBelow(path, copy.target);
      if (inside === null) return false;
      if (from !== null) {
        const origin = posix.resolve('/', source);
        // A file copied under its own or another name, or the content of a directory.
        const candidates = inside === '' ? [origin] : [posix.join(origin, inside), origin];
        return candidates.some(
          (place) =>
            (place !== origin || posix.basename(origin) === posix.basename(path)) &&
            brings(from, file, place, depth + 1),
        );
      }
      const clean = source.replace(/^\.?\//, '');
      if (/[*?[]/.test(clean)) {
        const pattern = new RegExp(`^${joinPath(context, clean).split('*').map(escaped).join('[^/]*')}$`);
        return pattern.test(file) && inside === posix.basename(file);
      }
      const origin = joinPath(context, clean === '' ? '.' : clean);
      if (origin === file) return inside === '' || inside === posix.basename(file);
      return joinPath(origin, inside) === file && !index.has(origin);
    });
  };
  const brings = (stage: DockerStage, file: string, path: string, depth = 0): boolean =>
    depth < 12 &&
    (stage.copies.some((copy) => bringsBy(copy, file, path, depth)) ||
      (stage.parent !== null && brings(stage.parent, file, path, depth + 1)));

  const hasPackages = (stage: DockerStage, depth = 0): boolean => {
    if (depth > 12) return true;
    if (stage.runs.some((run) => INSTALLS.test(run))) return true;
    if (stage.parent !== null) return hasPackages(stage.parent, depth + 1) || copiesPackages(stage, depth);
    return !isPlainImage(stage.image) || copiesPackages(stage, depth);
  };
  const copiesPackages = (stage: DockerStage, depth: number): boolean =>
    stage.copies.some((copy) => {
      if (copy.sources.some((source) => source.includes('node_modules'))) return true;
      const from = copy.stage === null ? null : findStage(stages, copy.stage);
      if (from === null) return false;
      // An image of another file, or the directory in which packages were installed.
      if (from === undefined) return true;
      const isWhole = copy.sources.some(
        (source) =>
          !/(?:^|\/)(?:dist|build|out|lib|public|bundle|\.next|\.output)(?:\/|$)|\.\w+$/.test(source),
      );
      return isWhole && hasPackages(from, depth + 1);
    });
  return {
    brings: (stage, file, path) => brings(stage, file, path),
    hasPackages: (stage) => hasPackages(stage),
  };
}

/** An image that comes without packages of the service. */
function isPlainImage(image: string): boolean {
  return (
    /(?:^|\/)(?:node|nodejs\S*|alpine|debian|ubuntu|bun|distroless\/\S+|chainguard\/node|ubi\d*\S*)(?::|@|$)/.test(
      image,
    ) || image === 'scratch'
  );
}

/** `/app/src/x.js` below `/app` is `src/x.js`; '' for the path itself. */
function pathBelow(path: string, directory: string): string | null {
  if (path === directory) return '';
  const prefix = directory === '/' ? '/' : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
