/** Compares what should arrive, by the scan, with what the back ends of each tenant hold. */
import { EXCLUDED_NAMESPACES } from '#codemods/beyla/versions.js';
import { toolVersion } from '../../config/tool-version.js';
import { ARRIVAL_SCHEMA_VERSION, type ArrivalReport, type ArrivalState } from '../../model/arrival-report.js';
import type { Layer1Service } from '../../model/layer1.js';

/** Names of services that a tenant's back ends know; null for a back end that was not asked. */
export interface Held {
  traces: ReadonlySet<string> | null;
  metrics: ReadonlySet<string> | null;
}

export interface TenantMap {
  /** Namespace → tenant. */
  tenants: Readonly<Record<string, string>>;
  defaultTenant: string | null;
}

/** Every tenant that has to be asked; null stands for back ends without tenants. */
export function tenantsToAsk({ tenants, defaultTenant }: TenantMap): (string | null)[] {
  const named = [...new Set(Object.values(tenants))].sort();
  if (named.length === 0) return [defaultTenant];
  return [...named, ...(defaultTenant === null ? [] : [defaultTenant])];
}

/** @param held by tenant, as `tenantsToAsk` gives them */
export function judgeArrival(
  services: readonly Layer1Service[],
  map: TenantMap,
  held: ReadonlyMap<string | null, Held>,
): ArrivalReport {
  const expected = services.flatMap((service) => expectedOf(service, map));
  return {
    schemaVersion: ARRIVAL_SCHEMA_VERSION,
    tool: { name: 'instrument', version: toolVersion() },
    services: expected.map(({ name, telemetryName, tenant, namespaces }) => {
      const own = held.get(tenant);
      const traces = stateOf(own?.traces, telemetryName);
      const metrics = stateOf(own?.metrics, telemetryName);
      const complete = traces !== 'missing' && metrics !== 'missing';
      const hints = complete ? [] : hintsFor(telemetryName, namespaces, tenant, held);
      return { name, telemetryName, tenant, traces, metrics, hints };
    }),
    strays: straysOf(expected, held),
  };
}

interface Expected {
  name: string;
  telemetryName: string;
  tenant: string | null;
  namespaces: readonly string[];
}

/** A service in namespaces of several tenants is expected in each. */
function expectedOf({ name, workloads }: Layer1Service, { tenants, defaultTenant }: TenantMap): Expected[] {
  const found = new Map<string, Expected>();
  const places =
    workloads.length > 0 ? workloads : [{ serviceName: name, namespaces: [] as readonly string[] }];
  for (const { serviceName, namespaces } of places)
    for (const namespace of namespaces.length > 0 ? namespaces : [null]) {
      const tenant = (namespace === null ? undefined : tenants[namespace]) ?? defaultTenant;
      const key = `${serviceName}\0${tenant}`;
      const known = found.get(key);
      const all = [...(known?.namespaces ?? []), ...(namespace === null ? [] : [namespace])];
      found.set(key, { name, telemetryName: serviceName, tenant, namespaces: all });
    }
  return [...found.values()];
}

function stateOf(known: ReadonlySet<string> | null | undefined, name: string): ArrivalState {
  return known === null || known === undefined ? 'unasked' : known.has(name) ? 'arrived' : 'missing';
}

function hintsFor(
  name: string,
  namespaces: readonly string[],
  tenant: string | null,
  held: ReadonlyMap<string | null, Held>,
): string[] {
  const own = held.get(tenant);
  const isEmpty = (own?.traces?.size ?? 0) === 0 && (own?.metrics?.size ?? 0) === 0;
  const elsewhere = [...held].filter(
    ([other, { traces, metrics }]) => other !== tenant && (traces?.has(name) || metrics?.has(name)),
  );
  return [
    ...elsewhere.map(
      ([other]) =>
        `it is under the tenant \`${other}\`: look at \`layer1.tenants\` and the gateway's filters`,
    ),
    ...(isEmpty ? ['nothing at all has arrived for this tenant: look at the gateway and its exporters'] : []),
    ...namespaces
      .filter((namespace) => EXCLUDED_NAMESPACES.test(namespace))
      .map((namespace) => `Beyla leaves out the namespace \`${namespace}\` by default`),
    ...(namespaces.length === 0
      ? ['no manifest of this repository starts it, so its name in telemetry is a guess']
      : []),
    ...(elsewhere.length === 0 && !isEmpty
      ? [
          'it has had no traffic in this time, or Beyla does not see its process: look at `beyla_instrumented_processes`',
        ]
      : []),
  ];
}

function straysOf(
  expected: readonly Expected[],
  held: ReadonlyMap<string | null, Held>,
): ArrivalReport['strays'] {
  const homes = new Map<string, Set<string | null>>();
  for (const { telemetryName, tenant } of expected)
    homes.set(telemetryName, (homes.get(telemetryName) ?? new Set()).add(tenant));
  return [...held].flatMap(([tenant, { traces, metrics }]) =>
    (
      [
        ['traces', traces],
        ['metrics', metrics],
      ] as const
    ).flatMap(([signal, names]) =>
      [...(names ?? [])]
        .filter((name) => tenant !== null && homes.get(name)?.has(tenant) === false)
        .map((service) => ({ service, tenant: tenant ?? '', signal })),
    ),
  );
}
