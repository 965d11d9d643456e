/**
 * What `instrument plan --format json` prints: the rollout of the strategy with real names. One schema gives the types, the
 * checks in the tests and the published JSON Schema. Days count from the start of the rollout, 0-based; effort is in hours.
 */
import { z } from 'zod';

export const PLAN_SCHEMA_VERSION = 1;

const layer = z.union([z.literal(1), z.literal(2), z.literal(3)]);

const signal = z.object({
  code: z.string(),
  text: z.string().describe('The reason with its figures.'),
  points: z.number().describe('What it adds to the score.'),
});

const live = z.object({
  requestsPerSecond: z.number().nullable(),
  errorRatio: z.number().nullable().describe('Share of failed requests, 0 to 1.'),
  p95Seconds: z.number().nullable(),
  unexplainedRatio: z
    .number()
    .nullable()
    .describe('Share of the time of server spans that no child span accounts for, 0 to 1; from Tempo.'),
});

const rankedService = z.object({
  name: z.string(),
  path: z.string(),
  language: z.string(),
  owner: z.string().nullable(),
  rank: z.int().min(1).describe('1 is first.'),
  score: z.number(),
  layer: layer.nullable(),
  target: layer,
  signals: z.array(signal),
  live: live.nullable().describe('Null without a back end, or when it knows nothing of the service.'),
});

const step = z.object({
  id: z.string(),
  title: z.string(),
  services: z.array(z.string()),
  startDay: z.int().min(0),
  days: z.int().min(1),
  effortHours: z.number(),
  after: z.array(z.string()).describe('Ids of the steps that have to be done before.'),
  integrations: z
    .array(z.object({ id: z.string(), sites: z.int() }))
    .describe('Bare sites that are to be wrapped.'),
  functions: z.array(z.object({ name: z.string(), file: z.string(), line: z.int(), service: z.string() })),
  command: z.string().nullable().describe('What does it, or most of it.'),
  shows: z.string().describe('What is seen then and was not before.'),
  traceBefore: z.array(z.string()).describe('Lines of the expected trace; empty where none is told.'),
  traceAfter: z.array(z.string()),
});

const phase = z.object({
  number: layer,
  title: z.string(),
  outcome: z.string(),
  steps: z.array(step),
});

export const planReportSchema = z.object({
  schemaVersion: z.literal(PLAN_SCHEMA_VERSION),
  tool: z.object({ name: z.literal('instrument'), version: z.string() }),
  start: z.string().describe('First day, as YYYY-MM-DD.'),
  sources: z.array(z.enum(['code', 'prometheus', 'tempo'])).describe('What the ranking rests on.'),
  services: z.array(rankedService),
  calls: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      via: z.enum(['http', 'grpc', 'messaging']),
      evidence: z.array(z.string()),
    }),
  ),
  phases: z.array(phase),
  notes: z.array(z.string()),
});

export type PlanReport = z.infer<typeof planReportSchema>;
export type RankedService = z.infer<typeof rankedService>;
export type RankSignal = z.infer<typeof signal>;
export type LiveSignals = z.infer<typeof live>;
export type PlanPhase = z.infer<typeof phase>;
export type PlanStep = z.infer<typeof step>;
