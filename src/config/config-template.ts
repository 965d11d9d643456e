/** What `instrument init` writes: every setting with an example, all of them comments, so that nothing changes yet. */
export const configTemplate = `# yaml-language-server: $schema=./node_modules/instrument/schema/instrument.schema.json
#
# Configuration of \`instrument\`. Everything is optional: remove the # of what you need.

# Files and directories to leave out, beside what .gitignore leaves out.
# ignore:
#   - "legacy/**"
#   - "**/*_generated.go"

# What you know about your services. A key is a name, a path or a glob; later entries win.
# services:
#   "services/*":
#     owner: platform
#   checkout:
#     owner: team-payments
#     criticality: critical # low, normal, high or critical
#     layer: 3 # the layer that you want it to have: 1, 2 or 3
#   playground:
#     ignore: true

# Business functions that deserve a span of their own (Layer 3).
# operations:
#   - name: chargePayment # function name or glob; Type.Method for methods
#     service: checkout
#     spanName: chargePayment
#     attributes: # attribute: expression in the function
#       order.id: order.ID
#       payment.amount: order.Total

# How spans are written (Layer 3).
# layer3:
#   nodeSpans: helper # helper: withSpan around the body; inline: tracer.startActiveSpan in the function

# What \`instrument lint\` checks, beside the rules below.
# lint:
#   preset: recommended # recommended, strict or all
#   tests: false
#   baseline: instrument-baseline.json # findings that are accepted for now
#   minCoverage: 80 # percent of sites that must be instrumented
#   maxWarnings: 10
#   overrides:
#     - files: ["legacy/**"]
#       rules:
#         span-naming: off

# Severity of lint rules: off, info, warning or error.
# rules:
#   span-end: error
#   span-naming:
#     severity: warning
#     options: {}

# Functions of your own that deal with spans.
# spanWrappers:
#   - function: github.com/acme/kit/tracing.Start
#     does: start # start, end, record or run
#   - function: "@acme/tracing.withSpan"
#     does: run

# Version of the OpenTelemetry semantic conventions that your attributes follow.
# semconv: "1.37.0"

# Where Layer 1 (Beyla) runs and what it sends to.
# layer1:
#   cluster: production
#   tenants: # Kubernetes namespace: tenant
#     shop: team-shop
#   defaultTenant: platform
#   endpoints:
#     gateway: http://alloy-gateway.monitoring:4318
#     tempo: http://tempo.monitoring:3200
#     mimir: http://mimir.monitoring:8080
#     prometheus: http://prometheus.monitoring:9090
`;
