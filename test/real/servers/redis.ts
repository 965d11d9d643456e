import { join } from 'node:path';
import { findProgram, freePort, start } from './process.js';
import type { Server } from './server.js';

const redisServer = findProgram('redis-server');

export const redis: Server = {
  name: 'redis',
  isInstalled: () => redisServer !== null,
  async start(directory) {
    const port = await freePort();
    const server = start({
      program: redisServer!,
      args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      cwd: directory,
      log: join(directory, 'log'),
    });
    await server.listens(port);
    let database = 0;
    return {
      async open() {
        const own = database++;
        return {
          REDIS_ADDR: `127.0.0.1:${port}`,
          REDIS_DB: String(own),
          REDIS_URL: `redis://127.0.0.1:${port}/${own}`,
        };
      },
      stop: () => server.stop(),
    };
  },
};
