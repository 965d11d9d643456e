import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { INSTALLED } from './installed.js';
import { findProgram, freePort, start } from './process.js';
import type { Server } from './server.js';

const ferretdb = findProgram('ferretdb', join(INSTALLED, 'bin'));

/** FerretDB, which answers MongoDB's protocol; MongoDB itself is in no package registry. */
export const mongodb: Server = {
  name: 'mongodb',
  isInstalled: () => ferretdb !== null,
  async start(directory) {
    const port = await freePort();
    const data = join(directory, 'data');
    mkdirSync(data);
    const server = start({
      program: ferretdb!,
      args: [`127.0.0.1:${port}`, data],
      cwd: directory,
      log: join(directory, 'log'),
    });
    await server.listens(port);
    return {
      open: async (program) => {
        const database = program.replaceAll(/\W/g, '_');
        return { MONGODB_URI: `mongodb://127.0.0.1:${port}/${database}`, MONGODB_DATABASE: database };
      },
      stop: () => server.stop(),
    };
  },
};
