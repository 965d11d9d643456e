/**
 * What `instrument scan --format json` prints: one schema gives the types, the checks in the tests and the
 * published JSON Schema. Paths are POSIX and relative to the scanned root; lines and columns are 1-based,
 * columns count UTF-16 code units. Fields may be added, never changed, within a schema version.
 */
import { z } from 'zod';
import { setUpProblemSchema } from './set-up-problem.js';

export const SCHEMA_VERSION = 1;

const line = z.int().min(1);
const layerNumber = z.union([z.literal(1), z.literal(2), z.literal(3)]);

const role = z.enum(['server', 'client', 'producer', 'consumer']);

const use = z.object({
  package: z.string().describe('Import path, major version included.'),
  type: z.string(),
  method: z.string().nullable().describe('Null when a value of the type is taken from a channel.'),
});

const site = z.object({
  file: z.string(),
  line,
  column: line,
  instrumented: z.boolean(),
  why: z.string().describe('What the verdict rests on, in one sentence.'),
  within: z
    .array(z.string())
    .optional()
    .describe('For HTTP: `file:line` of the servers and routers that hand it their requests.'),
  use: use
    .optional()
    .describe('For messages that are sent or taken: by what; absent where the library is constructed.'),
});

const integrationUse = z.object({
  id: z.string(),
  role,
  instrumented: z.boolean().describe('True when every site is instrumented.'),
  by: z.string().nullable().describe('What instruments it, for example `otelhttp`; null when bare.'),
  sites: z.array(site),
});

const manualSpan = z.object({
  name: z.string().nullable().describe('Null when the name is not a constant.'),
  file: z.string(),
  line,
});

const operation = z.object({
  name: z.string(),
  file: z.string(),
  line,
  flagged: z.boolean(),
  score: z.number().min(0).max(1),
  reasons: z.array(z.string()),
});

const reason = z.object({
  code: z.string(),
  text: z.string(),
  evidence: z.array(z.string()).describe('Places as `file:line`.'),
});

const route = z.object({
  route: z.string().describe('`POST /checkout`, `PaymentService/Charge`, or a message handler.'),
  file: z.string(),
  line,
});

const workload = z.object({
  source: z.enum(['compose', 'kubernetes', 'procfile', 'pm2', 'serverless', 'systemd']),
  name: z.string().nullable(),
  file: z.string(),
  line,
  ports: z.array(z.int()),
  otelServiceName: z
    .string()
    .nullable()
    .describe('What `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` of its environment says.'),
  kubernetes: z
    .object({
      controller: z.string().describe('Kind of the object, for example `Deployment`.'),
      namespaces: z.array(z.string()).describe('Empty when the manifests leave it open.'),
      container: z.string(),
      labels: z.record(z.string(), z.string()).describe('Of the pods.'),
      probes: z.array(z.string()).describe('Paths of HTTP probes.'),
      templated: z.boolean().describe('A Helm template: names may differ once it is installed.'),
    })
    .nullable(),
});

const call = z.object({
  from: z.string().describe('Name of a service.'),
  to: z.string().describe('Name of a service.'),
  via: z.enum(['http', 'grpc', 'messaging']),
  evidence: z.array(z.string()).describe('Places as `file:line`.'),
});

const service = z.object({
  name: z.string(),
  path: z.string(),
  language: z.string(),
  supported: z.boolean(),
  kind: z.enum(['http', 'grpc', 'worker', 'job', 'unknown']),
  entrypoints: z.array(z.string()),
  layer: layerNumber
    .nullable()
    .describe(
      'The highest layer present; null for an unsupported language whose manifest shows no OpenTelemetry.',
    ),
  layer2: z.enum(['none', 'partial', 'full']),
  layer3: z.boolean(),
  integrations: z.array(integrationUse),
  spans: z.array(manualSpan),
  operations: z.array(operation),
  spannedOperations: z
    .array(operation)
    .optional()
    .describe('Functions that would be operations worth a span, and have one.'),
  otherTracers: z.array(z.string()),
  problems: z
    .array(setUpProblemSchema)
    .optional()
    .describe('What is wrong with how telemetry is set up; absent when nothing is.'),
  routes: z.array(route).describe('What it serves.'),
  workloads: z.array(workload).describe('What deployment files start of it.'),
  recommendation: z.object({ layer: layerNumber, reasons: z.array(reason) }),
});

const seenPackage = z.object({
  path: z.string(),
  language: z.string(),
  why: z.enum(['library', 'browser', 'test', 'tool', 'example']),
});

const byLayer = z.object({ '1': z.int(), '2': z.int(), '3': z.int() });

const summary = z.object({
  services: z.int(),
  byLayer,
  recommended: byLayer,
  integrations: z.object({ total: z.int(), instrumented: z.int() }),
});

export const diagnosticSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  file: z.string(),
  line,
  message: z.string(),
  help: z.string(),
});

export const scanReportSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  tool: z.object({ name: z.literal('instrument'), version: z.string() }),
  root: z.string(),
  services: z.array(service),
  packages: z.array(seenPackage),
  calls: z.array(call).describe('Who calls whom, as far as configuration and code tell.'),
  summary,
  diagnostics: z.array(diagnosticSchema),
});

export type Role = z.infer<typeof role>;
export type Layer = z.infer<typeof layerNumber>;
export type Site = z.infer<typeof site>;
export type SiteUse = z.infer<typeof use>;
export type IntegrationUse = z.infer<typeof integrationUse>;
export type ManualSpan = z.infer<typeof manualSpan>;
export type Operation = z.infer<typeof operation>;
export type Reason = z.infer<typeof reason>;
export type ServiceReport = z.infer<typeof service>;
export type ServiceKind = ServiceReport['kind'];
export type ServiceCall = z.infer<typeof call>;
export type ReportedWorkload = z.infer<typeof workload>;
export type SeenPackage = z.infer<typeof seenPackage>;
export type PackageKind = SeenPackage['why'];
export type ScanSummary = z.infer<typeof summary>;
export type Diagnostic = z.infer<typeof diagnosticSchema>;
export type ScanReport = z.infer<typeof scanReportSchema>;
