/** Which npm packages and built-in modules the analysis wants to know about. */
import type { NodeIntegration } from '../../../model/integration.js';

/**
 * Packages that set up OpenTelemetry, whatever the integrations are; a trailing `*` matches any rest. Of other tracers
 * the import alone tells.
 */
export const TELEMETRY_PACKAGES: readonly string[] = [
  '@opentelemetry/*',
  '@vercel/otel',
  '@elastic/opentelemetry-node',
  '@azure/monitor-opentelemetry',
  '@splunk/otel',
  '@honeycombio/opentelemetry-node',
  '@traceloop/node-server-sdk',
];

/** Packages that make a process serve, consume or loop although no integration is about them. */
export const RUNTIME_PACKAGES: readonly string[] = [
  'module',
  '@hono/node-server',
  '@fastify/autoload',
  '@nestjs/*',
  '@apollo/server/*',
  'apollo-server*',
  'graphql-yoga',
  '@koa/router',
  'koa-router',
  'node-cron',
  'cron',
  'node-schedule',
  'agenda',
  'sqs-consumer',
  'express-promise-router',
  '@trpc/server',
  '@trpc/server/*',
];

export interface Interest {
  /** Whether the package of this import specifier is one to look at. */
  includes(specifier: string): boolean;
  /** Whether a name is telling wherever it is imported from, such as the `PrismaClient` of generated code. */
  includesName(name: string): boolean;
}

/** `@scope/name/deep/file` → `@scope/name`; `node:http` → `http`. */
export function packageOf(specifier: string): string {
  const bare = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
  const parts = bare.split('/');
  return bare.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? bare);
}

/** Whether a package name or specifier is the pattern's; a trailing `*` in the pattern matches any rest. */
export function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** The packages of the integrations, of their instrumenters and of telemetry. */
export function createInterest(integrations: readonly NodeIntegration[]): Interest {
  const names = [
    ...TELEMETRY_PACKAGES,
    ...RUNTIME_PACKAGES,
    ...integrations.flatMap((integration) => [
      ...(integration.sites.length === 0 ? [] : integration.packages.map(({ name }) => name)),
      ...integration.sites.flatMap((site) =>
        'module' in site && site.module !== '*' ? [packageOf(site.module)] : [],
      ),
      ...integration.instrumentedBy.map((instrumenter) => instrumenter.package),
    ]),
  ];
  const exact = new Set(names.filter((name) => !name.endsWith('*')));
  const prefixes = [...new Set(names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)))];
  const telling = new Set(
    integrations.flatMap(({ sites }) =>
      sites.flatMap((site) => ('exports' in site && site.module === '*' ? site.exports : [])),
    ),
  );
  const known = new Map<string, boolean>();
  const decide = (specifier: string) => {
    // `next/router`, `next/image` and the like are for pages; `next` itself makes a server.
    if (/^next\/(?!server)/.test(specifier)) return false;
    const name = packageOf(specifier);
    return exact.has(name) || prefixes.some((prefix) => specifier.startsWith(prefix));
  };
  return {
    includesName: (name) => telling.has(name),
    includes(specifier) {
      const cached = known.get(specifier);
      if (cached !== undefined) return cached;
      const answer = decide(specifier);
      known.set(specifier, answer);
      return answer;
    },
  };
}
