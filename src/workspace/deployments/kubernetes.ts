import { directoryOf } from '../../model/relative-path.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { Workspace } from '../../model/source-file.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { isTemplate, salvageTemplate } from './helm-template.js';
import { parseYaml } from './parse-yaml.js';
import {
  asList,
  asRecord,
  asText,
  asTexts,
  isRecord,
  type PlainRecord,
  textEntries,
  valueAt,
} from './plain-data.js';
import { commandWords } from './shell-words.js';

/** Where the kinds that start containers keep their pod template. */
const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Service: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};
const KIND = new RegExp(`^[\\s-]*["']?kind["']?:\\s*["']?(${Object.keys(POD_TEMPLATES).join('|')})\\b`, 'm');

/** A cheap look at a YAML text: can it hold a Kubernetes object that starts containers? */
export function mayHoldKubernetes(text: string): boolean {
  return text.includes('containers:') && KIND.test(text);
}

/**
 * The containers that Kubernetes objects of a file start, one workload each; objects inside a List too. A Helm template
 * is read as far as it can be without Helm, silently.
 */
export function readKubernetes(
  path: string,
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): BuiltWorkload[] {
  const text = workspace.read(path);
  if (text === null || !mayHoldKubernetes(text)) return [];
  const template = isTemplate(text);
  const readable = template ? salvageTemplate(text, chartName(path), chartValues(path, workspace)) : text;
  return splitDocuments(readable).flatMap(({ text: part, linesAbove }) => {
    if (!mayHoldKubernetes(part)) return [];
    const documents = parseYaml({ text: part, path, linesAbove }, template ? null : report);
    return documents.flatMap(({ value, lineOf }) =>
      objectsOf(value).flatMap(({ object, at }) => containersOf(object, at, lineOf, path)),
    );
  });
}

function chartName(path: string): string {
  const chart = /([^/]+)\/templates\//.exec(path)?.[1];
  return chart ?? 'release';
}

/** A chart's values.yaml serves all its templates, and parsing it costs more than all of them. */
const parsedValues = new WeakMap<Workspace, Map<string, unknown>>();

function chartValues(path: string, workspace: Workspace): unknown {
  const chart = /^(.*?)templates\//.exec(path)?.[1];
  if (chart === undefined) return {};
  const known = parsedValues.get(workspace) ?? new Map<string, unknown>();
  parsedValues.set(workspace, known);
  const values = `${chart}values.yaml`;
  if (!known.has(values)) {
    const text = workspace.read(values) ?? '';
    known.set(values, parseYaml({ text, path: values }, null)[0]?.value);
  }
  return known.get(values);
}

/** The documents of a stream, cut before parsing: most documents of a large stream start no container. */
function splitDocuments(text: string): { text: string; linesAbove: number }[] {
  const parts: { text: string; linesAbove: number }[] = [];
  let linesAbove = 0;
  for (const part of text.split(/^---(?=\s|$)/m)) {
    parts.push({ text: part, linesAbove });
    linesAbove += part.split('\n').length - 1;
  }
  return parts;
}

function objectsOf(
  value: unknown,
  at: (string | number)[] = [],
): { object: PlainRecord; at: (string | number)[] }[] {
  if (!isRecord(value)) return [];
  if (!('items' in value)) return [{ object: value, at }];
  return asList(value.items).flatMap((item, index) => objectsOf(item, [...at, 'items', index]));
}

function containersOf(
  object: PlainRecord,
  at: readonly (string | number)[],
  lineOf: (...path: (string | number)[]) => number,
  path: string,
): BuiltWorkload[] {
  const kind = asText(object.kind) ?? '';
  const template = Object.hasOwn(POD_TEMPLATES, kind) ? POD_TEMPLATES[kind] : undefined;
  if (!template) return [];
  const pod = asRecord(valueAt(object, ...template));
  const name =
    asText(valueAt(object, 'metadata', 'name')) || asText(valueAt(object, 'metadata', 'generateName'));
  const containers = asList(valueAt(pod, 'spec', 'containers'));
  return containers.flatMap((container, index) => {
    if (!isRecord(container)) return [];
    const own = { ...emptyWorkload('kubernetes', path, directoryOf(path)) };
    return {
      ...own,
      line: lineOf(...at, ...template, 'spec', 'containers', index),
      name: name || asText(container.name),
      image: asText(container.image) || null,
      command: commandWords([...asTexts(container.command), ...asTexts(container.args)]),
      env: environmentOf(container),
      annotations: textEntries(valueAt(pod, 'metadata', 'annotations')),
      kind: kind === 'Job' || kind === 'CronJob' ? 'job' : 'service',
      ports: asList(container.ports).flatMap((port) => Number(valueAt(port, 'containerPort')) || []),
    };
  });
}

function environmentOf(container: PlainRecord): Record<string, string> {
  const env: Record<string, string> = {};
  for (const entry of asList(container.env)) {
    const name = asText(valueAt(entry, 'name'));
    const value = asText(valueAt(entry, 'value'));
    if (name !== null && value !== null) env[name] = value;
  }
  return env;
}
