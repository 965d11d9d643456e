import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { ORDERS_SQL } from './orders-sql.js';
import { findProgram, freePort, identity, start } from './process.js';
import type { Server } from './server.js';

const mariadbd = findProgram('mariadbd', '/usr/sbin');
const install = findProgram('mariadb-install-db');
const client = findProgram('mariadb');

export const mariadb: Server = {
  name: 'mariadb',
  isInstalled: () => mariadbd !== null && install !== null && client !== null,
  async start(directory) {
    const account = identity('mysql');
    if (account.uid !== undefined) chownSync(directory, account.uid, account.gid!);
    const data = join(directory, 'data');
    execFileSync(
      install!,
      ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', `--datadir=${data}`],
      { cwd: directory, stdio: 'pipe', ...account },
    );
    const port = await freePort();
    const server = start({
      program: mariadbd!,
      args: [
        '--no-defaults',
        `--datadir=${data}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${join(directory, 'socket')}`,
        `--pid-file=${join(directory, 'pid')}`,
        '--innodb-flush-log-at-trx-commit=0',
      ],
      cwd: directory,
      log: join(directory, 'log'),
      account: 'mysql',
    });
    await server.listens(port);
    const run = (sql: string, ...flags: string[]) =>
      execFileSync(
        client!,
        ['--no-defaults', '--host=127.0.0.1', `--port=${port}`, '--user=root', ...flags],
        {
          input: sql,
          stdio: 'pipe',
        },
      );
    return {
      async open(program) {
        const database = `real_${program.replaceAll(/\W/g, '_')}`;
        run(`CREATE DATABASE ${database}; CREATE USER IF NOT EXISTS orders IDENTIFIED BY 'orders';
          GRANT ALL ON ${database}.* TO orders;`);
        run(ORDERS_SQL, database);
        return {
          MYSQL_DSN: `orders:orders@tcp(127.0.0.1:${port})/${database}`,
          MYSQL_URL: `mysql://orders:orders@127.0.0.1:${port}/${database}`,
        };
      },
      stop: () => server.stop(),
    };
  },
};
