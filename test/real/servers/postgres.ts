import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ORDERS_SQL } from './orders-sql.js';
import { findProgram, freePort, identity, start } from './process.js';
import type { Server } from './server.js';

const DEBIAN = '/usr/lib/postgresql';
const folders = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
const initdb = findProgram('initdb', ...folders);
const postgresd = findProgram('postgres', ...folders);
const psql = findProgram('psql', ...folders);

export const postgres: Server = {
  name: 'postgres',
  isInstalled: () => initdb !== null && postgresd !== null && psql !== null,
  async start(directory) {
    const account = identity('postgres');
    if (account.uid !== undefined) chownSync(directory, account.uid, account.gid!);
    const data = join(directory, 'data');
    execFileSync(
      initdb!,
      ['--pgdata', data, '--username', 'orders', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
      { cwd: directory, stdio: 'pipe', ...account },
    );
    const port = await freePort();
    const settings = [
      ...['listen_addresses=127.0.0.1', `unix_socket_directories=${directory}`, 'fsync=off'],
      // Programs with pools that know no limit get hundreds of calls at once.
      'max_connections=500',
    ];
    const server = start({
      program: postgresd!,
      args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      cwd: directory,
      log: join(directory, 'log'),
      account: 'postgres',
    });
    await server.listens(port);
    const urlOf = (database: string) =>
      `postgres://orders:orders@127.0.0.1:${port}/${database}?sslmode=disable`;
    const run = (database: string, sql: string) =>
      execFileSync(psql!, ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', urlOf(database)], {
        input: sql,
        stdio: 'pipe',
      });
    return {
      async open(program) {
        const database = `real_${program.replaceAll(/\W/g, '_')}`;
        run('postgres', `CREATE DATABASE ${database};`);
        run(database, ORDERS_SQL);
        return { DATABASE_URL: urlOf(database) };
      },
      // A fast shutdown, which waits for no connection.
      stop: () => server.stop('SIGINT'),
    };
  },
};
