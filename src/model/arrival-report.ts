/** What `instrument verify` finds out: did the telemetry of each service arrive where it should, and nowhere else. */
import { z } from 'zod';

export const ARRIVAL_SCHEMA_VERSION = 1;

/** `unasked`: the back end was not given. */
const state = z.enum(['arrived', 'missing', 'unasked']);

export const arrivalReportSchema = z.object({
  schemaVersion: z.literal(ARRIVAL_SCHEMA_VERSION),
  tool: z.object({ name: z.literal('instrument'), version: z.string() }),
  services: z.array(
    z.object({
      name: z.string().describe('As the scan has it.'),
      telemetryName: z.string().describe('`service.name` in traces and metrics.'),
      tenant: z.string().nullable().describe('Value of X-Scope-OrgID; null without tenants.'),
      traces: state,
      metrics: state,
      /** Why something may be missing. */
      hints: z.array(z.string()),
    }),
  ),
  strays: z
    .array(z.object({ service: z.string(), tenant: z.string(), signal: z.enum(['traces', 'metrics']) }))
    .describe('Telemetry under a tenant that it does not belong to.'),
});

export type ArrivalReport = z.infer<typeof arrivalReportSchema>;
export type ArrivalState = z.infer<typeof state>;
