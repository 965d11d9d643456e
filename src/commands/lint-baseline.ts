/** Reading and writing the file of `--baseline`. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InstrumentError } from '../errors/instrument-error.js';
import { type LintBaseline, lintBaselineSchema } from '../model/lint-baseline.js';
import { writeFile } from './write-file.js';

export const BASELINE_FILE = 'instrument-baseline.json';

/** @returns null when there is none and that is fine, because it is about to be written */
export function readBaseline(
  cwd: string,
  file: string,
  { where, mayLack }: { where: string; mayLack: boolean },
): LintBaseline | null {
  const path = resolve(cwd, file);
  if (!existsSync(path)) {
    if (mayLack) return null;
    throw InstrumentError.of('baseline-not-found', { path: file, where });
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = `It is no JSON: ${cause instanceof Error ? cause.message : String(cause)}.`;
    throw InstrumentError.of('baseline-invalid', { path: file, reason }, { cause });
  }
  const parsed = lintBaselineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const reason = `\`${issue.path.join('.') || 'the file'}\`: ${issue.message}.`;
  throw InstrumentError.of('baseline-invalid', { path: file, reason });
}

export function writeBaseline(cwd: string, file: string, baseline: LintBaseline): void {
  writeFile(cwd, file, `${JSON.stringify(baseline, null, 2)}\n`);
}
