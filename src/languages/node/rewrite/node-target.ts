/** Which Node.js runs a service: what its package.json, version files and images say. */
import { coerce, validRange } from 'semver';
import type { NodeTarget } from '#src/model/node-instrumentation.js';
import { joinPath } from '../../../model/relative-path.js';
import { ancestors } from '../modules/file-index.js';
import { asObject, asText, parseJson } from '../modules/json.js';
import type { NodeScene, NodeService } from './node-service.js';

/** A major alone is an image's or a version manager's newest release of it. */
const LAST_OF: Readonly<Record<string, string>> = {
  '18': '18.20.8',
  '20': '20.20.2',
  '22': '22.23.3',
  '24': '24.21.0',
};

export function nodeTarget(service: NodeService, scene: NodeScene): NodeTarget {
  const { manifest, program } = service;
  const { repository, workspace, deployments } = scene;
  const own = ancestors(manifest.directory);
  const read = (path: string) => (repository.index.has(path) ? workspace.read(path) : null);
  const packages = own.flatMap((directory) => {
    try {
      return [asObject(parseJson(read(joinPath(directory, 'package.json')) ?? '{}'))];
    } catch {
      return [];
    }
  });
  const engines = packages
    .map((json) => asText(asObject(json.engines).node))
    .find((range) => range !== undefined);
  const named = own.flatMap((directory) =>
    ['.nvmrc', '.node-version'].flatMap((name) => read(joinPath(directory, name))?.trim() ?? []),
  );
  const volta = packages.flatMap((json) => asText(asObject(json.volta).node) ?? []);
  const dockerfiles = new Set(program.candidate.launches.map(({ workload }) => workload?.dockerfile));
  const images = deployments.images.filter(({ file }) => dockerfiles.has(file)).flatMap(({ from }) => from);
  const tags = images.flatMap((image) => /(?:^|\/)node:(\d[\d.]*)/.exec(image)?.[1] ?? []);
  const pinned = [...named.slice(0, 1), ...volta.slice(0, 1), ...tags].flatMap((text) => exact(text) ?? []);
  return {
    engines: engines !== undefined && validRange(engines) !== null ? engines : null,
    pinned: [...new Set(pinned)],
    present: new Map([...Object.entries(manifest.devDependencies), ...Object.entries(manifest.dependencies)]),
  };
}

function exact(text: string): string | null {
  const clean = text.replace(/^v/, '');
  if (!/^\d+(?:\.\d+){0,2}$/.test(clean)) return null;
  return LAST_OF[clean] ?? coerce(clean)?.version ?? null;
}
