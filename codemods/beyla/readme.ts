/** What a person has to know before and after the bundle is applied. */
import type { BundleFile, Layer1Input } from '#src/model/layer1.js';
import { versions } from './versions.js';

export function readme(input: Layer1Input): BundleFile {
  const blocks = [
    { id: 'use', text: useText(input) },
    { id: 'services', text: servicesText(input) },
    { id: 'nodes', text: nodesText(input) },
    { id: 'verify', text: verifyText(input) },
  ];
  return { path: 'README.md', kind: 'blocks', comment: '<!--', blocks };
}

function useText({ settings }: Layer1Input): string {
  const { distribution, namespace } = settings;
  const { version, chart } = versions[distribution];
  const name = distribution === 'obi' ? 'OBI (OpenTelemetry eBPF Instrumentation)' : 'Beyla';
  const apply =
    settings.packaging === 'helm'
      ? `\`\`\`
helm upgrade --install alloy-gateway grafana/alloy --namespace ${namespace} --create-namespace --values values-alloy.yaml
helm upgrade --install beyla ${distribution === 'obi' ? 'open-telemetry/opentelemetry-ebpf-instrumentation' : 'grafana/beyla'} --version ${chart} --namespace ${namespace} --values values-${distribution}.yaml
\`\`\``
      : '```\nkubectl apply --kustomize .\n```';
  return `# Layer 1: ${name} on every node

${name} ${version} watches HTTP, gRPC, SQL, Redis and Kafka traffic of every service from the kernel and sends spans and RED
metrics to an Alloy ${versions.alloy.version} gateway, which forwards traces to Tempo and metrics to Mimir, each namespace under its tenant.

${apply}

Written by \`instrument apply --layer 1\`. What stands between \`instrument:begin\` and \`instrument:end\` is written anew by each
run; anything outside is yours and stays. Dashboards (JSON) are written anew as a whole: copy one under another name to change it.
`;
}

function servicesText({ services }: Layer1Input): string {
  const rows = services.map(({ name, workloads, routes, hasSdk }) => {
    const where = workloads.map(
      (workload) =>
        `${workload.controller} ${workload.namespaces.length === 0 ? 'any namespace' : workload.namespaces.join(', ')}/${workload.name}`,
    );
    return `| ${name} | ${where.join('<br>') || 'no manifest found'} | ${routes.length} | ${hasSdk ? 'metrics; its SDK makes the spans' : 'spans and metrics'} |`;
  });
  return `## Services

| service | workload | routes known | taken from the kernel |
|---|---|---|---|
${rows.join('\n')}

A service without a manifest here is covered by the entry of its namespace. Where an SDK is in the code but switched off where you
run it, take the \`exports\` of its entry out, or nothing makes its spans.
`;
}

function nodesText({ settings }: Layer1Input): string {
  const rights = settings.privileged
    ? 'The agent runs privileged.'
    : 'The agent runs with single capabilities. SYS_ADMIN is among them since AKS, EKS and Debian nodes forbid perf events to everyone else; on nodes with `perf_event_paranoid` of 1 or less it can go.';
  return `## Nodes

- Linux 5.8 or newer with BTF, or RHEL 4.18 with its backports. GKE Autopilot does not allow the host access that the agent needs.
- ${rights}
- AppArmor has to be unconfined for the agent (the field needs Kubernetes 1.30; before, the annotation \`container.apparmor.security.beta.kubernetes.io/beyla: unconfined\`).
- OpenShift: give the service account a SecurityContextConstraints that allows host PID, host network, these capabilities and host paths.
- Pod Security admission: the namespace is labelled \`privileged\`.
- Cilium with its TC programs at priority 1 conflicts with context propagation: see Beyla's page on Cilium compatibility.
- Node.js services with a SIGUSR1 handler of their own, and Java on a read-only file system, are seen from the network only.
- A trace that crosses namespaces of different tenants is split over these tenants; a Tempo data source with both shows the whole.
`;
}

function verifyText({ settings, services }: Layer1Input): string {
  const tenant = Object.values(settings.tenants)[0] ?? settings.defaultTenant;
  const header = tenant === null ? '' : ` --header 'X-Scope-OrgID: ${tenant}'`;
  const service = services.flatMap(({ workloads }) => workloads)[0]?.serviceName ?? 'checkout';
  return `## Did it arrive?

\`\`\`
curl --get${header} --data-urlencode 'q={resource.service.name="${service}"}' http://TEMPO:3200/api/search
curl --get${header} --data-urlencode 'query=sum by (service_name) (rate(http_server_request_duration_seconds_count[5m]))' http://MIMIR/prometheus/api/v1/query
\`\`\`

Then ask for the same service under another tenant: nothing may come back.
`;
}
