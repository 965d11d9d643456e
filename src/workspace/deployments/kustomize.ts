/** The namespaces that kustomizations put manifests in. */
import { directoryOf } from '../../model/relative-path.js';
import type { Workspace } from '../../model/source-file.js';
import { joinInRoot } from '../relative-path.js';
import { parseYaml } from './parse-yaml.js';
import { asRecord, asText, asTexts } from './plain-data.js';

const KUSTOMIZATION = /(?:^|\/)kustomization\.ya?ml$/;

export function isKustomizationPath(path: string): boolean {
  return KUSTOMIZATION.test(path);
}

interface Kustomization {
  directory: string;
  namespace: string | null;
  /** Files and directories, relative to the root. */
  resources: readonly string[];
}

/**
 * Says for a manifest which namespaces its objects end up in, given the one that they state: the outermost kustomization
 * that sets a namespace wins, and a base may have several overlays.
 */
export function kustomizeNamespaces(workspace: Workspace): (path: string, stated: string | null) => string[] {
  const all = workspace.files
    .filter(({ path }) => isKustomizationPath(path))
    .map(({ path }) => readKustomization(path, workspace));
  const byDirectory = new Map(all.map((one) => [one.directory, one]));
  const usersOf = (target: string): Kustomization[] => all.filter((one) => one.resources.includes(target));

  const outermost = (one: Kustomization, seen: ReadonlySet<Kustomization>): (string | null)[] => {
    const users = usersOf(one.directory).filter((user) => !seen.has(user));
    if (users.length === 0) return [one.namespace];
    return users.flatMap((user) =>
      outermost(user, new Set([...seen, one])).map((namespace) => namespace ?? one.namespace),
    );
  };

  return (path, stated) => {
    if (all.length === 0) return stated === null ? [] : [stated];
    const listed = usersOf(path);
    const beside = byDirectory.get(directoryOf(path));
    const users = listed.length > 0 || !beside ? listed : [beside];
    const set = users.flatMap((one) => outermost(one, new Set()));
    const namespaces = (set.length === 0 ? [null] : set).flatMap((namespace) => namespace ?? stated ?? []);
    return [...new Set(namespaces)].sort();
  };
}

function readKustomization(path: string, workspace: Workspace): Kustomization {
  const directory = directoryOf(path);
  const value = asRecord(parseYaml({ text: workspace.read(path) ?? '', path }, null)[0]?.value);
  const entries = [...asTexts(value.resources), ...asTexts(value.bases), ...asTexts(value.components)];
  return {
    directory,
    namespace: asText(value.namespace) || null,
    resources: entries.flatMap((entry) => joinInRoot(directory, entry) ?? []),
  };
}
