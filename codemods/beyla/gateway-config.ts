/**
 * The pipeline of the Alloy gateway: OTLP in, each namespace's telemetry to its tenant's Tempo and Mimir. Alloy has no
 * routing connector and `otelcol.auth.headers` cannot read resource attributes, so each tenant has a filter that lets its
 * own namespaces through. Components: docs/sources/reference/components/otelcol of grafana/alloy.
 */
import type { Block, BundleFile, Layer1Settings } from '#src/model/layer1.js';
import { type AlloyBlock, alloyText } from './alloy-text.js';

interface Tenant {
  /** Label of its components. */
  label: string;
  /** Value of X-Scope-OrgID; null for none. */
  header: string | null;
  /** OTTL: true for what is NOT its own. */
  dropped: string | null;
}

const NAMESPACE = 'resource.attributes["k8s.namespace.name"]';

export function gatewayConfig(settings: Layer1Settings): BundleFile {
  const tenants = tenantsOf(settings);
  const entries = tenants.map(({ label, dropped }) =>
    dropped === null ? `otelcol.processor.batch.${label}.input` : `otelcol.processor.filter.${label}.input`,
  );
  const blocks: Block[] = [
    block('receive', [receiver(), memoryLimiter(), kubernetesAttributes(), namespaceLabel(entries)]),
    ...tenants.map((tenant) => block(`tenant-${tenant.label}`, pipeline(tenant, settings))),
  ];
  return { path: 'config.alloy', kind: 'blocks', comment: '//', blocks };
}

function block(id: string, components: readonly AlloyBlock[]): Block {
  return { id, text: components.map((component) => alloyText(component)).join('\n') };
}

function tenantsOf({ tenants, defaultTenant }: Layer1Settings): Tenant[] {
  const namespacesOf = new Map<string, string[]>();
  for (const [namespace, tenant] of Object.entries(tenants))
    namespacesOf.set(tenant, [...(namespacesOf.get(tenant) ?? []), namespace]);
  const mapped = Object.keys(tenants).sort();
  const own = [...namespacesOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([tenant, namespaces]): Tenant => ({
        label: labelOf(tenant),
        header: tenant,
        dropped: namespaces
          .sort()
          .map((namespace) => `${NAMESPACE} != ${JSON.stringify(namespace)}`)
          .join(' and '),
      }),
    );
  const rest: Tenant = {
    label: 'default',
    header: defaultTenant,
    dropped:
      mapped.length === 0
        ? null
        : mapped.map((namespace) => `${NAMESPACE} == ${JSON.stringify(namespace)}`).join(' or '),
  };
  return [...own, rest];
}

/** Identifiers of Alloy take letters, digits and underscores. */
function labelOf(tenant: string): string {
  return `tenant_${tenant.replace(/\W/g, '_')}`;
}

function to(...inputs: readonly string[]): AlloyBlock['attributes'] {
  const value = inputs.map((expression) => ({ expression }));
  return { metrics: value, traces: value };
}

function receiver(): AlloyBlock {
  return {
    head: 'otelcol.receiver.otlp "in"',
    blocks: [
      { head: 'grpc', attributes: { endpoint: '0.0.0.0:4317' } },
      { head: 'http', attributes: { endpoint: '0.0.0.0:4318' } },
      { head: 'output', attributes: to('otelcol.processor.memory_limiter.all.input') ?? {} },
    ],
  };
}

function memoryLimiter(): AlloyBlock {
  return {
    head: 'otelcol.processor.memory_limiter "all"',
    attributes: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
    blocks: [{ head: 'output', attributes: to('otelcol.processor.k8sattributes.pods.input') ?? {} }],
  };
}

/** For telemetry of SDKs. The sender's address would be the node's for what Beyla sends, so only the pod's own ids count. */
function kubernetesAttributes(): AlloyBlock {
  const source = (name: string): AlloyBlock => ({
    head: 'pod_association',
    blocks: [{ head: 'source', attributes: { from: 'resource_attribute', name } }],
  });
  return {
    head: 'otelcol.processor.k8sattributes "pods"',
    blocks: [
      {
        head: 'extract',
        attributes: {
          metadata: ['k8s.namespace.name', 'k8s.deployment.name', 'k8s.pod.name', 'k8s.node.name'],
        },
      },
      source('k8s.pod.uid'),
      source('k8s.pod.ip'),
      { head: 'output', attributes: to('otelcol.processor.transform.namespace_label.input') ?? {} },
    ],
  };
}

/** Mimir keeps resource attributes apart in `target_info`; the namespace has to be on every series to be queried. */
function namespaceLabel(inputs: readonly string[]): AlloyBlock {
  return {
    head: 'otelcol.processor.transform "namespace_label"',
    attributes: { error_mode: 'ignore' },
    blocks: [
      {
        head: 'metric_statements',
        attributes: {
          context: 'datapoint',
          statements: [`set(attributes["k8s.namespace.name"], ${NAMESPACE}) where ${NAMESPACE} != nil`],
        },
      },
      { head: 'output', attributes: to(...inputs) ?? {} },
    ],
  };
}

function pipeline({ label, header, dropped }: Tenant, settings: Layer1Settings): AlloyBlock[] {
  const filter: AlloyBlock[] =
    dropped === null
      ? []
      : [
          {
            head: `otelcol.processor.filter "${label}"`,
            attributes: { error_mode: 'ignore' },
            blocks: [
              { head: 'traces', attributes: { span: [dropped] } },
              { head: 'metrics', attributes: { datapoint: [dropped] } },
              { head: 'output', attributes: to(`otelcol.processor.batch.${label}.input`) ?? {} },
            ],
          },
        ];
  return [
    ...filter,
    {
      head: `otelcol.processor.batch "${label}"`,
      blocks: [
        {
          head: 'output',
          attributes: {
            metrics: [{ expression: `otelcol.exporter.otlphttp.mimir_${label}.input` }],
            traces: [{ expression: `otelcol.exporter.otlphttp.tempo_${label}.input` }],
          },
        },
      ],
    },
    exporter(`tempo_${label}`, settings.tempo, header),
    exporter(`mimir_${label}`, settings.mimir, header),
  ];
}

function exporter(label: string, endpoint: string, header: string | null): AlloyBlock {
  return {
    head: `otelcol.exporter.otlphttp "${label}"`,
    blocks: [
      {
        head: 'client',
        attributes: {
          endpoint,
          ...(header === null ? {} : { headers: { map: { 'X-Scope-OrgID': header } } }),
        },
      },
      { head: 'retry_on_failure', attributes: { initial_interval: '5s', max_elapsed_time: '5m' } },
      { head: 'sending_queue', attributes: { num_consumers: 10, queue_size: 1000 } },
    ],
  };
}
