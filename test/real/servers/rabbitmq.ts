import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, freePort, start } from './process.js';
import type { Server } from './server.js';

// The one on the PATH changes to an account of its own, whose home is not ours.
const rabbitmqServer = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const epmd = findProgram('epmd');

export const rabbitmq: Server = {
  name: 'rabbitmq',
  isInstalled: () => existsSync(rabbitmqServer) && epmd !== null,
  async start(directory) {
    const [port, distribution, names] = await Promise.all([freePort(), freePort(), freePort()]);
    const log = join(directory, 'log');
    // Erlang would start a daemon for names by itself, and leave it running.
    const nameServer = start({ program: epmd!, args: ['-port', String(names)], log });
    const server = start({
      program: rabbitmqServer,
      args: [],
      log,
      cwd: directory,
      env: {
        HOME: directory,
        ERL_EPMD_PORT: String(names),
        RABBITMQ_NODENAME: 'orders@localhost',
        RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
        RABBITMQ_NODE_PORT: String(port),
        RABBITMQ_DIST_PORT: String(distribution),
        RABBITMQ_MNESIA_BASE: join(directory, 'data'),
        RABBITMQ_LOG_BASE: join(directory, 'logs'),
        RABBITMQ_PID_FILE: join(directory, 'pid'),
        RABBITMQ_ENABLED_PLUGINS_FILE: join(directory, 'plugins'),
        RABBITMQ_CONF_ENV_FILE: join(directory, 'env'),
        RABBITMQ_CONFIG_FILE: join(directory, 'rabbitmq'),
      },
    });
    await server.listens(port);
    return {
      open: async (program) => ({
        AMQP_URL: `amqp://guest:guest@127.0.0.1:${port}/`,
        AMQP_QUEUE: `${program}.orders`,
      }),
      async stop() {
        await server.stop();
        await nameServer.stop();
      },
    };
  },
};
