/**
 * The configuration of Beyla, version 1 of the format, which Beyla 3 and OBI both read. Broad entries come first: a later
 * entry that matches refines an earlier one (docs/sources/configure/service-discovery.md of grafana/beyla).
 */
import type { BundleFile, Layer1Input, Layer1Service, Layer1Workload } from '#src/model/layer1.js';
import { yamlBlock } from './yaml-block.js';

/** Selector of a pod's owner by the kind that owns it. */
const OWNER_SELECTORS: Readonly<Record<string, string>> = {
  Deployment: 'k8s_deployment_name',
  StatefulSet: 'k8s_statefulset_name',
  DaemonSet: 'k8s_daemonset_name',
  ReplicaSet: 'k8s_replicaset_name',
  Job: 'k8s_job_name',
  CronJob: 'k8s_cronjob_name',
};

/** The sections by the name of their block; merged they are the whole configuration. */
export function beylaSections(
  input: Layer1Input,
  gateway: { grpc: string },
): { id: string; value: Readonly<Record<string, unknown>> }[] {
  const { settings } = input;
  const kubernetes = {
    enable: 'true',
    ...(settings.cluster === null ? {} : { cluster_name: settings.cluster }),
  };
  const health =
    input.healthPaths.length === 0 ? {} : { ignored_patterns: [...input.healthPaths], ignore_mode: 'traces' };
  return [
    { id: 'discovery', value: { discovery: discovery(input) } },
    { id: 'routes', value: { routes: { unmatched: 'low-cardinality', ...health } } },
    { id: 'attributes', value: { attributes: { kubernetes } } },
    {
      id: 'export',
      value: {
        metrics: { features: ['application', 'application_service_graph'] },
        otel_traces_export: {
          endpoint: gateway.grpc,
          protocol: 'grpc',
          sampler: { name: 'parentbased_traceidratio', arg: `${settings.sampling}` },
        },
        otel_metrics_export: { endpoint: gateway.grpc, protocol: 'grpc' },
      },
    },
    { id: 'propagation', value: { ebpf: { context_propagation: 'headers' } } },
  ];
}

export function beylaConfig(input: Layer1Input, gateway: { grpc: string }): BundleFile {
  const blocks = beylaSections(input, gateway).map(({ id, value }) => yamlBlock(id, value));
  return { path: 'beyla.yaml', kind: 'blocks', comment: '#', blocks };
}

function discovery({ services }: Layer1Input): unknown {
  const namespaces = [
    ...new Set(services.flatMap(({ workloads }) => workloads.flatMap((w) => w.namespaces))),
  ];
  const broad = namespaces.length === 0 ? ['*'] : namespaces.sort();
  return {
    instrument: [
      ...broad.map((namespace) => ({ k8s_namespace: namespace })),
      ...services.flatMap((service) => service.workloads.flatMap((workload) => entries(service, workload))),
    ],
    exclude_otel_instrumented_services: true,
  };
}

function entries(service: Layer1Service, workload: Layer1Workload): Record<string, unknown>[] {
  const owner = OWNER_SELECTORS[workload.controller] ?? 'k8s_owner_name';
  const { routes } = service;
  return (workload.namespaces.length === 0 ? ['*'] : workload.namespaces).map((namespace) => ({
    k8s_namespace: namespace,
    [owner]: workload.name,
    // A service with an SDK has to match whatever it listens on, or its spans would come twice.
    ...(workload.ports.length > 0 && !service.hasSdk ? { open_ports: workload.ports.join(',') } : {}),
    ...(routes.length > 0 ? { routes: { incoming: [...routes] } } : {}),
    ...(service.hasSdk ? { exports: ['metrics'] } : {}),
  }));
}
