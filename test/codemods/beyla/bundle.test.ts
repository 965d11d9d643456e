import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { layer1Bundle } from '#codemods/beyla/bundle.js';
import { metricNames } from '#codemods/beyla/versions.js';
import { checkBeylaConfig } from '#src/engine/layer1/check-beyla-config.js';
import type { BundleFile, Layer1Input, Layer1Service, Layer1Settings } from '#src/model/layer1.js';

const settings: Layer1Settings = {
  ...{ cluster: 'prod', namespace: 'observability', tempo: 'http://tempo:4318', mimir: 'http://mimir/otlp' },
  ...{ tenants: {}, defaultTenant: null, sampling: 0.25, privileged: false },
  ...{ distribution: 'beyla', packaging: 'kustomize' },
};

function service(name: string, change: Partial<Layer1Service> = {}): Layer1Service {
  const workload = { controller: 'Deployment', name, namespaces: ['shop'], container: 'main', ports: [8080] };
  return {
    ...{ name, language: 'go', serves: 'http', hasSdk: false, routes: [`/${name}/{id}`] },
    workloads: [{ ...workload, serviceName: name }],
    ...change,
  };
}

function textsOf(change: { settings?: Partial<Layer1Settings>; services?: Layer1Service[] } = {}) {
  const input: Layer1Input = {
    services: change.services ?? [
      service('cart'),
      service('pay', { hasSdk: true, serves: 'grpc', routes: [] }),
    ],
    healthPaths: ['/healthz'],
    settings: { ...settings, ...change.settings },
  };
  const text = (file: BundleFile) =>
    file.kind === 'whole' ? file.text : file.blocks.map((block) => block.text).join('\n');
  return new Map(layer1Bundle(input).map((file) => [file.path, text(file)]));
}

describe("Beyla's configuration", () => {
  const config = () => parse(textsOf().get('beyla.yaml') ?? '') as { discovery: { instrument: object[] } };

  it('passes our own check', () => {
    expect(checkBeylaConfig(textsOf().get('beyla.yaml') ?? '')).toEqual([]);
  });

  it('has the namespace first and then an entry for each workload', () => {
    expect(config()).toMatchObject({
      discovery: {
        instrument: [
          { k8s_namespace: 'shop' },
          {
            k8s_namespace: 'shop',
            k8s_deployment_name: 'cart',
            open_ports: '8080',
            routes: { incoming: ['/cart/{id}'] },
          },
          { k8s_namespace: 'shop', k8s_deployment_name: 'pay', exports: ['metrics'] },
        ],
      },
    });
  });

  it('selects a service with an SDK on whatever port it listens', () => {
    const [, , pay] = config().discovery.instrument;
    expect(pay).not.toHaveProperty('open_ports');
  });

  it('looks everywhere when no manifest names a namespace', () => {
    const workloads = service('cart').workloads.map((workload) => ({ ...workload, namespaces: [] }));
    const text = textsOf({ services: [service('cart', { workloads })] }).get('beyla.yaml') ?? '';
    expect(parse(text)).toMatchObject({
      discovery: {
        instrument: [{ k8s_namespace: '*' }, { k8s_namespace: '*', k8s_deployment_name: 'cart' }],
      },
    });
  });

  it('switches propagation on together with what the pod needs for it', () => {
    expect(config()).toMatchObject({ ebpf: { context_propagation: 'headers' } });
    const [daemonSet] = parseAllDocuments(textsOf().get('daemonset.yaml') ?? '').map((d) => d.toJS());
    expect(daemonSet).toMatchObject({
      spec: {
        template: {
          spec: {
            ...{ hostPID: true, hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
            containers: [
              {
                securityContext: {
                  capabilities: { drop: ['ALL'], add: expect.arrayContaining(['NET_ADMIN', 'BPF']) },
                },
                volumeMounts: expect.arrayContaining([
                  { name: 'cgroup', mountPath: '/sys/fs/cgroup' },
                  { name: 'tracing', mountPath: '/sys/kernel/tracing', readOnly: true },
                ]),
              },
            ],
          },
        },
      },
    });
  });
});

describe('the gateway', () => {
  it('without tenants has one pipeline, without a header', () => {
    const alloy = textsOf().get('config.alloy') ?? '';
    expect(alloy).not.toContain('otelcol.processor.filter');
    expect(alloy).not.toContain('X-Scope-OrgID');
  });

  it('lets through to a tenant only what comes from its namespaces, and the rest to the default', () => {
    const tenants = { shop: 'alpha', 'shop-eu': 'alpha', bank: 'beta' };
    const alloy = textsOf({ settings: { tenants, defaultTenant: 'other' } }).get('config.alloy') ?? '';
    const namespace = 'resource.attributes[\\"k8s.namespace.name\\"]';
    expect(alloy).toContain(`span = ["${namespace} != \\"shop\\" and ${namespace} != \\"shop-eu\\""]`);
    expect(alloy).toContain(`span = ["${namespace} != \\"bank\\""]`);
    expect(alloy).toContain(
      `span = ["${namespace} == \\"bank\\" or ${namespace} == \\"shop\\" or ${namespace} == \\"shop-eu\\""]`,
    );
    const headers = [...alloy.matchAll(/"X-Scope-OrgID" = "(\w+)"/g)].map((match) => match[1]);
    expect(headers).toEqual(['alpha', 'alpha', 'beta', 'beta', 'other', 'other']);
  });

  it('uses only components and settings that Alloy 1.18 has', () => {
    const alloy = textsOf({ settings: { tenants: { shop: 'a' } } }).get('config.alloy') ?? '';
    // From docs/sources/reference/components/otelcol of grafana/alloy.
    const known: Record<string, readonly string[]> = {
      'otelcol.receiver.otlp': ['grpc', 'http', 'endpoint', 'output', 'metrics', 'traces'],
      'otelcol.processor.memory_limiter': [
        ...['check_interval', 'limit_percentage', 'spike_limit_percentage'],
        ...['output', 'metrics', 'traces'],
      ],
      'otelcol.processor.k8sattributes': [
        ...['extract', 'metadata', 'pod_association', 'source', 'from', 'name'],
        ...['output', 'metrics', 'traces'],
      ],
      'otelcol.processor.transform': [
        ...['error_mode', 'metric_statements', 'context', 'statements'],
        ...['output', 'metrics', 'traces'],
      ],
      'otelcol.processor.filter': ['error_mode', 'traces', 'span', 'metrics', 'datapoint', 'output'],
      'otelcol.processor.batch': ['output', 'metrics', 'traces'],
      'otelcol.exporter.otlphttp': [
        ...['client', 'endpoint', 'headers', 'retry_on_failure', 'initial_interval', 'max_elapsed_time'],
        ...['sending_queue', 'num_consumers', 'queue_size'],
      ],
    };
    for (const component of alloy.split(/^(?=otelcol\.)/m)) {
      const [, name = ''] = /^(otelcol[\w.]+)/.exec(component) ?? [];
      expect(Object.keys(known)).toContain(name);
      const used = [...component.matchAll(/^\t+(\w+) *(?:=|\{)/gm)].map((match) => match[1]);
      expect(known[name]).toEqual(expect.arrayContaining(used));
    }
  });
});

describe('dashboards and rules', () => {
  it('name only metrics that this version emits', () => {
    const texts = textsOf();
    const all = [...texts].filter(([path]) => /grafana\/dashboards|rules/.test(path)).map(([, text]) => text);
    const used = all.flatMap((text) => [...text.matchAll(/\b([a-z]\w+_seconds)_(?:bucket|count|sum)\b/g)]);
    const names: string[] = Object.values(metricNames);
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((match) => !names.includes(match[1] ?? ''))).toEqual([]);
  });

  it('ask for a service by the name that Beyla gives it', () => {
    const workloads = service('cart').workloads.map((workload) => ({ ...workload, serviceName: 'basket' }));
    const text = textsOf({ services: [service('cart', { workloads })] }).get('grafana/dashboards/cart.json');
    expect(text).toContain('service_name=\\"basket\\", service_namespace=\\"shop\\"');
  });

  it('of a gRPC service show its methods', () => {
    const text = textsOf().get('grafana/dashboards/pay.json') ?? '';
    expect(text).toContain('sum by (rpc_method)');
    expect(text).not.toContain('http_server_request');
  });
});

describe('values for charts', () => {
  it('hold the same configuration as the manifests', () => {
    const plain = parse(textsOf().get('beyla.yaml') ?? '') as object;
    const texts = textsOf({ settings: { packaging: 'helm' } });
    expect(parse(texts.get('values-beyla.yaml') ?? '')).toMatchObject({ config: { data: plain } });
    expect(parse(texts.get('values-alloy.yaml') ?? '')).toMatchObject({
      alloy: { configMap: { content: textsOf().get('config.alloy') } },
    });
    expect(texts.has('daemonset.yaml')).toBe(false);
  });

  it('for OBI name its image', () => {
    const texts = textsOf({ settings: { packaging: 'helm', distribution: 'obi' } });
    expect(parse(texts.get('values-obi.yaml') ?? '')).toMatchObject({ image: { tag: 'v0.12.2' } });
    expect(textsOf({ settings: { distribution: 'obi' } }).get('daemonset.yaml')).toContain(
      'OTEL_EBPF_CONFIG_PATH',
    );
  });
});
