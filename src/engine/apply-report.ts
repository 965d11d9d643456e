/** The report of an apply. */
import { toolVersion } from '../config/tool-version.js';
import { unifiedDiff } from '../editing/unified-diff.js';
import { APPLY_SCHEMA_VERSION, type ApplyReport, type ReportedChange } from '../model/apply-report.js';
import type { Change, Requirement, Skip } from '../model/change.js';
import type { Settled, Settlement } from './apply-settle.js';
import { raisedModules } from './go/raised-modules.js';

export function reportOf(
  layer: ApplyReport['layer'],
  settlement: Settlement,
  skips: readonly Skip[],
): ApplyReport {
  const made = settlement.outcomes.filter(({ status }) => status === 'planned');
  const requires = requirementsOf(made.map(({ change }) => change));
  return {
    schemaVersion: APPLY_SCHEMA_VERSION,
    tool: { name: 'instrument', version: toolVersion() },
    layer,
    changes: settlement.outcomes.map(reportedChange),
    skips: [...skips, ...settlement.skips],
    requires,
    raises: raisedModules(settlement.files, requires),
    files: settlement.files.map((file) => ({ path: file.file, diff: unifiedDiff(file) })),
    verification: settlement.verification,
  };
}

export function filesOf(change: Change): string[] {
  const written = [...change.edits, ...change.creates].map(({ file }) => file);
  return [...new Set([...written, ...(change.removes ?? [])])].sort();
}

function reportedChange({ change, status, problem }: Settled): ReportedChange {
  return {
    id: change.id,
    service: change.services[0] ?? '',
    services: [...change.services],
    ...subjectOf(change),
    title: change.title,
    files: filesOf(change),
    status,
    notes: [...change.notes],
    ...(problem ? { problem: { code: problem.code, file: problem.file, message: problem.message } } : {}),
  };
}

function subjectOf({ subject, operation }: Change): Partial<ReportedChange> {
  if (!operation) return { integration: subject };
  const { name, spanName, attributes, origin, file, line, score, reasons } = operation;
  return {
    operation: name,
    span: {
      name: spanName,
      attributes: Object.fromEntries(attributes.map(({ key, expression }) => [key, expression])),
      flaggedBy: origin,
      file,
      line,
      ...(score === undefined ? {} : { score, reasons: [...(reasons ?? [])] }),
    },
  };
}

function requirementsOf(changes: readonly Change[]): Requirement[] {
  const all = new Map(
    changes
      .flatMap((change) => change.requires)
      .map(({ ecosystem, name, version, directory }) => [
        `${directory}\0${name}\0${version}`,
        { ecosystem, name, version, directory },
      ]),
  );
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, requirement]) => requirement);
}
