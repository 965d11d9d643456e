import { join } from 'node:path';
import { INSTALLED } from './installed.js';
import { findProgram, freePort, start } from './process.js';
import type { Server } from './server.js';

const natsServer = findProgram('nats-server', join(INSTALLED, 'bin'));

export const nats: Server = {
  name: 'nats',
  isInstalled: () => natsServer !== null,
  async start(directory) {
    const port = await freePort();
    const server = start({
      program: natsServer!,
      args: [
        '--addr',
        '127.0.0.1',
        '--port',
        String(port),
        '--jetstream',
        '--store_dir',
        join(directory, 'data'),
      ],
      log: join(directory, 'log'),
    });
    await server.listens(port);
    return {
      open: async (program) => ({ NATS_URL: `nats://127.0.0.1:${port}`, NATS_SUBJECT: `${program}.orders` }),
      stop: () => server.stop(),
    };
  },
};
