/**
 * The versions that a bundle pins, and the names of metrics in them. Beyla renames metrics between releases, so the
 * dashboards and rules of a bundle hold for these versions.
 * Sources: tags and charts of grafana/beyla, open-telemetry/opentelemetry-ebpf-instrumentation and grafana/alloy;
 * pkg/export/attributes/metric.go of the distributions for the names.
 */
export const versions = {
  beyla: { image: 'grafana/beyla:3.33.0', version: '3.33.0', chart: '1.16.11' },
  obi: { image: 'otel/ebpf-instrument:v0.12.2', version: '0.12.2', chart: '0.12.0' },
  alloy: { image: 'grafana/alloy:v1.18.1', version: '1.18.1' },
} as const;

/** Prometheus names, as OTLP translation with unit suffixes gives them. `rpc_server_call` is so since Beyla 3.23. */
export const metricNames = {
  httpServer: 'http_server_request_duration_seconds',
  httpClient: 'http_client_request_duration_seconds',
  rpcServer: 'rpc_server_call_duration_seconds',
  rpcClient: 'rpc_client_call_duration_seconds',
  database: 'db_client_operation_duration_seconds',
  messagePublish: 'messaging_client_operation_duration_seconds',
  messageProcess: 'messaging_process_duration_seconds',
} as const;

/** gRPC codes that are the server's fault, as the semantic conventions count them. */
export const RPC_SERVER_ERRORS = 'UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS';

/** Namespaces that Beyla leaves out unless `default_exclude_instrument` is replaced (pkg/services/criteria.go). */
export const EXCLUDED_NAMESPACES =
  /^(?:kube-system|kube-node-lease|local-path-storage|grafana-alloy|cert-manager|monitoring|gke-.*|gatekeeper-system)$/;
