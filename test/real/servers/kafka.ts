import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INSTALLED } from './installed.js';
import { findProgram, freePort, start } from './process.js';
import type { Server } from './server.js';

const java = findProgram('java');
const JARS = join(INSTALLED, 'kafka');
/** Any id of a cluster will do. */
const CLUSTER = 'MkU3OEVBNTcwNTJENDM2Qg';

export const kafka: Server = {
  name: 'kafka',
  isInstalled: () => java !== null && existsSync(JARS),
  async start(directory) {
    const [port, controller] = await Promise.all([freePort(), freePort()]);
    const settings = join(directory, 'server.properties');
    writeFileSync(
      settings,
      `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=${join(directory, 'data')}
num.partitions=1
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
`,
    );
    const jvm = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', `${JARS}/*`];
    execFileSync(java!, [...jvm, 'kafka.tools.StorageTool', 'format', '-t', CLUSTER, '-c', settings], {
      stdio: 'pipe',
    });
    const broker = start({
      program: java!,
      args: [...jvm, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', 'kafka.Kafka', settings],
      cwd: directory,
      log: join(directory, 'log'),
    });
    await broker.listens(port);
    return {
      // A topic is made by its first use.
      open: async (program) => ({ KAFKA_BROKERS: `127.0.0.1:${port}`, KAFKA_TOPIC: `${program}.orders` }),
      stop: () => broker.stop('SIGKILL'),
    };
  },
};
