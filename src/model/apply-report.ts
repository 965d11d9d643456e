/**
 * What `instrument apply --format json` prints: one schema gives the types, the checks in the tests and the published
 * JSON Schema. Paths are POSIX and relative to the root; lines are 1-based. Fields may be added, never changed, within a
 * schema version.
 */
import { z } from 'zod';

export const APPLY_SCHEMA_VERSION = 1;

const problem = z.object({
  code: z.string(),
  file: z.string().nullable().describe('Null when it is in no single file.'),
  message: z.string(),
});

const span = z.object({
  name: z.string(),
  attributes: z.record(z.string(), z.string()).describe('Attribute name → expression in the code.'),
  flaggedBy: z.enum(['comment', 'config', 'flag', 'suggested']),
  file: z.string(),
  line: z.int().min(1),
  score: z.number().min(0).max(1).optional().describe('Of a suggestion.'),
  reasons: z.array(z.string()).optional(),
});

const change = z.object({
  id: z.string(),
  service: z.string().describe('The first of `services`.'),
  services: z.array(z.string()).describe('Every service that it affects.'),
  integration: z
    .string()
    .optional()
    .describe(
      'Integration id, or `bootstrap` for the set-up of the SDK; absent where there is an `operation`.',
    ),
  operation: z.string().optional().describe('The function that gets a span, `Type.Method` for methods.'),
  span: span.optional().describe('The span of the operation.'),
  title: z.string(),
  files: z.array(z.string()),
  status: z.enum(['applied', 'planned', 'conflict', 'stale', 'failed']),
  notes: z.array(z.string()).describe('What to know before it goes live.'),
  problem: problem.optional().describe('Why it is not made.'),
});

const skip = z.object({
  code: z.string(),
  service: z.string(),
  file: z.string(),
  line: z.int().min(1),
  message: z.string(),
  help: z.string(),
});

const requirement = z.object({
  ecosystem: z.enum(['go', 'npm']),
  name: z.string(),
  version: z.string(),
  directory: z.string().describe('Of the go.mod or package.json.'),
});

const raised = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  directory: z.string().describe('Of the go.mod.'),
});

const step = z.object({
  command: z.string(),
  ok: z.boolean().describe('False when the changes bring an error that the untouched tree does not have.'),
  output: z.string().describe('The new errors.'),
  packages: z
    .object({ checked: z.int(), of: z.int() })
    .optional()
    .describe('How many packages of the module the changes can affect, and so were looked at.'),
  programs: z
    .object({ linked: z.int(), of: z.int() })
    .optional()
    .describe(
      'How many of these packages are programs, and how many of them were linked to try what is new in them.',
    ),
});

export const applyReportSchema = z.object({
  schemaVersion: z.literal(APPLY_SCHEMA_VERSION),
  tool: z.object({ name: z.literal('instrument'), version: z.string() }),
  layer: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  changes: z.array(change),
  skips: z.array(skip).describe('Sites that are left alone, and why.'),
  requires: z.array(requirement).describe('What the changes need, also where it is there already.'),
  raises: z
    .array(raised)
    .describe('Direct requirements of yours that what is added needs in a newer version than you have.'),
  files: z.array(z.object({ path: z.string(), diff: z.string() })),
  verification: z.object({
    ran: z.boolean(),
    ok: z.boolean(),
    baselineErrors: z
      .int()
      .describe('Errors of the untouched tree in what was looked at; they are not held against a change.'),
    steps: z.array(step),
    unchecked: z
      .array(z.string())
      .describe('What is changed and was not looked at, with the reason; empty when all of it was.'),
  }),
});

export type ApplyReport = z.infer<typeof applyReportSchema>;
export type ReportedChange = ApplyReport['changes'][number];
export type ReportedSkip = ApplyReport['skips'][number];
export type Verification = ApplyReport['verification'];
export type VerificationStep = Verification['steps'][number];
