/** What a plan of spans looks at: the programs of the repository, and their files as trees. */
import type { NodeIntegration } from '../../../model/integration.js';
import type { ServiceReport } from '../../../model/scan-report.js';
import type { Workspace } from '../../../model/source-file.js';
import { readDeployments } from '../../../workspace/deployments/read-deployments.js';
import type { FactSource } from '../../language.js';
import type { SpanWrapper } from '../../span-wrapper.js';
import type { Repository } from '../launch/expand.js';
import type { MatchDeployments } from '../launch/workload-launches.js';
import { type NodeRuleFile, openNodeRuleFile } from '../lint/node-rule-file.js';
import { isTestFile } from '../modules/module-graph.js';
import { type NodeProgram, readPrograms } from '../services/read-programs.js';
import { computedFields } from './computed-fields.js';

export interface SpanScene {
  workspace: Workspace;
  repository: Repository;
  /** With the names that the report has for them. */
  programs: readonly { service: string; program: NodeProgram }[];
  /** Hand-written source files that a chosen service loads → the services. */
  files: ReadonlyMap<string, readonly string[]>;
  wrappers: readonly SpanWrapper[];
  /** Whether a getter of this name, anywhere in the files, does more than give a field. */
  isComputed(field: string): boolean;
  /** Null for what cannot be parsed, and for files that are not listed. */
  open(path: string): NodeRuleFile | null;
}

export interface SceneParts {
  integrations: readonly NodeIntegration[];
  matchDeployments: MatchDeployments;
}

/** Opens the scene; null when no service of Node.js is meant. */
export async function openSpanScene(
  workspace: Workspace,
  reported: readonly ServiceReport[],
  services: readonly string[] | null,
  wrappers: readonly SpanWrapper[],
  { integrations, matchDeployments }: SceneParts,
): Promise<SpanScene | null> {
  const meant = reported.filter(
    ({ name, language, supported }) =>
      supported && /^(?:java|type)script$/.test(language) && (services === null || services.includes(name)),
  );
  if (meant.length === 0) return null;
  const report = () => {};
  const deployments = await readDeployments(workspace, report);
  const input = { workspace, deployments, facts: inProcess(workspace), flagged: [], report };
  const { programs, repository } = await readPrograms(input, integrations, matchDeployments);
  const named = programs.flatMap((program) => {
    const { entrypoints } = program.candidate;
    const own = meant.find(
      (service) => service.path === program.candidate.directory && service.entrypoints[0] === entrypoints[0],
    );
    return own === undefined ? [] : [{ service: own.name, program }];
  });
  const files = new Map<string, string[]>();
  for (const { service, program } of named)
    for (const file of program.code.files)
      if (isOwnSource(file, program)) files.set(file, [...(files.get(file) ?? []), service]);
  const listed = new Set(workspace.files.map(({ path }) => path));
  const opened = new Map<string, NodeRuleFile | null>();
  const open = (path: string): NodeRuleFile | null => {
    const known = opened.get(path);
    if (known !== undefined || opened.has(path)) return known ?? null;
    const text = listed.has(path) ? workspace.read(path) : null;
    const file = text === null ? null : openNodeRuleFile(path, text, { wrappers });
    opened.set(path, file);
    return file;
  };
  let computed: ReadonlySet<string> | null = null;
  const isComputed = (field: string): boolean => {
    computed ??= computedFields([...files.keys()].map((path) => workspace.read(path) ?? ''));
    return computed.has(field);
  };
  return { workspace, repository, programs: named, files, wrappers, isComputed, open };
}

const isOwnSource = (file: string, { code }: NodeProgram): boolean =>
  /\.[cm]?[jt]sx?$/.test(file) &&
  !/\.d\.[cm]?ts$/.test(file) &&
  !isTestFile(file) &&
  code.graph.outline(file)?.generated !== true;

function inProcess(workspace: Workspace): FactSource {
  return {
    async get(extractor, paths) {
      return new Map(
        paths.flatMap((path) => {
          const text = workspace.read(path);
          return text === null ? [] : [[path, extractor.extract(text, path)] as const];
        }),
      );
    },
  };
}
