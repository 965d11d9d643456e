/**
 * What `instrument.yaml` may hold: one schema gives the types, the defaults, the checks and the published JSON Schema.
 * Every object is strict, so that a misspelt key is an error and not a setting that silently does nothing.
 */
import { z } from 'zod';
import { type RuleId, ruleIds } from '../model/rule-ids.js';

const glob = z.string().min(1);

const layer = z
  .union([z.literal(1), z.literal(2), z.literal(3)])
  .describe('1: Beyla only. 2: instrumentation libraries too. 3: manual spans on business operations too.');

const serviceSettings = z.strictObject({
  owner: z.string().min(1).optional().describe('Team or person; shown in plans.'),
  criticality: z
    .enum(['low', 'normal', 'high', 'critical'])
    .optional()
    .describe('How much a failure hurts; raises the service in the order of a rollout.'),
  layer: layer.optional().describe('The layer that you want it to have; outranks what the code suggests.'),
  ignore: z.boolean().optional().describe('True: leave it out of the report.'),
});

const operation = z.strictObject({
  name: z
    .string()
    .min(1)
    .describe('Function name or glob, `Type.Method` for methods: `chargePayment`, `Checkout.*`.'),
  service: glob.optional().describe('Name or path of the service, or a glob; absent: every service.'),
  spanName: z.string().min(1).optional().describe('Name of the span; absent: the name of the function.'),
  attributes: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe('Attribute name → expression in the function, for example `order.id: order.ID`.'),
});

const severity = z.enum(['off', 'info', 'warning', 'error']);

const ruleSetting = z.union([
  severity,
  z.strictObject({
    severity: severity.optional(),
    options: z.record(z.string(), z.unknown()).optional().describe('What the rule itself understands.'),
  }),
]);

const ruleShape = Object.fromEntries(ruleIds.map((id) => [id, ruleSetting.optional()])) as Record<
  RuleId,
  z.ZodOptional<typeof ruleSetting>
>;

const ruleSeverities = z.strictObject(
  Object.fromEntries(ruleIds.map((id) => [id, severity.optional()])) as Record<
    RuleId,
    z.ZodOptional<typeof severity>
  >,
);

const lint = z.strictObject({
  preset: z
    .enum(['recommended', 'strict', 'all'])
    .default('recommended')
    .describe(
      'Which rules are on when `rules` does not say: those that are wrong whatever the taste, or more.',
    ),
  tests: z.boolean().default(false).describe('True: lint tests and their helpers too.'),
  baseline: z
    .string()
    .min(1)
    .optional()
    .describe('File that lists the findings which are accepted for now, relative to the root.'),
  minCoverage: z
    .int()
    .min(0)
    .max(100)
    .optional()
    .describe('Percent of all sites of integrations that must be instrumented.'),
  maxWarnings: z.int().min(0).optional().describe('More warnings than this fail.'),
  overrides: z
    .array(
      z.strictObject({
        files: z.array(glob).min(1).describe('Globs of paths relative to the root.'),
        rules: ruleSeverities,
      }),
    )
    .default([])
    .describe('Other severities for some files. Later entries win.'),
});

const spanWrapper = z.strictObject({
  function: z
    .string()
    .min(1)
    .describe(
      'Import path and name: `github.com/acme/kit/tracing.Start`, `@acme/tracing.withSpan`; in JavaScript a file of yours by its path: `src/tracing.withSpan`.',
    ),
  does: z
    .enum(['start', 'end', 'record', 'run'])
    .describe(
      'start: returns a started span. end: ends it. record: records an error. run: calls a function inside a span.',
    ),
});

const layer3 = z.strictObject({
  nodeSpans: z
    .enum(['helper', 'inline'])
    .default('helper')
    .describe(
      'How a span is written in JavaScript and TypeScript. helper: `withSpan` around the body. inline: `tracer.startActiveSpan` with `try` and `finally` in the function itself, where that is the same.',
    ),
});

const endpoint = z.url({ protocol: /^https?$/ });

const layer1 = z.strictObject({
  cluster: z.string().min(1).optional().describe('Name of the Kubernetes cluster, as a resource attribute.'),
  namespace: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/)
    .default('observability')
    .describe('Kubernetes namespace of the agents and the gateway.'),
  sampling: z.number().min(0).max(1).default(1).describe('Share of traces that are kept.'),
  tenants: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe('Kubernetes namespace → tenant (X-Scope-OrgID) of Tempo and Mimir.'),
  defaultTenant: z.string().min(1).optional().describe('Tenant of the namespaces that are not listed.'),
  endpoints: z
    .strictObject({
      gateway: endpoint.optional().describe('OTLP endpoint of the Alloy gateway that Beyla sends to.'),
      tempo: endpoint.optional().describe('OTLP over HTTP of Tempo: `http://tempo-distributor.tempo:4318`.'),
      mimir: endpoint.optional().describe('OTLP over HTTP of Mimir: `http://mimir-gateway.mimir/otlp`.'),
      prometheus: endpoint.optional(),
    })
    .default({}),
});

export const instrumentConfigSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors; has no effect.'),
  ignore: z
    .array(glob)
    .default([])
    .describe('Globs of files and directories to leave out, beside .gitignore.'),
  services: z
    .record(glob, serviceSettings)
    .default({})
    .describe('Name or path of a service, or a glob → what you know about it. Later entries win.'),
  operations: z.array(operation).default([]).describe('Business functions that deserve a span (Layer 3).'),
  lint: lint.default({ preset: 'recommended', tests: false, overrides: [] }),
  rules: z.strictObject(ruleShape).default({}).describe('Rule → severity, or severity and options.'),
  spanWrappers: z
    .array(spanWrapper)
    .default([])
    .describe('Functions of yours that start, end or record spans.'),
  semconv: z
    .string()
    .regex(/^1\.\d+(\.\d+)?$/)
    .optional()
    .describe('Version of the semantic conventions that your attributes follow, in quotes: "1.37.0".'),
  layer1: layer1.default({ namespace: 'observability', sampling: 1, tenants: {}, endpoints: {} }),
  layer3: layer3.default({ nodeSpans: 'helper' }),
});

export type InstrumentConfig = z.infer<typeof instrumentConfigSchema>;
export type ServiceSettings = z.infer<typeof serviceSettings>;
