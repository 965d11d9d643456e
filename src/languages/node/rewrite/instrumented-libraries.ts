/** The libraries of a service that are instrumented by hooks: these have to find a module of their own, loaded late enough. */
import { packageOf } from '../outline/interest.js';
import type { NodeService } from './node-service.js';

/** Ids of integrations whose library has another name. */
const LIBRARIES: Readonly<Record<string, RegExp>> = {
  'grpc-js-client': /^@grpc\/grpc-js$/,
  'grpc-js-server': /^@grpc\/grpc-js$/,
  nestjs: /^@nestjs\/core$/,
  'aws-sdk-v3': /^@aws-sdk\/client-/,
  koa: /^(?:koa|@koa\/router)$/,
  redis: /^(?:redis|@redis\/client)$/,
  hapi: /^@hapi\/hapi$/,
};
/** Instrumented wherever they are: by channels of Node.js, or by their own telemetry. */
const ANYWHERE = new Set([
  'fetch/undici',
  'undici',
  'fastify',
  'nextjs',
  'http-server',
  'http-client',
  'prisma',
]);

/** Packages of the service that hooks instrument, as imported. */
export function instrumentedLibraries({ program }: Pick<NodeService, 'program'>): string[] {
  const { code, description } = program;
  const patterns = [...new Set(description.sites.map(({ id }) => id))]
    .filter((id) => !ANYWHERE.has(id))
    .map((id) => LIBRARIES[id] ?? new RegExp(`^${id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  const imported = code.files.flatMap((file) =>
    code.graph.edges(file).flatMap(({ external }) => external ?? []),
  );
  return [...new Set(imported.map(packageOf))]
    .filter((name) => patterns.some((one) => one.test(name)))
    .sort();
}
