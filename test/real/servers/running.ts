/** Servers are started when the first program asks for them, and stopped after the last. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafka } from './kafka.js';
import { mariadb } from './mariadb.js';
import { mongodb } from './mongodb.js';
import { nats } from './nats.js';
import { postgres } from './postgres.js';
import { rabbitmq } from './rabbitmq.js';
import { redis } from './redis.js';
import { s3 } from './s3.js';
import type { RunningServer, Server } from './server.js';

const SERVERS: readonly Server[] = [postgres, mariadb, redis, kafka, rabbitmq, nats, s3, mongodb];

/**
 * The server of a name.
 *
 * @throws Error for a name that is none of them
 */
export function serverNamed(name: string): Server {
  const server = SERVERS.find((s) => s.name === name);
  if (!server)
    throw new Error(`There is no server \`${name}\`; there are ${SERVERS.map((s) => s.name).join(', ')}.`);
  return server;
}

/** Names of those that this machine lacks. Where all of them must be had (`CI=true`), that is an error. */
export function missingServers(names: readonly string[]): string[] {
  const missing = names.filter((name) => !serverNamed(name).isInstalled());
  if (missing.length > 0 && process.env.CI === 'true')
    throw new Error(`Not installed: ${missing.join(', ')}. Run test/real/servers/install.sh.`);
  return missing;
}

export interface RunningServers {
  /** Environment variables for one program, for all the servers that it needs. */
  open(names: readonly string[], program: string): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

export function runningServers(): RunningServers {
  const root = mkdtempSync(join(tmpdir(), 'instrument-servers-'));
  // Servers that run under accounts of their own have to reach their folders.
  chmodSync(root, 0o755);
  const running = new Map<string, Promise<RunningServer>>();
  const started = (name: string) => {
    const known = running.get(name);
    if (known) return known;
    const directory = join(root, name);
    mkdirSync(directory);
    const server = serverNamed(name).start(directory);
    running.set(name, server);
    return server;
  };
  return {
    async open(names, program) {
      const servers = await Promise.all(names.map(started));
      const environments = await Promise.all(servers.map((server) => server.open(program)));
      return Object.assign({}, ...environments) as Record<string, string>;
    },
    async stop() {
      const servers = await Promise.allSettled(running.values());
      await Promise.all(servers.map((s) => (s.status === 'fulfilled' ? s.value.stop() : undefined)));
      rmSync(root, { recursive: true, force: true });
    },
  };
}
