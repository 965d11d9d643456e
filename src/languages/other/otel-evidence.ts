import { isWithin } from '../../model/relative-path.js';
import type { Workspace } from '../../model/source-file.js';
import type { Candidate } from './candidates.js';
import { injectsAgent, isOtelPackage, showsOtelAgent } from './otel-signs.js';
import type { OwnDeployment } from './own-deployment.js';

/**
 * Where a manifest, a Dockerfile, a start command or a pod annotation shows OpenTelemetry for certain, as `file:line`;
 * null when nothing does.
 */
export function otelEvidence(candidate: Candidate, own: OwnDeployment, workspace: Workspace): string | null {
  const all = [...candidate.dependencies, ...candidate.inherited];
  const dependency = all.find(({ name }) => isOtelPackage(candidate.family, name));
  if (dependency) return `${dependency.file}:${dependency.line}`;
  const scripts = own.workloads.flatMap(({ command }) =>
    workspace.files.flatMap(({ path }) =>
      path.endsWith('.sh') &&
      isWithin(path, candidate.directory) &&
      command.some((word) => endsWithFile(word, path))
        ? path
        : [],
    ),
  );
  for (const path of [...candidate.manifests, ...own.images.map((image) => image.file), ...scripts]) {
    const line = agentLine(workspace.read(path) ?? '');
    if (line !== null) return `${path}:${line}`;
  }
  for (const { file, line, env, command, annotations } of own.workloads) {
    const text = [...Object.values(env), command.join(' ')].join('\n');
    if (showsOtelAgent(text) || injectsAgent(annotations, candidate.family)) return `${file}:${line}`;
  }
  return null;
}

function agentLine(text: string): number | null {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => !/^\s*(#|\/\/)/.test(line) && showsOtelAgent(line));
  return index < 0 ? null : index + 1;
}

function endsWithFile(word: string, path: string): boolean {
  const name = word.slice(word.lastIndexOf('/') + 1);
  return name !== '' && (path === name || path.endsWith(`/${name}`));
}
