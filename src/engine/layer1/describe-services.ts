/** From a scan to what a Layer 1 bundle has to know of each service. */
import type { Layer1Service, Layer1Workload } from '../../model/layer1.js';
import type { ReportedWorkload, ServiceReport } from '../../model/scan-report.js';
import { isHealthPath } from '../health-path.js';

/** Routes of a router that is mounted elsewhere look so: their pattern would take over all other paths. */
const MATCHES_ANYTHING = /^\/(?:\{|\*|$)/;

export function describeServices(services: readonly ServiceReport[]): Layer1Service[] {
  return services.map((service) => ({
    name: service.name,
    language: service.language,
    workloads: distinct(service.workloads.flatMap(describeWorkload)),
    routes: routesOf(service).filter((path) => !isHealthPath(path) && !MATCHES_ANYTHING.test(path)),
    serves: servesOf(service),
    hasSdk: (service.layer ?? 1) > 1,
  }));
}

/** Paths of health checks of all services: what probes ask for, and what is named like one. */
export function healthPathsOf(services: readonly ServiceReport[]): string[] {
  const probes = services.flatMap(({ workloads }) =>
    workloads.flatMap(({ kubernetes }) => kubernetes?.probes ?? []),
  );
  const routes = services.flatMap(routesOf).filter((path) => isHealthPath(path));
  return [...new Set([...probes.map((path) => path.replace(/\?.*$/, '')), ...routes])].sort();
}

/** Plain manifests, a chart and overlays may all start the same Deployment. */
function distinct(workloads: readonly Layer1Workload[]): Layer1Workload[] {
  const found = new Map<string, Layer1Workload>();
  for (const workload of workloads) {
    const key = `${workload.controller} ${workload.name}`;
    const known = found.get(key);
    found.set(key, known ? joined(known, workload) : workload);
  }
  return [...found.values()];
}

/** A namespace that only some leave open may still be any. */
function joined(one: Layer1Workload, other: Layer1Workload): Layer1Workload {
  const isOpen = one.namespaces.length === 0 || other.namespaces.length === 0;
  const namespaces = isOpen ? [] : [...new Set([...one.namespaces, ...other.namespaces])].sort();
  const isSilent = one.ports.length === 0 || other.ports.length === 0;
  const ports = isSilent ? [] : [...new Set([...one.ports, ...other.ports])].sort((a, b) => a - b);
  return { ...one, namespaces, ports };
}

function describeWorkload({ name, ports, otelServiceName, kubernetes }: ReportedWorkload): Layer1Workload[] {
  if (kubernetes === null || name === null) return [];
  const { controller, namespaces, container, labels, templated } = kubernetes;
  const release = labels['app.kubernetes.io/instance'] || labels['app.kubernetes.io/name'];
  return [
    {
      controller,
      name: templated ? `*${name}*` : name,
      namespaces,
      container,
      ports: [...new Set(ports)].sort((a, b) => a - b),
      serviceName: otelServiceName ?? (templated ? name : (release ?? name)),
    },
  ];
}

/** The paths of HTTP routes in the form that Beyla takes. */
function routesOf({ routes }: ServiceReport): string[] {
  return [...new Set(routes.flatMap(({ route }) => patternOf(route) ?? []))].sort();
}

/**
 * `GET /users/:id` → `/users/{id}`, `/files/{path...}` → `/files/*`.
 * @returns null for what is no HTTP path, and for patterns that Beyla cannot say
 */
export function patternOf(route: string): string | null {
  const path = /^(?:[A-Z]+ )?(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+)?(\/\S*)$/.exec(route)?.[1];
  if (path === undefined) return null;
  const segments = path.replace(/\{\$\}$/, '').split('/');
  const pattern: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const name = /^(?::(\w+)|\{(\w+)\}|<(?:\w+:)?(\w+)>|\[(\w+)\])$/.exec(segment);
    const rest = /^(?:\*\w*|\{\w+\.\.\.\}|\{\w+:\.[*+]\}|\[\.\.\.\w+\])$/.test(segment);
    const typed = /^(?::(\w+)\(.*\)|\{(\w+):.*\}|:(\w+)\?)$/.exec(segment);
    if (rest && index === segments.length - 1) pattern.push('*');
    else if (name) pattern.push(`{${name[1] ?? name[2] ?? name[3] ?? name[4]}}`);
    else if (typed) pattern.push(`{${typed[1] ?? typed[2] ?? typed[3]}}`);
    else if (/^[\w.~@+-]*$/.test(segment)) pattern.push(segment);
    else return null;
  }
  const joined = pattern.join('/');
  return joined.length > 1 ? joined.replace(/\/$/, '') : '/';
}

function servesOf({ kind, integrations }: ServiceReport): Layer1Service['serves'] {
  if (kind === 'http' || kind === 'grpc') return kind;
  const servers = integrations.filter(({ role }) => role === 'server');
  if (servers.length === 0) return null;
  return servers.some(({ id }) => id.startsWith('grpc')) ? 'grpc' : 'http';
}
