/**
 * The strategy's Layer 2 trace (4.4) out of a checkout that nobody prepared: the example shop is copied, applied, built and
 * started, and one request goes through it. Its Node.js services are no part of this: the inventory that checkout asks is
 * a stand-in.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OtlpReceiver, startOtlpReceiver } from '#src/backends/otlp-receiver.js';
import type { ReceivedSpan } from '#src/model/received-span.js';
import { type Sent, send } from './harness/call.js';
import { createTopic } from './harness/create-topic.js';
import { applyAndBuildShop, type BuiltShop, fillShopDatabase, THIRD_PARTY } from './harness/shop.js';
import { traceLines } from './harness/trace-lines.js';
import { freePort, type RunningProcess, start } from './servers/process.js';
import { missingServers, type RunningServers, runningServers } from './servers/running.js';

const TIMEOUT = 900_000;
const NEEDS = ['postgres', 'kafka'];

/** By hand, from the strategy and the code of the shop. Charges are part of Layer 3, which payments has already. */
const CHECKOUT = `server POST /checkout service=checkout
  client sql.connector.connect service=checkout
  client SELECT cart service=checkout
  client HTTP POST service=checkout
  client SELECT orders service=checkout
  client shop.payments.v1.PaymentService/Charge service=checkout
    server shop.payments.v1.PaymentService/Charge service=payments
      internal authorizeCharge service=payments
        client HTTP POST service=payments
        client sql.connector.connect service=payments
        client sql.conn.exec service=payments
  client INSERT orders service=checkout
  producer send shop.orders service=checkout
    consumer shop.orders receive service=shipping-worker
      consumer shop.orders process service=shipping-worker
        client shop.shipping.v1.ShippingService/CreateShipment service=shipping-worker
          server shop.shipping.v1.ShippingService/CreateShipment service=shipping
            client INSERT shipment service=shipping
`;

const missing = missingServers(NEEDS);
describe.skipIf(missing.length > 0)('the shop', () => {
  let shop: BuiltShop;
  let servers: RunningServers;
  let receiver: OtlpReceiver;
  let inventory: Server;
  let sent: Sent;
  let headers: Record<string, unknown>;
  const running: RunningProcess[] = [];

  beforeAll(async () => {
    servers = runningServers();
    shop = await applyAndBuildShop();
    receiver = await startOtlpReceiver();
    const { DATABASE_URL, KAFKA_BROKERS, KAFKA_TOPIC } = await servers.open(NEEDS, 'shop');
    fillShopDatabase(DATABASE_URL!);
    await createTopic(KAFKA_BROKERS!, KAFKA_TOPIC!);
    inventory = createServer((request, response) => {
      headers = request.headers;
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
    }).listen(0, '127.0.0.1');
    const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    const [checkout, payments, shipping, cards] = ports as [number, number, number, number];
    const shared = {
      DATABASE_URL: DATABASE_URL!,
      KAFKA_BROKERS: KAFKA_BROKERS!,
      ORDERS_TOPIC: KAFKA_TOPIC!,
      PAYMENTS_ADDR: `127.0.0.1:${payments}`,
      SHIPPING_ADDR: `127.0.0.1:${shipping}`,
      CARD_GATEWAY_URL: `http://127.0.0.1:${cards}`,
      INVENTORY_URL: `http://127.0.0.1:${(inventory.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.httpEndpoint,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    const run = (program: string, args: string[], port: number | null, name: string) => {
      const log = join(shop.root, `${name}.log`);
      const env = { ...shared, ...(port === null ? {} : { PORT: String(port) }) };
      running.push(start({ program, args, cwd: shop.root, log, env }));
      return port === null ? undefined : running.at(-1)!.listens(port);
    };
    await Promise.all([
      run('node', [THIRD_PARTY], cards, 'cards'),
      run(shop.executable('payments'), [], payments, 'payments'),
      run(shop.executable('shipping'), [], shipping, 'shipping'),
      run(shop.executable('checkout'), [], checkout, 'checkout'),
      run(shop.executable('shipping-worker'), [], null, 'shipping-worker'),
    ]);
    const body = JSON.stringify({ userId: 'U-12345', cartId: 'C-1001', cardToken: 'tok_visa' });
    sent = await send(checkout, { post: '/checkout', body, answers: 200, trace: CHECKOUT });
    await receiver.waitFor(() => trace().length >= CHECKOUT.trim().split('\n').length, 30_000);
    for (const one of running.reverse()) await one.stop();
  }, TIMEOUT);
  afterAll(async () => {
    inventory?.close();
    await receiver?.close();
    await servers.stop();
    shop?.remove();
  }, TIMEOUT);

  function trace(): ReceivedSpan[] {
    const own = receiver.spans.filter((s) => s.traceId === sent.traceId);
    return own.map((span) => ({
      ...span,
      attributes: { ...span.attributes, service: span.resource['service.name'] ?? '' },
    }));
  }

  it('is applied whole, and still builds', () => {
    const { changes, verification } = shop.report;
    expect(changes.filter((c) => c.status !== 'applied')).toEqual([]);
    expect(verification).toMatchObject({ ran: true, ok: true });
  });

  it('answers one request with one trace across its services', () => {
    expect(`${sent.status} ${sent.status === 200 ? '' : sent.body}`).toBe('200 ');
    expect(traceLines(trace(), ['service'], sent.spanId)).toBe(CHECKOUT);
  });

  it('hands the trace on to a service in another language', () => {
    expect(headers.traceparent).toContain(sent.traceId);
  });
});
