/** Writes the functions that were chosen for a span to `operations:` of the configuration, as part of the same apply. */
import { relative, resolve } from 'node:path';
import { addOperations, type OperationEntry } from '../config/add-operations.js';
import { findConfig } from '../config/find-config.js';
import { parseConfig } from '../config/parse-config.js';
import { type ApplyPlan, withFile } from '../engine/apply.js';
import { InstrumentError } from '../errors/instrument-error.js';
import type { ApplyReport } from '../model/apply-report.js';

const NEW_FILE = 'instrument.yaml';

/** The functions of planned spans that nothing flags for good: those of `--flag` and `--suggest`. */
export function chosenOperations({ changes }: ApplyReport): OperationEntry[] {
  const found = changes.flatMap(({ status, operation, span, services }): OperationEntry[] => {
    const isForNow = span?.flaggedBy === 'flag' || span?.flaggedBy === 'suggested';
    if (status !== 'planned' || operation === undefined || !isForNow) return [];
    const [service, ...others] = services;
    return [service === undefined || others.length > 0 ? { name: operation } : { name: operation, service }];
  });
  const keyOf = ({ name, service }: OperationEntry) => `${name} ${service ?? ''}`;
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
}

/**
 * The plan that also writes the choice down.
 * @param config the file of `--config`
 * @throws InstrumentError where the configuration is no YAML, or lies outside of the root
 */
export function withSavedChoice(
  plan: ApplyPlan,
  config: { file: string; cwd: string } | undefined,
): ApplyPlan {
  const entries = chosenOperations(plan.report);
  if (entries.length === 0) return plan;
  const source = findConfig(plan.root, config);
  const shown = source?.file ?? NEW_FILE;
  const file = config ? relative(plan.root, resolve(config.cwd, config.file)).replaceAll('\\', '/') : shown;
  const isYaml = /\.ya?ml$/.test(file) && !file.startsWith('../');
  const after = isYaml ? addOperations(source?.text ?? '', entries) : null;
  if (after === null) throw InstrumentError.of('choice-not-saved', { file: shown });
  parseConfig({ file: shown, text: after, key: null });
  return withFile(plan, { file, before: source?.text ?? null, after });
}
