/** NestJS names its transports by a constant: which library a microservice or a client proxy uses. */
import type { Role } from '../../../model/scan-report.js';
import type { Value } from '../facts/facts.js';
import type { LinkedCall, Linker } from './linker.js';

export interface TransportUse {
  /** Integration id. */
  id: string;
  role: Role;
}

const LIBRARIES: Readonly<Record<string, { id: string; serves: Role; sends: Role }>> = {
  KAFKA: { id: 'kafkajs', serves: 'consumer', sends: 'producer' },
  RMQ: { id: 'amqplib', serves: 'consumer', sends: 'producer' },
  NATS: { id: 'nats', serves: 'consumer', sends: 'producer' },
  MQTT: { id: 'mqtt', serves: 'consumer', sends: 'producer' },
  REDIS: { id: 'ioredis', serves: 'consumer', sends: 'producer' },
  GRPC: { id: 'grpc-js-server', serves: 'server', sends: 'client' },
};
const SERVES = new Set(['NestFactory.createMicroservice', 'connectMicroservice']);
const SENDS = new Set([
  'ClientsModule.register',
  'ClientsModule.registerAsync',
  'ClientProxyFactory.create',
  'Client',
]);

function transports(value: Value, file: string, linker: Linker, depth = 0): string[] {
  if (depth > 6) return [];
  const inner = (item: Value, from = file) => transports(item, from, linker, depth + 1);
  return linker.resolve(value, file).flatMap(({ value: found, file: at }) => {
    if (found.is === 'list') return found.items.flatMap((item) => inner(item, at));
    if (found.is === 'spread') return inner(found.of, at);
    if (found.is === 'function')
      return inner(linker.facts(at)?.functions[found.fn]?.returns ?? { is: 'unknown' }, at);
    if (found.is !== 'record') return [];
    return found.fields.flatMap(([key, field]) => {
      if (key !== 'transport') return /^(?:useFactory|clients|\.\.\.)$/.test(key) ? inner(field, at) : [];
      return linker
        .resolve(field, at)
        .flatMap(({ value: transport }) => (transport.is === 'module' ? (transport.path.at(-1) ?? []) : []));
    });
  });
}

/** The transports that a call of NestJS's opens. */
export function nestTransports(call: LinkedCall, linker: Linker): TransportUse[] {
  const path = call.targets.flatMap(({ value }) =>
    value.is === 'module' && value.module.startsWith('@nestjs/') ? [value.path.join('.')] : [],
  )[0];
  const isConnect = call.call.method === 'connectMicroservice';
  if (path === undefined && !isConnect) return [];
  const serves = isConnect || SERVES.has(path ?? '');
  if (!serves && !SENDS.has(path ?? '')) return [];
  const names = [...new Set(call.call.args.flatMap((arg) => transports(arg, call.file, linker)))];
  const uses = (names.length === 0 ? ['TCP'] : names).map((name): TransportUse => {
    const library = LIBRARIES[name];
    if (library === undefined) return { id: '@nestjs/microservices', role: serves ? 'server' : 'client' };
    const id = library.id === 'grpc-js-server' && !serves ? 'grpc-js-client' : library.id;
    return { id, role: serves ? library.serves : library.sends };
  });
  return uses;
}
