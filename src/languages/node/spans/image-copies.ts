/** Dockerfiles that copy files and directories one by one: a new file beside them may be left out of the image. */
import { directoryOf, joinPath } from '../../../model/relative-path.js';
import type { Workspace } from '../../../model/source-file.js';
import { isDockerfilePath } from '../../../workspace/deployments/dockerfile.js';
import { type DockerStage, readStages } from '../rewrite/start/dockerfile-stages.js';

/**
 * The Dockerfile with a stage that copies a file and would not copy another one; null where there is none.
 * @param file what is there
 * @param created what it will import
 */
export function imageWithout(created: string, file: string, workspace: Workspace): string | null {
  for (const { path } of workspace.files) {
    const text = isDockerfilePath(path) ? workspace.read(path) : null;
    if (text === null) continue;
    const contexts = [...new Set([directoryOf(path), '.'])];
    const isLeftOut = readStages(text).some((stage) => {
      const copying = contexts.filter((context) => copies(stage, context, file));
      return copying.length > 0 && !copying.some((context) => copies(stage, context, created));
    });
    if (isLeftOut) return path;
  }
  return null;
}

/** Whether a stage, or one that it rests on, copies a file of the build context. */
function copies(stage: DockerStage, context: string, file: string): boolean {
  const own = stage.copies.filter((copy) => copy.stage === null).flatMap(({ sources }) => sources);
  return (
    own.some((source) => covers(source, context, file)) ||
    (stage.parent !== null && copies(stage.parent, context, file))
  );
}

function covers(source: string, context: string, file: string): boolean {
  // What a variable holds is not known.
  if (source.includes('$')) return true;
  const clean = source.replace(/^\.?\//, '').replace(/\/$/, '');
  const place = joinPath(context, clean === '' ? '.' : clean);
  if (place === '.') return true;
  const escaped = place.replace(/[.+^{}()|[\]\\]/g, '\\$&');
  const pattern = escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
  return new RegExp(`^${pattern}(?:/|$)`).test(file);
}
