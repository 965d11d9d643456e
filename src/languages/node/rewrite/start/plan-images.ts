/** The bootstrap and the packages that it needs have to be in the images that start the service. */
import { posix } from 'node:path';
import type { Edit } from '#src/model/change.js';
import { directoryOf, isWithin, joinPath } from '#src/model/relative-path.js';
import { ancestors } from '../../modules/file-index.js';
import type { Bootstrap, NodeRefusal, NodeScene } from '../node-service.js';
import { isDockerIgnored } from './docker-ignore.js';
import { readImageFiles } from './docker-image-files.js';
import { type DockerStage, readStages } from './dockerfile-stages.js';
import type { FoundStart } from './find-starts.js';
import { refuseStart } from './start-refusals.js';

export interface ImagePlan {
  edits: Edit[];
  notes: string[];
  /** Why a start cannot work in its image. */
  refusalOf(start: FoundStart): NodeRefusal | null;
}

export function planImages(starts: readonly FoundStart[], bootstrap: Bootstrap, scene: NodeScene): ImagePlan {
  const edits: Edit[] = [];
  const refusals = new Map<FoundStart, NodeRefusal>();
  for (const start of starts) {
    const outcome = planImage(start, bootstrap, scene);
    if ('code' in outcome) refusals.set(start, outcome);
    else edits.push(...outcome);
  }
  return { edits, notes: [], refusalOf: (start) => refusals.get(start) ?? null };
}

function planImage(start: FoundStart, bootstrap: Bootstrap, scene: NodeScene): Edit[] | NodeRefusal {
  const { image } = start.text;
  const text = image === null ? null : scene.workspace.read(image.dockerfile);
  if (image === null || text === null) return [];
  const stages = readStages(text);
  const stage =
    stages.find(({ startsAt }) => startsAt !== null && startsAt === image.stage?.startsAt) ?? stages.at(-1);
  if (stage === undefined) return [];
  const context = contextOf(image.dockerfile, stages, scene);
  const files = readImageFiles(stages, context, scene.repository.index);
  const place = {
    file: image.dockerfile,
    line: start.text.file === image.dockerfile ? start.text.line : 1,
    title: `the image of \`${image.dockerfile}\``,
  };
  if (!start.isLoaded && !files.hasPackages(stage))
    return refuseStart(
      'start-image',
      place,
      'has no `node_modules` when it starts, so it cannot load the SDK.',
    );
  if (bootstrap.place !== 'as-is' || start.specifier === null) return [];
  if (!isWithin(bootstrap.file, context))
    return refuseStart(
      'start-image',
      place,
      `is built from \`${context}\`, in which \`${bootstrap.file}\` is not.`,
    );
  const path = posix.resolve(image.directory ?? stage.workdir, start.specifier);
  const inContext = context === '.' ? bootstrap.file : bootstrap.file.slice(context.length + 1);
  const copied = files.brings(stage, bootstrap.file, path)
    ? []
    : [copyEdit(image.dockerfile, stage, inContext, path)];
  return [...copied, ...ignoreEdits(image.dockerfile, context, inContext, scene)];
}

/** A COPY behind the last one of the stage, for the same owner. */
function copyEdit(file: string, stage: DockerStage, source: string, path: string): Edit {
  const last = stage.copies.at(-1);
  const owner = last?.owner ? `${last.owner} ` : '';
  const folder = posix.dirname(path);
  const inside = posix.relative(last?.workdir ?? stage.workdir, folder);
  const target = inside === '' ? './' : `${inside.startsWith('..') ? folder.replace(/\/$/, '') : inside}/`;
  const line = `COPY ${owner}${source} ${target}`;
  if (last !== undefined) return { file, start: last.end, end: last.end, text: `\n${line}` };
  const at = stage.startsAt ?? 0;
  return { file, start: at, end: at, text: `${line}\n` };
}

/** The build context that holds most of what is copied: as stated, else the nearest directory. */
function contextOf(dockerfile: string, stages: readonly DockerStage[], scene: NodeScene): string {
  const { index } = scene.repository;
  const stated = scene.deployments.workloads
    .filter((workload) => workload.dockerfile === dockerfile)
    .flatMap(({ buildContext }) => buildContext ?? []);
  const sources = stages
    .flatMap(({ copies }) => copies)
    .filter(({ stage }) => stage === null)
    .flatMap((copy) => copy.sources.filter((source) => !/[*?[$:]/.test(source) && source !== '.'));
  const held = (context: string) =>
    sources.filter((source) => {
      const path = joinPath(context, source.replace(/^\/+/, '') || '.');
      return index.has(path) || index.hasDirectory(path);
    }).length;
  const candidates = [...new Set([...stated, ...ancestors(directoryOf(dockerfile))])];
  return candidates.toSorted((a, b) => held(b) - held(a))[0] ?? directoryOf(dockerfile);
}

/** What a .dockerignore keeps out is let in again. */
function ignoreEdits(dockerfile: string, context: string, path: string, scene: NodeScene): Edit[] {
  const candidates = [`${dockerfile}.dockerignore`, joinPath(context, '.dockerignore')];
  const file = candidates.find((one) => scene.repository.index.has(one));
  const text = file === undefined ? null : scene.workspace.read(file);
  if (file === undefined || text === null || !isDockerIgnored(text, path)) return [];
  const line = `!${path}\n`;
  return [
    {
      file,
      start: text.length,
      end: text.length,
      text: text === '' || text.endsWith('\n') ? line : `\n${line}`,
    },
  ];
}
