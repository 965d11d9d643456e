/** The trace of one request to a service, as far as a scan can tell, at each layer. */
import type { ScanReport, ServiceCall, ServiceReport } from '../../model/scan-report.js';
import { isHealthRoute } from '../health-path.js';

const SQL = /sql|gorm|pgx|^pg$|prisma|knex|typeorm|sequelize|^bun$|^ent$/;

/** @returns the lines of a tree; one line at Layer 1 */
export function expectedTrace(
  service: ServiceReport,
  { calls, services }: ScanReport,
  layer: 1 | 2 | 3,
): string[] {
  const root = rootOf(service);
  if (layer === 1) return [root];
  const callees = calls.filter(({ from }) => from === service.name);
  const dependencies = [
    ...dependencyLines(
      service,
      callees.some(({ via }) => via === 'http'),
    ),
    ...callees.map(({ to, via }) =>
      calledLine(
        to,
        via,
        services.find(({ name }) => name === to),
      ),
    ),
  ];
  const functions = layer === 3 ? businessFunctions(service).map(({ name }) => name) : [];
  return [root, ...branches([...functions, ...dependencies])];
}

/** Which route a call takes is only known where there is one to choose. */
function calledLine(to: string, via: ServiceCall['via'], callee: ServiceReport | undefined): string {
  if (via === 'messaging') return `process …  [${to}]`;
  const routes = callee === undefined ? [] : ownRoutes(callee);
  const [only] = routes;
  return only !== undefined && routes.length === 1
    ? `${only}  [${to}]`
    : `${via === 'grpc' ? 'RPC' : 'HTTP'} …  [${to}]`;
}

function ownRoutes({ routes }: ServiceReport): string[] {
  return routes.map(({ route }) => route).filter((route) => !isHealthRoute(route));
}

function rootOf(service: ServiceReport): string {
  const { name, kind, workloads } = service;
  const routes = ownRoutes(service);
  const route = routes.find((one) => /^(?:POST|PUT)/.test(one)) ?? routes[0];
  if (route) return route;
  if (kind === 'job') return `${name} (run of a job)`;
  if (kind === 'worker') return `process message  [${name}]`;
  return workloads.length > 0 ? `request to ${name}` : name;
}

/** Functions of the service that deserve a span: flagged ones, else the best candidates. */
export function businessFunctions({ operations }: ServiceReport): ServiceReport['operations'] {
  const flagged = operations.filter(({ flagged: is }) => is);
  const best = operations.toSorted((a, b) => b.score - a.score).slice(0, MOST_FUNCTIONS);
  return flagged.length > 0 ? flagged : best;
}

const MOST_FUNCTIONS = 5;

function dependencyLines({ integrations }: ServiceReport, callsKnown: boolean): string[] {
  return integrations.flatMap(({ id, role }) => {
    if (role === 'producer') return [`send …  (${id})`];
    if (role !== 'client' || /grpc|kafka|franz|sarama|nats|amqp/.test(id)) return [];
    if (SQL.test(id)) return [`SELECT …, INSERT …  (${id})`];
    if (/redis|memcache/.test(id)) return [`GET, SET, …  (${id})`];
    if (/http|axios|fetch|got|resty/.test(id)) return callsKnown ? [] : [`HTTP …  (${id})`];
    return [`calls  (${id})`];
  });
}

function branches(children: readonly string[]): string[] {
  return children.map((child, index) => `${index === children.length - 1 ? '└── ' : '├── '}${child}`);
}
