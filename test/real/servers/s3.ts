import { join } from 'node:path';
import { INSTALLED } from './installed.js';
import { findProgram, freePort, start } from './process.js';
import type { Server } from './server.js';

const gofakes3 = findProgram('gofakes3', join(INSTALLED, 'bin'));

/** S3's protocol, kept in memory; AWS itself is not to be had. */
export const s3: Server = {
  name: 's3',
  isInstalled: () => gofakes3 !== null,
  async start(directory) {
    const port = await freePort();
    const server = start({
      program: gofakes3!,
      args: ['-backend', 'memory', '-host', `127.0.0.1:${port}`, '-autobucket'],
      log: join(directory, 'log'),
    });
    await server.listens(port);
    return {
      open: async (program) => ({
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'orders',
        AWS_SECRET_ACCESS_KEY: 'orders-secret',
        BUCKET: `${program}-orders`,
      }),
      stop: () => server.stop(),
    };
  },
};
