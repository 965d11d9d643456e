/** Starts Go services of the example shop, with their servers and with stand-ins for what is no part of a test. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type OtlpReceiver, startOtlpReceiver } from '#src/backends/otlp-receiver.js';
import { freePort, type RunningProcess, start } from '../servers/process.js';
import { type RunningServers, runningServers } from '../servers/running.js';
import { createTopic } from './create-topic.js';
import { type BuiltShop, fillShopDatabase, THIRD_PARTY } from './shop.js';

/** Servers that the shop needs. */
export const SHOP_SERVERS = ['postgres', 'kafka'];

const ADDRESSES = { payments: 'PAYMENTS_ADDR', shipping: 'SHIPPING_ADDR' } as const;

export interface RunningShop {
  receiver: OtlpReceiver;
  /** Port of checkout. */
  checkout: number;
  /** Headers of the last request to the inventory. */
  inventoryHeaders(): IncomingHttpHeaders;
  /** Stops the services, which send what is left. */
  stopServices(): Promise<void>;
  remove(): Promise<void>;
}

/** @param workers services that listen to nothing */
export async function runShop(
  shop: BuiltShop,
  services: readonly (keyof typeof ADDRESSES)[],
  workers: readonly string[] = [],
): Promise<RunningShop> {
  const servers: RunningServers = runningServers();
  const receiver = await startOtlpReceiver();
  const { DATABASE_URL, KAFKA_BROKERS, KAFKA_TOPIC } = await servers.open(SHOP_SERVERS, 'shop');
  fillShopDatabase(DATABASE_URL!);
  await createTopic(KAFKA_BROKERS!, KAFKA_TOPIC!);
  let headers: IncomingHttpHeaders = {};
  const inventory = createServer((request, response) => {
    headers = request.headers;
    response.writeHead(request.method === 'DELETE' ? 204 : 201).end();
  }).listen(0, '127.0.0.1');
  const ports = new Map<string, number>();
  for (const name of ['cards', 'checkout', ...services]) ports.set(name, await freePort());
  const shared = {
    DATABASE_URL: DATABASE_URL!,
    KAFKA_BROKERS: KAFKA_BROKERS!,
    ORDERS_TOPIC: KAFKA_TOPIC!,
    ...Object.fromEntries(services.map((name) => [ADDRESSES[name], `127.0.0.1:${ports.get(name)}`])),
    CARD_GATEWAY_URL: `http://127.0.0.1:${ports.get('cards')}`,
    INVENTORY_URL: `http://127.0.0.1:${(inventory.address() as AddressInfo).port}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.httpEndpoint,
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    // What hundreds of calls at once give, on a machine that is busy with other things: nothing is given up for lack of time.
    OTEL_BSP_MAX_QUEUE_SIZE: '16384',
    INVENTORY_TIMEOUT: '5m',
    CARD_GATEWAY_TIMEOUT: '5m',
  };
  const running: RunningProcess[] = [];
  const run = async (name: string, program: string, ...args: string[]) => {
    const port = ports.get(name);
    const env = { ...shared, ...(port === undefined ? {} : { PORT: String(port) }) };
    const process = start({ program, args, cwd: shop.root, log: join(shop.root, `${name}.log`), env });
    running.push(process);
    if (port !== undefined) await process.listens(port);
  };
  await Promise.all([
    run('cards', 'node', THIRD_PARTY),
    ...[...services, 'checkout', ...workers].map((name) => run(name, shop.executable(name))),
  ]);
  const stopServices = async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  };
  return {
    receiver,
    checkout: ports.get('checkout')!,
    inventoryHeaders: () => headers,
    stopServices,
    async remove() {
      await stopServices();
      inventory.close();
      await receiver.close();
      await servers.stop();
    },
  };
}
