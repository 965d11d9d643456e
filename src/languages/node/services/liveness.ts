/** Whether a program stays alive to serve or to consume, and what kind of service that makes it. */
import type { FoundSite } from '../../../model/found-service.js';
import type { ServiceKind } from '../../../model/scan-report.js';
import type { LinkedCall } from '../link/linker.js';
import { packageOf } from '../outline/interest.js';
import type { LoadedCode } from '../verdict/loaded-code.js';

export interface Liveness {
  /** Listens for requests. */
  serves: boolean;
  /** Takes messages or jobs from somewhere. */
  consumes: boolean;
  /** Runs again and again by itself: a timer, a schedule, an endless loop. */
  loops: boolean;
}

const SCHEDULERS = new Set([
  'node-cron',
  'cron',
  'node-schedule',
  'agenda',
  '@nestjs/schedule',
  'croner',
  'toad-scheduler',
  'bree',
]);
const SERVERS: readonly (readonly [string, string])[] = [
  ['@hono/node-server', 'serve'],
  ['@apollo/server', 'startStandaloneServer'],
  ['probot', 'run'],
  ['@google-cloud/functions-framework', 'http'],
  ['@google-cloud/functions-framework', 'cloudEvent'],
  ['moleculer', 'start'],
];
const CONSUMING_LIBRARIES = new Set([
  'nats',
  'mqtt',
  'redis',
  'ioredis',
  'amqplib',
  '@google-cloud/pubsub',
  'discord.js',
  '@temporalio/worker',
  'telegraf',
]);

function isServing(call: LinkedCall): boolean {
  const { method, form } = call.call;
  if (form !== 'call') return false;
  const own = call.targets.some(({ value }) => value.is === 'function');
  if (method === 'listen' && !own) return true;
  return (
    call.libraries.some(({ module, path }) =>
      SERVERS.some(([name, member]) => packageOf(module) === name && path.at(-1) === member),
    ) ||
    call.targets.some(
      ({ value }) => value.is === 'global' && /^(?:Bun|Deno)$/.test(value.name) && value.path[0] === 'serve',
    )
  );
}

function isConsuming(call: LinkedCall): boolean {
  const method = call.call.method ?? '';
  return call.libraries.some(
    ({ module, path }) =>
      (CONSUMING_LIBRARIES.has(packageOf(module)) &&
        /^(?:subscribe|pSubscribe|psubscribe|consume|login|launch|run)$/.test(method)) ||
      (packageOf(module) === '@temporalio/worker' && path.at(-1) === 'create'),
  );
}

function isLooping({ targets, call }: LinkedCall): boolean {
  return targets.some(
    ({ value }) =>
      (value.is === 'global' && value.name === 'setInterval' && value.path.length === 0) ||
      (value.is === 'module' && SCHEDULERS.has(packageOf(value.module)) && call.form !== 'extends'),
  );
}

/** What keeps the loaded code alive. Timers count in the entry file and beside it only: libraries have them too. */
export function findLiveness(
  code: LoadedCode,
  sites: readonly FoundSite[],
  entrypoints: readonly string[],
): Liveness {
  const near = new Set(
    entrypoints.flatMap((entry) => [entry, ...code.graph.edges(entry).flatMap(({ file }) => file ?? [])]),
  );
  const loopsIn = (file: string) => (code.linker.facts(file)?.loops.length ?? 0) > 0;
  return {
    serves: code.calls.some(isServing) || sites.some(({ role }) => role === 'server'),
    consumes: sites.some(({ role }) => role === 'consumer') || code.calls.some(isConsuming),
    loops: code.calls.some((call) => near.has(call.file) && isLooping(call)) || [...near].some(loopsIn),
  };
}

const HTTP_SERVERS = new Set([
  'http-server',
  'http2-server',
  'express',
  'fastify',
  'koa',
  'hono',
  'nextjs',
  'hapi',
  'restify',
  'connect',
  'polka',
  'restana',
  'graphql',
  'socket.io',
]);

/** The kind by what it serves first of all. */
export function kindOf(
  code: LoadedCode,
  sites: readonly FoundSite[],
  { serves, consumes, loops }: Liveness,
  name: string,
): ServiceKind {
  const ids = new Set(sites.map(({ id }) => id));
  const listens = code.calls.some(isServing);
  const isWorker = consumes && /worker|consumer|processor|subscriber|listener|queue|job/i.test(name);
  if (isWorker) return 'worker';
  const isGrpc = ids.has('grpc-js-server');
  if ([...ids].some((id) => HTTP_SERVERS.has(id))) return 'http';
  if (
    ids.has('nestjs') &&
    listens &&
    code.calls.some(
      ({ call, targets }) =>
        call.method === 'create' &&
        targets.some(({ value }) => value.is === 'module' && value.module === '@nestjs/core'),
    )
  )
    return 'http';
  if (isGrpc) return 'grpc';
  if (consumes || ids.has('@nestjs/microservices') || ids.has('nestjs')) return 'worker';
  if (serves) return 'http';
  return loops ? 'worker' : 'unknown';
}
