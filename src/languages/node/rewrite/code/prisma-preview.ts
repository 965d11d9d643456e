/** Prisma before 6.1 traces only when its schema asks for the preview of tracing. */
import { minVersion, satisfies, validRange } from 'semver';
import type { Change, Edit } from '#src/model/change.js';
import { joinPath } from '#src/model/relative-path.js';
import type { NodeScene, NodeService } from '../node-service.js';

const NEEDS_PREVIEW = '<6.1.0';

/** The change of the schema, or null when none is needed or there is no schema. */
export function prismaPreview(service: NodeService, scene: NodeScene): Change | null {
  const { manifest } = service;
  const range = manifest.dependencies['@prisma/client'];
  const lowest = range === undefined || validRange(range) === null ? null : minVersion(range);
  if (lowest === null || !satisfies(lowest, NEEDS_PREVIEW)) return null;
  const file = ['prisma/schema.prisma', 'schema.prisma', 'src/prisma/schema.prisma']
    .map((path) => joinPath(manifest.directory, path))
    .find((path) => scene.repository.index.has(path));
  const text = file === undefined ? null : scene.workspace.read(file);
  const edit = file === undefined || text === null ? null : previewEdit(file, text);
  if (file === undefined || text === null || edit === null) return null;
  const line = text.slice(0, edit.start).split('\n').length;
  return {
    id: `node:prisma:${file}:${line}`,
    title: `Ask for tracing in ${file}`,
    services: [service.name],
    subject: 'prisma',
    edits: [edit],
    creates: [],
    requires: [],
    notes: [`Run \`prisma generate\` once, so that the client of ${service.name} makes spans.`],
  };
}

/** `previewFeatures` of the generator of the client, written as the rest of the block. */
export function previewEdit(file: string, text: string): Edit | null {
  const block = /^generator\s+\w+\s*\{[^}]*\}/gm;
  for (const match of text.matchAll(block)) {
    const [body] = match;
    if (!/provider\s*=\s*"prisma-client(?:-js)?"/.test(body)) continue;
    if (/"tracing"/.test(body)) return null;
    const list = /previewFeatures\s*=\s*\[([^\]]*)\]/.exec(body);
    if (list !== null) {
      const at = match.index + list.index + list[0].length - 1;
      return { file, start: at, end: at, text: `${list[1]?.trim() === '' ? '' : ', '}"tracing"` };
    }
    const provider = /^([ \t]*)provider([ \t]*)=[^\n]*/m.exec(body);
    if (provider === null) return null;
    const at = match.index + provider.index + provider[0].replace(/\r$/, '').length;
    const [, indent = '  '] = provider;
    return { file, start: at, end: at, text: `\n${indent}previewFeatures = ["tracing"]` };
  }
  return null;
}
