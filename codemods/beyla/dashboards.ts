/** Grafana dashboards: one for all services, one for each. Plain JSON, schema version 39 (Grafana 10 and later). */
import type { BundleFile, Layer1Service } from '#src/model/layer1.js';
import { redQueries, type Served } from './red-queries.js';
import { metricNames } from './versions.js';
import { yamlBlock } from './yaml-block.js';

/** Tag by which a later run knows a dashboard as its own. */
export const DASHBOARD_TAG = 'generated-by-instrument';

const WINDOW = '$__rate_interval';
const WIDTH = 24;
const HEIGHT = 8;
const SOURCE = { type: 'prometheus', uid: '${datasource}' };

type Unit = 'reqps' | 'percentunit' | 's';

interface Panel {
  title: string;
  unit: Unit;
  /** Expression and legend. */
  targets: readonly (readonly [string, string])[];
}

/** The services of a company beside each other. */
export function overviewDashboard(): BundleFile {
  const panels = (['http', 'grpc'] as const).flatMap((served): Panel[] => {
    const red = redQueries(served, 'service_namespace=~"$namespace"', WINDOW, ['service_name']);
    const kind = served === 'http' ? 'HTTP' : 'gRPC';
    return [
      { title: `${kind} requests by service`, unit: 'reqps', targets: [[red.rate, '{{service_name}}']] },
      {
        title: `${kind} errors by service`,
        unit: 'percentunit',
        targets: [[red.errors, '{{service_name}}']],
      },
      {
        title: `${kind} duration by service, 95th percentile`,
        unit: 's',
        targets: [[red.duration(0.95), '{{service_name}}']],
      },
    ];
  });
  return dashboard(
    'grafana/dashboards/overview.json',
    'instrument-overview',
    'Services: rate, errors, duration',
    panels,
    [
      {
        name: 'namespace',
        type: 'query',
        datasource: SOURCE,
        query: `label_values(${metricNames.httpServer}_count, service_namespace)`,
        includeAll: true,
        multi: true,
        allValue: '.*',
        current: { text: 'All', value: '$__all' },
      },
    ],
  );
}

export function serviceDashboard(service: Layer1Service): BundleFile {
  const selector = selectorOf(service);
  const served: Served[] =
    service.serves === 'grpc' ? ['grpc'] : service.serves === 'http' ? ['http'] : ['http', 'grpc'];
  const panels = [...served.flatMap((one) => servedPanels(one, selector)), ...calledPanels(selector)];
  const slug = service.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return dashboard(
    `grafana/dashboards/${slug}.json`,
    `instrument-${slug}`.slice(0, 40),
    `${service.name}: rate, errors, duration`,
    panels,
    [],
  );
}

function selectorOf({ name, workloads }: Layer1Service): string {
  const names = [...new Set(workloads.map(({ serviceName }) => serviceName))];
  const namespaces = [...new Set(workloads.flatMap((workload) => workload.namespaces))];
  const matcher = (label: string, values: readonly string[]) =>
    values.length === 1 ? `${label}="${values[0]}"` : `${label}=~"${values.join('|')}"`;
  return [
    matcher('service_name', names.length === 0 ? [name] : names),
    ...(namespaces.length === 0 ? [] : [matcher('service_namespace', namespaces)]),
  ].join(', ');
}

function servedPanels(served: Served, selector: string): Panel[] {
  const all = redQueries(served, selector, WINDOW, ['service_name']);
  const each = redQueries(served, selector, WINDOW, [all.operation]);
  const legend = `{{${all.operation}}}`;
  const kind = served === 'http' ? 'HTTP' : 'gRPC';
  return [
    { title: `${kind} requests`, unit: 'reqps', targets: [[each.rate, legend]] },
    { title: `${kind} errors`, unit: 'percentunit', targets: [[each.errors, legend]] },
    {
      title: `${kind} duration`,
      unit: 's',
      targets: [0.5, 0.95, 0.99].map((quantile) => [all.duration(quantile), `p${quantile * 100}`] as const),
    },
  ];
}

/** What it waits for. */
function calledPanels(selector: string): Panel[] {
  const p95 = (metric: string, label: string): readonly [string, string] => [
    `histogram_quantile(0.95, sum by (${label}, le) (rate(${metric}_bucket{${selector}}[${WINDOW}])))`,
    `{{${label}}}`,
  ];
  return [
    {
      title: 'Calls to other services, 95th percentile',
      unit: 's',
      targets: [p95(metricNames.httpClient, 'server_address'), p95(metricNames.rpcClient, 'rpc_method')],
    },
    {
      title: 'Database operations, 95th percentile',
      unit: 's',
      targets: [p95(metricNames.database, 'db_operation_name')],
    },
    {
      title: 'Messages sent and handled, 95th percentile',
      unit: 's',
      targets: [
        p95(metricNames.messagePublish, 'messaging_destination_name'),
        p95(metricNames.messageProcess, 'messaging_destination_name'),
      ],
    },
  ];
}

function dashboard(
  path: string,
  uid: string,
  title: string,
  panels: readonly Panel[],
  variables: readonly unknown[],
): BundleFile {
  const perRow = 3;
  const value = {
    uid,
    title,
    tags: [DASHBOARD_TAG],
    schemaVersion: 39,
    editable: true,
    refresh: '1m',
    time: { from: 'now-1h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', current: {} }, ...variables],
    },
    panels: panels.map(({ title, unit, targets }, index) => ({
      id: index + 1,
      type: 'timeseries',
      title,
      datasource: SOURCE,
      gridPos: {
        h: HEIGHT,
        w: WIDTH / perRow,
        x: (index % perRow) * (WIDTH / perRow),
        y: Math.floor(index / perRow) * HEIGHT,
      },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: targets.map(([expr, legendFormat], target) => ({
        refId: String.fromCharCode('A'.charCodeAt(0) + target),
        datasource: SOURCE,
        expr,
        legendFormat,
      })),
    })),
  };
  return { path, kind: 'whole', text: `${JSON.stringify(value, null, 2)}\n` };
}

/** Files that tell Grafana where the dashboards are. */
export function provisioning(): BundleFile {
  const value = {
    apiVersion: 1,
    providers: [
      {
        name: 'instrument',
        folder: 'Services',
        type: 'file',
        options: { path: '/var/lib/grafana/dashboards/instrument' },
      },
    ],
  };
  return {
    path: 'grafana/provisioning/dashboards.yaml',
    kind: 'blocks',
    comment: '#',
    blocks: [yamlBlock('dashboards', value)],
  };
}
