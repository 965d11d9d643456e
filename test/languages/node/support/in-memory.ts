/** A repository held in memory, and the Node analysis run over it in this process. */

import { nodeIntegrations } from '#codemods/node/index.js';
import type { FactSource, FlaggedOperation } from '#src/languages/language.js';
import { createNodeAnalysis } from '#src/languages/node/analysis.js';
import type { Deployments, DockerImage, Workload } from '#src/model/deployment.js';
import type { FoundPackage, FoundService } from '#src/model/found-service.js';
import type { Diagnostic } from '#src/model/scan-report.js';
import type { Workspace } from '#src/model/source-file.js';
import { matchByDirectory } from './match-by-directory.js';

/** Path to text; objects become JSON. */
export type Files = Record<string, string | object>;

export interface Options {
  workloads?: Partial<Workload>[];
  images?: Partial<DockerImage>[];
  flagged?: FlaggedOperation[];
}

export interface Scanned {
  services: FoundService[];
  packages: FoundPackage[];
  diagnostics: Diagnostic[];
  /** Files that were read, in order. */
  read: string[];
}

export function createWorkspace(files: Files): Workspace & { reads: string[] } {
  const texts = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? content : JSON.stringify(content),
    ]),
  );
  const reads: string[] = [];
  return {
    root: '/repository',
    files: [...texts.keys()].sort().map((path) => ({ path, size: texts.get(path)!.length, mtimeMs: 0 })),
    reads,
    read(path) {
      reads.push(path);
      return texts.get(path) ?? null;
    },
  };
}

export function createFacts(workspace: Workspace): FactSource {
  return {
    async get(extractor, paths) {
      const texts = paths.flatMap((path) => {
        const text = workspace.read(path);
        return text === null ? [] : [[path, extractor.extract(text, path)] as const];
      });
      return new Map(texts);
    },
  };
}

export function workload(from: Partial<Workload>): Workload {
  return {
    ...{
      source: 'compose',
      file: 'compose.yaml',
      line: 1,
      name: null,
      directory: '.',
      buildContext: null,
      dockerfile: null,
    },
    ...{ image: null, command: [], env: {}, annotations: {}, kind: 'service', ports: [], kubernetes: null },
    ...from,
  };
}

function image(from: Partial<DockerImage>): DockerImage {
  return {
    file: 'Dockerfile',
    directory: '.',
    from: [],
    copies: [],
    runs: [],
    workdir: '/app',
    env: {},
    ...from,
  };
}

/** Runs the analysis. */
export async function scan(files: Files, options: Options = {}): Promise<Scanned> {
  const workspace = createWorkspace(files);
  const diagnostics: Diagnostic[] = [];
  const deployments: Deployments = {
    workloads: (options.workloads ?? []).map(workload),
    images: (options.images ?? []).map(image),
    kubernetesServices: [],
  };
  const analysis = createNodeAnalysis(nodeIntegrations, matchByDirectory);
  const { services, packages } = await analysis({
    workspace,
    deployments,
    facts: createFacts(workspace),
    flagged: options.flagged ?? [],
    report: (diagnostic) => diagnostics.push(diagnostic),
  });
  return { services, packages, diagnostics, read: workspace.reads };
}

/** `pg client src/db.js:3` with ` by …` for instrumented sites, sorted. */
export function sitesOf({ services }: Scanned, name?: string): string[] {
  const service = name === undefined ? services[0] : services.find((one) => one.name === name);
  return (service?.sites ?? [])
    .map(
      ({ id, role, file, line, by }) => `${id} ${role} ${file}:${line}${by === undefined ? '' : ` by ${by}`}`,
    )
    .sort();
}

/** A package that starts `entry`, an Express server unless the text says otherwise. */
export function serviceWith(text: string, more: Files = {}, manifest: object = {}): Files {
  return {
    'package.json': { name: 'shop', scripts: { start: 'node index.js' }, ...manifest },
    'index.js': `const express = require('express');\nconst app = express();\napp.listen(8080);\n${text}`,
    ...more,
  };
}
