/**
 * Versions that go together. OpenTelemetry for Node.js has two lines: 2.x runs on Node.js 18.19 and 20.6, 3.x needs 22.15.
 * Within a line the packages are released in step: the ranges below are those that auto-instrumentations-node 0.81.2 and
 * 0.82.0 ask for. The programs of fixtures/real/node run on line 2.x, with the instrumentations of amqplib, aws-sdk,
 * express, fastify, graphql, grpc, http, ioredis, kafkajs, koa, mongodb, mongoose, mysql, mysql2, nestjs-core, pg, redis and
 * undici, with bullmq-otel and Prisma's. Of line 3.x those of express, http, pg and undici were run once by hand (ES modules,
 * Node.js 22.23). Other ranges are taken on trust.
 *
 * The application's `@opentelemetry/api` must not be newer than the one that the SDK takes: with a newer minor the SDK and
 * the application each have a provider of their own, and every span is silently lost.
 */
import { intersects, minVersion, type SemVer, satisfies, validRange } from 'semver';
import type { ChooseNodeVersions, NodeTarget, NodeVersions } from '#src/model/node-instrumentation.js';

/** Package → range in line 2.x, range in line 3.x; null where the line has none. */
const RANGES: Readonly<Record<string, readonly [string, string | null]>> = {
  '@opentelemetry/api': ['~1.9.1', '~1.10.0'],
  '@opentelemetry/core': ['^2.12.0', '^3.0.0'],
  '@opentelemetry/resources': ['^2.12.0', '^3.0.0'],
  '@opentelemetry/sdk-node': ['^0.223.0', '^0.300.0'],
  '@opentelemetry/instrumentation': ['^0.223.0', '^0.300.0'],
  '@opentelemetry/instrumentation-amqplib': ['^0.70.0', '^0.71.0'],
  '@opentelemetry/instrumentation-aws-sdk': ['^0.78.0', '^0.79.0'],
  '@opentelemetry/instrumentation-cassandra-driver': ['^0.68.0', '^0.69.0'],
  '@opentelemetry/instrumentation-connect': ['^0.66.0', '^0.67.0'],
  '@opentelemetry/instrumentation-express': ['^0.71.1', '^0.72.0'],
  '@opentelemetry/instrumentation-graphql': ['^0.71.0', '^0.72.0'],
  '@opentelemetry/instrumentation-grpc': ['^0.223.0', '^0.300.0'],
  '@opentelemetry/instrumentation-hapi': ['^0.69.0', '^0.70.0'],
  '@opentelemetry/instrumentation-http': ['^0.223.0', '^0.300.0'],
  '@opentelemetry/instrumentation-ioredis': ['^0.71.0', '^0.72.0'],
  '@opentelemetry/instrumentation-kafkajs': ['^0.32.0', '^0.33.0'],
  '@opentelemetry/instrumentation-knex': ['^0.67.0', '^0.68.0'],
  '@opentelemetry/instrumentation-koa': ['^0.71.0', '^0.72.0'],
  '@opentelemetry/instrumentation-memcached': ['^0.66.0', '^0.67.0'],
  '@opentelemetry/instrumentation-mongodb': ['^0.76.0', '^0.77.0'],
  '@opentelemetry/instrumentation-mongoose': ['^0.69.0', '^0.70.0'],
  '@opentelemetry/instrumentation-mysql': ['^0.69.1', '^0.70.0'],
  '@opentelemetry/instrumentation-mysql2': ['^0.69.0', '^0.70.0'],
  '@opentelemetry/instrumentation-nestjs-core': ['^0.70.0', '^0.71.0'],
  '@opentelemetry/instrumentation-openai': ['^0.21.0', '^0.22.0'],
  '@opentelemetry/instrumentation-oracledb': ['^0.48.0', '^0.49.0'],
  '@opentelemetry/instrumentation-pg': ['^0.76.0', '^0.77.0'],
  '@opentelemetry/instrumentation-redis': ['^0.71.0', '^0.72.0'],
  '@opentelemetry/instrumentation-restify': ['^0.68.0', '^0.69.0'],
  '@opentelemetry/instrumentation-socket.io': ['^0.70.0', '^0.71.0'],
  '@opentelemetry/instrumentation-tedious': ['^0.42.0', '^0.43.0'],
  '@opentelemetry/instrumentation-undici': ['^0.33.0', '^0.34.0'],
  '@opentelemetry/instrumentation-sequelize': ['^0.15.0', null],
  '@opentelemetry/instrumentation-typeorm': ['^0.22.0', null],
  '@fastify/otel': ['^0.21.2', '^0.21.2'],
  '@hono/otel': ['^1.1.2', '^1.1.2'],
};

/** Released with the library that it instruments. */
const AS_LIBRARY: Readonly<Record<string, string>> = { '@prisma/instrumentation': '@prisma/client' };

/** Whose range follows the major version of the library that it is given to. */
const BY_LIBRARY: Readonly<Record<string, { library: string; ranges: readonly [string, string][] }>> = {
  'bullmq-otel': {
    library: 'bullmq',
    ranges: [
      ['^5.0.0', '^1.3.1'],
      ['^6.0.0', '^2.0.1'],
    ],
  },
};

const RUNS_ON = ['^18.19.0 || >=20.6.0', '>=22.15.0'] as const;

export const chooseNodeVersions: ChooseNodeVersions = (target) => {
  const { engines, pinned, present } = target;
  const old = pinned.find((version) => !satisfies(version, RUNS_ON[0]));
  if (old !== undefined) return `The service runs on Node.js ${old}; OpenTelemetry needs ${RUNS_ON[0]}.`;
  if (engines !== null && !intersects(engines, RUNS_ON[0]))
    return `\`engines.node\` is \`${engines}\`; OpenTelemetry needs ${RUNS_ON[0]}.`;
  const api = present.get('@opentelemetry/api');
  const floor = api === undefined || validRange(api) === null ? null : minVersion(api);
  if (floor !== null && satisfies(floor, '>=1.11.0'))
    return `\`@opentelemetry/api\` ${api} is newer than 1.10, the last that is known here.`;
  const sdk = presentSdk(present);
  if (sdk !== null && satisfies(sdk, '<0.200.0'))
    return `\`@opentelemetry/sdk-node\` ${sdk} is of the SDK's 1.x line, and what is known here is of 2.x and 3.x.`;
  const asksForNew =
    sdk === null ? floor !== null && satisfies(floor, '>=1.10.0') : satisfies(sdk, '>=0.300.0');
  const canBeNew = isAlwaysNew(target);
  if (asksForNew && !canBeNew)
    return `\`@opentelemetry/api\` ${api} needs the SDK 3.x, and that needs Node.js ${RUNS_ON[1]}, which \`engines.node\`, images or version files do not promise.`;
  const line = asksForNew || (canBeNew && floor === null && sdk === null) ? 1 : 0;
  return versionsOf(line, present);
};

/** The lowest version that the range of the SDK which is there allows; null without one. */
function presentSdk(present: ReadonlyMap<string, string>): SemVer | null {
  const range = present.get('@opentelemetry/sdk-node') ?? null;
  return range === null || validRange(range) === null ? null : minVersion(range);
}

/** Whether whatever runs the service is new enough for line 3.x, and something says so. */
function isAlwaysNew({ engines, pinned }: NodeTarget): boolean {
  const floor = engines === null ? null : minVersion(engines);
  if (floor !== null && !satisfies(floor, RUNS_ON[1])) return false;
  return (floor !== null || pinned.length > 0) && pinned.every((version) => satisfies(version, RUNS_ON[1]));
}

function versionsOf(line: 0 | 1, present: ReadonlyMap<string, string>): NodeVersions {
  return {
    rangeOf(name) {
      const library = AS_LIBRARY[name];
      if (library !== undefined) return present.get(library) ?? null;
      return RANGES[name]?.[line] ?? rangeByLibrary(name, present);
    },
  };
}

function rangeByLibrary(name: string, present: ReadonlyMap<string, string>): string | null {
  const known = BY_LIBRARY[name];
  const used = known === undefined ? undefined : present.get(known.library);
  if (known === undefined || used === undefined || validRange(used) === null) return null;
  const lowest = minVersion(used);
  return known.ranges.find(([of]) => lowest !== null && satisfies(lowest, of))?.[1] ?? null;
}
