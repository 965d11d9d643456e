/**
 * What `instrument lint --format json` prints: one schema gives the types, the checks in the tests and the published
 * JSON Schema. Paths are POSIX and relative to the linted root; lines and columns are 1-based, columns count UTF-16 code
 * units, ends are after the last character. Fields may be added, never changed, within a schema version.
 */
import { z } from 'zod';
import { diagnosticSchema } from './scan-report.js';

export const LINT_SCHEMA_VERSION = 1;

const place = z.int().min(1);

const edit = z.object({
  file: z.string(),
  start: z.int().min(0).describe('UTF-16 offset into the text without its BOM.'),
  end: z.int().min(0).describe('After the last character that is replaced.'),
  line: place,
  column: place,
  endLine: place,
  endColumn: place,
  text: z.string().describe('What takes the place of the range.'),
});

const finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  file: z.string(),
  line: place,
  column: place,
  endLine: place,
  endColumn: place,
  excerpt: z.string().describe('The source line that it begins on.'),
  service: z.string().nullable().describe('Name of the service that the file belongs to; null when unknown.'),
  related: z.array(z.object({ file: z.string(), line: place, column: place, message: z.string() })),
  fix: z
    .object({
      title: z.string(),
      safe: z.boolean().describe('True: `--fix` makes it. False: only `--fix-unsafe` does.'),
      edits: z.array(edit),
    })
    .optional(),
  fingerprint: z
    .string()
    .describe('The same from run to run as long as the rule, the file and the source line are.'),
});

const coverage = z.object({
  service: z.string(),
  total: z.int().describe('Sites that an instrumentation library could cover.'),
  instrumented: z.int(),
});

const failure = z.object({
  code: z.enum(['errors', 'too-many-warnings', 'stale-baseline', 'low-coverage', 'coverage-fell']),
  message: z.string(),
});

const summary = z.object({
  errors: z.int(),
  warnings: z.int(),
  infos: z.int(),
  files: z.int().describe('Files that were checked.'),
  suppressed: z.int().describe('Findings that a comment takes back.'),
  baselined: z.int().describe('Findings that the baseline knows.'),
  old: z.int().describe('Findings that `--since` or `--staged` leaves out because they were there before.'),
  fixed: z.int().describe('Findings that a fix removed, or with `--fix-dry-run` would remove.'),
  fixable: z.int().describe('Reported findings that `--fix` could remove.'),
});

export const lintReportSchema = z.object({
  schemaVersion: z.literal(LINT_SCHEMA_VERSION),
  tool: z.object({ name: z.literal('instrument'), version: z.string() }),
  root: z.string(),
  findings: z.array(finding),
  summary,
  coverage: z.array(coverage),
  failures: z.array(failure).describe('Why the exit code is 1; empty when the gate lets pass.'),
  diagnostics: z.array(diagnosticSchema),
});

export type Finding = z.infer<typeof finding>;
export type FindingEdit = z.infer<typeof edit>;
export type ServiceCoverage = z.infer<typeof coverage>;
export type LintFailure = z.infer<typeof failure>;
export type LintReport = z.infer<typeof lintReportSchema>;
