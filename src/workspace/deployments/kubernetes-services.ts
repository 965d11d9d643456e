/** Kubernetes Services and ConfigMaps: how pods are reached, and what their environment is. */
import type { KubernetesService } from '../../model/deployment.js';
import type { Workspace } from '../../model/source-file.js';
import type { BuiltWorkload } from './built-workload.js';
import { readKubernetesObjects } from './kubernetes-documents.js';
import { asText, textEntries, valueAt } from './plain-data.js';

const KIND = /^[\s-]*["']?kind["']?:\s*["']?(?:Service|ConfigMap)\b/m;

export interface ConfigMap {
  name: string;
  namespaces: string[];
  data: Record<string, string>;
}

export interface ServicesAndConfigMaps {
  services: KubernetesService[];
  configMaps: ConfigMap[];
}

/** Reads silently: what does not parse is reported where workloads are read. */
export function readServicesAndConfigMaps(
  path: string,
  workspace: Workspace,
  namespacesOf: (stated: string | null) => string[],
): ServicesAndConfigMaps {
  const found: ServicesAndConfigMaps = { services: [], configMaps: [] };
  const objects = readKubernetesObjects(path, workspace, (text) => KIND.test(text), null);
  for (const { object, lineOf } of objects) {
    const name = asText(valueAt(object, 'metadata', 'name'));
    if (!name) continue;
    const namespaces = namespacesOf(asText(valueAt(object, 'metadata', 'namespace')) || null);
    if (object.kind === 'ConfigMap') {
      found.configMaps.push({ name, namespaces, data: textEntries(object.data) });
    } else if (object.kind === 'Service') {
      const selector = textEntries(valueAt(object, 'spec', 'selector'));
      if (Object.keys(selector).length > 0)
        found.services.push({ name, namespaces, selector, file: path, line: lineOf('metadata', 'name') });
    }
  }
  return found;
}

/** The workload with the variables of its ConfigMaps; what it states itself wins, as in Kubernetes. */
export function withConfigMaps(workload: BuiltWorkload, configMaps: readonly ConfigMap[]): BuiltWorkload {
  const { kubernetes } = workload;
  if (!kubernetes || kubernetes.configMaps.length === 0) return workload;
  const env: Record<string, string> = {};
  for (const name of kubernetes.configMaps) {
    const named = configMaps.filter((map) => map.name === name);
    const near = named.filter((map) => sharesNamespace(map.namespaces, kubernetes.namespaces));
    // Overlays repeat a ConfigMap with other values: which one counts is not known then.
    const [only, ...others] = near.length > 0 ? near : named;
    if (only && others.length === 0) Object.assign(env, only.data);
  }
  return { ...workload, env: { ...env, ...workload.env } };
}

function sharesNamespace(these: readonly string[], those: readonly string[]): boolean {
  return those.length === 0 ? these.length === 0 : those.some((namespace) => these.includes(namespace));
}
