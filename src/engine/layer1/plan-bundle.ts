/** `apply --layer 1`: writes or refreshes the bundle of manifests, dashboards and rules. */
import { layer1Bundle } from '#codemods/beyla/bundle.js';
import { DASHBOARD_TAG } from '#codemods/beyla/dashboards.js';
import { EXCLUDED_NAMESPACES } from '#codemods/beyla/versions.js';
import type { Change, Skip } from '../../model/change.js';
import type { BundleFile, Layer1Settings } from '../../model/layer1.js';
import { layer1SkipCodes } from '../../model/layer1-skip-codes.js';
import type { ApplyPlanner, PlannerInput } from '../apply-planner.js';
import { describeServices, healthPathsOf } from './describe-services.js';
import { newBlockFile, updateBlocks } from './marked-blocks.js';

/** @param out directory of the bundle, relative to the root, POSIX */
export function layer1Planner(settings: Layer1Settings, out: string): ApplyPlanner {
  return async (input) => {
    const meant = input.report.services.filter(
      ({ name }) => input.services === null || input.services.includes(name),
    );
    const services = describeServices(meant);
    const files = layer1Bundle({ services, healthPaths: healthPathsOf(meant), settings });
    const change: Mutable<Change> = {
      id: `layer1:${out}`,
      title: `Layer 1: ${settings.distribution === 'obi' ? 'OBI' : 'Beyla'} for ${count(services.length, 'service')}`,
      services: services.map(({ name }) => name),
      subject: 'layer1',
      edits: [],
      creates: [],
      requires: [],
      notes: notesOf(settings, services),
    };
    const skips: Skip[] = [];
    for (const file of files) place(file, `${out}/${file.path}`, input, change, skips);
    for (const service of services)
      if (service.workloads.length === 0) skips.push(unplaced(service.name, input));
    const isEmpty = change.edits.length === 0 && change.creates.length === 0;
    return { changes: isEmpty ? [] : [change], skips };
  };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

function place(
  file: BundleFile,
  path: string,
  { workspace }: PlannerInput,
  change: Mutable<Change>,
  skips: Skip[],
): void {
  const existing = workspace.read(path);
  if (existing === null) {
    change.creates.push({ file: path, text: file.kind === 'whole' ? file.text : newBlockFile(file) });
    return;
  }
  if (file.kind === 'whole') {
    if (existing === file.text) return;
    if (!existing.includes(DASHBOARD_TAG)) skips.push(takenOver(path));
    else change.edits.push({ file: path, start: 0, end: existing.length, text: file.text });
    return;
  }
  const edits = updateBlocks(existing, file);
  if (edits === null) skips.push(takenOver(path));
  else change.edits.push(...edits.map((edit) => ({ file: path, ...edit })));
}

function takenOver(file: string): Skip {
  return {
    code: 'bundle-file-taken-over',
    service: '',
    file,
    line: 1,
    message: 'The file is there and has no mark of a generated one: it is left as it is.',
    help: layer1SkipCodes['bundle-file-taken-over'].help,
  };
}

function unplaced(service: string, { report }: PlannerInput): Skip {
  const found = report.services.find(({ name }) => name === service);
  return {
    code: 'no-kubernetes-workload',
    service,
    file: found?.entrypoints[0] ?? found?.path ?? '.',
    line: 1,
    message: 'No Kubernetes manifest of this repository starts it, so it has no entry of its own.',
    help: layer1SkipCodes['no-kubernetes-workload'].help,
  };
}

function notesOf(settings: Layer1Settings, services: ReturnType<typeof describeServices>): string[] {
  const workloads = services.flatMap(({ workloads: all }) => all);
  const excluded = [...new Set(workloads.flatMap(({ namespaces }) => namespaces))].filter((namespace) =>
    EXCLUDED_NAMESPACES.test(namespace),
  );
  const open = workloads.filter(({ namespaces }) => namespaces.length === 0).length;
  return [
    ...excluded.map(
      (namespace) =>
        `Beyla leaves out the namespace \`${namespace}\` by default; replace \`default_exclude_instrument\` to see what runs there.`,
    ),
    ...(open > 0
      ? [`The manifests of ${count(open, 'workload')} name no namespace: they are matched in every one.`]
      : []),
    ...(Object.keys(settings.tenants).length > 20
      ? [
          'Every tenant has a filter of its own in the gateway, and each span passes all of them: beyond some tens of tenants that costs.',
        ]
      : []),
    ...(settings.defaultTenant === null && Object.keys(settings.tenants).length === 0
      ? ['No tenants are set (`layer1.tenants` in instrument.yaml): the gateway sends no X-Scope-OrgID.']
      : []),
  ];
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
