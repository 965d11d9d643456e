/** What a service serves: HTTP routes, RPC methods and message handlers, with the functions that handle them. */
import type { FunctionFact, Value } from '../facts/facts.js';
import type { Linked, LinkedCall } from '../link/linker.js';
import { matchesName, packageOf } from '../outline/interest.js';
import type { LoadedCode } from '../verdict/loaded-code.js';

export interface FoundRoute {
  /** Empty where it is not known, or there is none, as for server actions. */
  route: string;
  file: string;
  line: number;
  handlers: readonly Linked[];
  /** Called by code of the same process, through a bus of commands: no span of a server or consumer is around it. */
  isInProcess?: true;
}

const VERBS: Readonly<Record<string, string>> = {
  ...{
    get: 'GET',
    post: 'POST',
    put: 'PUT',
    patch: 'PATCH',
    delete: 'DELETE',
    del: 'DELETE',
    all: 'ALL',
    options: 'OPTIONS',
    head: 'HEAD',
  },
};
const SERVERS = [
  'express',
  'fastify',
  'koa-router',
  '@koa/router',
  'hono',
  '@hono/*',
  'restify',
  'polka',
  'restana',
  'find-my-way',
  'express-promise-router',
  'connect',
  'h3',
  'router',
  '@hapi/hapi',
  'itty-router',
];
const NEST_VERBS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Options', 'Head']);
const NEST_HANDLERS = new Set([
  'GrpcMethod',
  'GrpcStreamMethod',
  'MessagePattern',
  'EventPattern',
  'Query',
  'Mutation',
  'Subscription',
  'SubscribeMessage',
  'RabbitSubscribe',
  'RabbitRPC',
  'Process',
  'Cron',
  'Interval',
]);
/** Calls that take a handler of messages or jobs. */
const MESSAGE_METHODS = new Set([
  'run',
  'consume',
  'subscribe',
  'process',
  'on',
  'mutation',
  'query',
  'eachMessage',
]);

const textIn = (value: Value | undefined): string | null => (value?.is === 'text' ? value.text : null);

function fieldText(value: Value | undefined, ...names: string[]): string | null {
  if (value?.is !== 'record') return null;
  for (const [key, field] of value.fields) if (names.includes(key) && field.is === 'text') return field.text;
  return null;
}

function joinRoute(...parts: (string | null)[]): string {
  return `/${parts
    .map((part) => (part ?? '').replace(/^\/|\/$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
}

/** Functions among the arguments, also inside lists and records such as `{ handler }`. */
export function handlersIn(args: readonly Value[], call: LinkedCall, code: LoadedCode): Linked[] {
  const search = (value: Value, file: string, depth: number): Linked[] => {
    if (depth > 3) return [];
    if (value.is === 'list') return value.items.flatMap((item) => search(item, file, depth + 1));
    if (value.is === 'record') return value.fields.flatMap(([, field]) => search(field, file, depth + 1));
    return code.linker.resolve(value, file).flatMap((linked) => {
      if (linked.value.is === 'function') return [linked];
      return linked.value.is === 'record' || linked.value.is === 'list'
        ? search(linked.value, linked.file, depth + 1)
        : [];
    });
  };
  return args.flatMap((arg) => search(arg, call.file, 0));
}

function servesHttp(call: LinkedCall): boolean {
  const libraries = call.libraries;
  if (libraries.length > 0)
    return libraries.some(({ module }) => SERVERS.some((name) => matchesName(name, packageOf(module))));
  return !call.targets.some(({ value }) => value.is === 'function' || value.is === 'global');
}

function httpRoute(call: LinkedCall, code: LoadedCode): FoundRoute | null {
  const { method, args, form, line } = call.call;
  if (form !== 'call' || method === null) return null;
  const place = { file: call.file, line };
  if (method === 'route' && args[0]?.is === 'record') {
    const path = fieldText(args[0], 'url', 'path');
    if (path === null) return null;
    const verb = fieldText(args[0], 'method') ?? 'ALL';
    return { route: `${verb.toUpperCase()} ${path}`, ...place, handlers: handlersIn(args, call, code) };
  }
  const verb = VERBS[method];
  const path = textIn(args[0]);
  if (verb === undefined || path === null || !/^[/*:]/.test(path) || args.length < 2 || !servesHttp(call))
    return null;
  return { route: `${verb} ${path}`, ...place, handlers: handlersIn(args.slice(1), call, code) };
}

/** `router.route('/orders').get(list).post(create)`: the path stands at the beginning of the chain, unseen from here. */
function chainedHandlers(call: LinkedCall, code: LoadedCode): FoundRoute[] {
  const { method, args, form, line } = call.call;
  if (form !== 'call' || method === null || VERBS[method] === undefined || !servesHttp(call)) return [];
  if (!call.libraries.some(({ path }) => path.includes('route'))) return [];
  return [{ route: '', file: call.file, line, handlers: handlersIn(args, call, code) }];
}

function nestRoute(call: LinkedCall, prefixes: ReadonlyMap<number, string>): FoundRoute | null {
  const { form, on, args, line } = call.call;
  if (form !== 'decorator' || on === undefined || on.fn < 0) return null;
  const name = call.libraries
    .filter(({ module }) => /nestjs/.test(module))
    .map(({ path }) => path.at(-1) ?? '')[0];
  if (name === undefined) return null;
  const handlers: Linked[] = [{ value: { is: 'function', fn: on.fn }, file: call.file }];
  const place = { file: call.file, line, handlers };
  const first = textIn(args[0]) ?? fieldText(args[0], 'path', 'cmd', 'name');
  if (NEST_VERBS.has(name))
    return { route: `${name.toUpperCase()} ${joinRoute(prefixes.get(on.class) ?? null, first)}`, ...place };
  if (!NEST_HANDLERS.has(name)) return null;
  return {
    route: [name, first ?? '', textIn(args[1]) ?? ''].filter((part) => part !== '').join(' '),
    ...place,
  };
}

function controllerPrefixes(calls: readonly LinkedCall[]): ReadonlyMap<string, Map<number, string>> {
  const found = new Map<string, Map<number, string>>();
  for (const call of calls) {
    const { form, on, args } = call.call;
    if (form !== 'decorator' || on === undefined || on.fn >= 0) continue;
    if (!call.libraries.some(({ path }) => path.at(-1) === 'Controller')) continue;
    const own = found.get(call.file) ?? new Map<number, string>();
    own.set(on.class, textIn(args[0]) ?? fieldText(args[0], 'path') ?? '');
    found.set(call.file, own);
  }
  return found;
}

function grpcRoutes(call: LinkedCall, code: LoadedCode): FoundRoute[] {
  const { method, args, line } = call.call;
  if (method !== 'addService' || args[1] === undefined) return [];
  const path =
    args[0]?.is === 'module' ? args[0].path.filter((part) => part !== 'service' && part !== '()') : [];
  const service = path.at(-1) ?? 'Service';
  return code.linker.resolve(args[1], call.file).flatMap(({ value, file }) => {
    if (value.is !== 'record') return [];
    return value.fields.map(([name, field]) => ({
      route: `${service}/${name}`,
      file: call.file,
      line,
      handlers: code.linker.resolve(field, file),
    }));
  });
}

function messageHandlers(call: LinkedCall, code: LoadedCode): FoundRoute[] {
  const { method, form, args, line } = call.call;
  const library = call.libraries[0]?.module;
  const isWorker = form === 'new' && library !== undefined && /^(?:bullmq|sqs-consumer)$/.test(library);
  const takes =
    form === 'call' &&
    method !== null &&
    MESSAGE_METHODS.has(method) &&
    !(method === 'on' && library === undefined);
  if (!isWorker && !takes) return [];
  const handlers = handlersIn(args, call, code);
  if (handlers.length === 0) return [];
  const topic = textIn(args[0]) ?? '';
  return [
    {
      route: [library ?? '', method ?? 'process', topic].filter((part) => part !== '').join(' '),
      file: call.file,
      line,
      handlers,
    },
  ];
}

const CQRS = /^(?:CommandHandler|QueryHandler|EventsHandler)$/;

/** `@CommandHandler(CreateOrder)` classes are called by a bus: their `execute` or `handle`. */
function busHandlers(call: LinkedCall, code: LoadedCode): FoundRoute[] {
  const { form, on, line } = call.call;
  if (form !== 'decorator' || on === undefined || on.fn >= 0) return [];
  const name = call.libraries.find(({ path }) => CQRS.test(path.at(-1) ?? ''))?.path.at(-1);
  if (name === undefined) return [];
  const instance: Linked = { value: { is: 'instance', class: on.class }, file: call.file };
  const handlers = ['execute', 'handle'].flatMap((method) => code.linker.step(instance, method));
  return [{ route: name, file: call.file, line, handlers, isInProcess: true }];
}

interface FoundRoutes {
  shown: FoundRoute[];
  handlers: FoundRoute[];
}

const routesOf = new WeakMap<LoadedCode, FoundRoutes>();

/** Everything that the loaded code serves; `shown` leaves out handlers that have no route to show. */
export function findRoutes(code: LoadedCode): FoundRoutes {
  const known = routesOf.get(code) ?? readRoutes(code);
  routesOf.set(code, known);
  return known;
}

function readRoutes(code: LoadedCode): FoundRoutes {
  const prefixes = controllerPrefixes(code.calls);
  const shown: FoundRoute[] = [];
  const handlers: FoundRoute[] = [];
  for (const call of code.calls) {
    const route = httpRoute(call, code) ?? nestRoute(call, prefixes.get(call.file) ?? new Map());
    if (route !== null) shown.push(route);
    shown.push(...grpcRoutes(call, code));
    if (route === null)
      handlers.push(
        ...chainedHandlers(call, code),
        ...messageHandlers(call, code),
        ...busHandlers(call, code),
      );
  }
  return { shown, handlers: [...shown, ...handlers] };
}

/** A function's name for people: `PaymentService.charge`. */
export function qualifiedName({ name, owner }: FunctionFact): string {
  return owner === '' ? name : `${owner}.${name}`;
}
