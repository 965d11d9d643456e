import type { KubernetesPlace } from '../../model/deployment.js';
import { directoryOf } from '../../model/relative-path.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { Workspace } from '../../model/source-file.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { type KubernetesObject, readKubernetesObjects } from './kubernetes-documents.js';
import { asList, asRecord, asText, asTexts, isRecord, textEntries, valueAt } from './plain-data.js';
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
 * @param namespacesOf the namespaces of an object of the file that states the given one
 */
export function readKubernetes(
  path: string,
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
  namespacesOf: (stated: string | null) => string[] = (stated) => (stated === null ? [] : [stated]),
): BuiltWorkload[] {
  return readKubernetesObjects(path, workspace, mayHoldKubernetes, report).flatMap((found) =>
    containersOf(found, path, namespacesOf),
  );
}

function containersOf(
  { object, isGuess, lineOf }: KubernetesObject,
  path: string,
  namespacesOf: (stated: string | null) => string[],
): BuiltWorkload[] {
  const kind = asText(object.kind) ?? '';
  const template = Object.hasOwn(POD_TEMPLATES, kind) ? POD_TEMPLATES[kind] : undefined;
  if (!template) return [];
  const pod = asRecord(valueAt(object, ...template));
  const name =
    asText(valueAt(object, 'metadata', 'name')) || asText(valueAt(object, 'metadata', 'generateName'));
  const namespaces = namespacesOf(asText(valueAt(object, 'metadata', 'namespace')) || null);
  const containers = asList(valueAt(pod, 'spec', 'containers'));
  return containers.flatMap((container, index) => {
    if (!isRecord(container)) return [];
    const kubernetes: KubernetesPlace = {
      controller: kind,
      namespaces,
      container: asText(container.name) ?? '',
      labels: textEntries(valueAt(pod, 'metadata', 'labels')),
      probes: probesOf(container),
      configMaps: asList(container.envFrom).flatMap(
        (entry) => asText(valueAt(entry, 'configMapRef', 'name')) ?? [],
      ),
      templated: name !== null && isGuess(name),
    };
    return {
      ...emptyWorkload('kubernetes', path, directoryOf(path)),
      line: lineOf(...template, 'spec', 'containers', index),
      name: name || kubernetes.container || null,
      image: asText(container.image) || null,
      command: commandWords([...asTexts(container.command), ...asTexts(container.args)]),
      env: environmentOf(container),
      annotations: textEntries(valueAt(pod, 'metadata', 'annotations')),
      kind: kind === 'Job' || kind === 'CronJob' ? 'job' : 'service',
      ports: asList(container.ports).flatMap((port) => Number(valueAt(port, 'containerPort')) || []),
      kubernetes,
    };
  });
}

function environmentOf(container: Record<string, unknown>): Record<string, string> {
  const env: Record<string, string> = {};
  for (const entry of asList(container.env)) {
    const name = asText(valueAt(entry, 'name'));
    const value = asText(valueAt(entry, 'value'));
    if (name !== null && value !== null) env[name] = value;
  }
  return env;
}

function probesOf(container: Record<string, unknown>): string[] {
  const paths = ['readinessProbe', 'livenessProbe', 'startupProbe'].flatMap(
    (probe) => asText(valueAt(container, probe, 'httpGet', 'path')) ?? [],
  );
  return [...new Set(paths)];
}
