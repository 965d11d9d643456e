/**
 * The strategy's Layer 2 trace (4.4) out of a checkout that nobody prepared: the example shop is copied, applied, built and
 * started, and one request goes through it. Its Node.js services are no part of this: the inventory that checkout asks is
 * a stand-in.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedSpan } from '#src/model/received-span.js';
import { type Sent, send } from './harness/call.js';
import { type RunningShop, runShop, SHOP_SERVERS } from './harness/run-shop.js';
import { applyAndBuildShop, type BuiltShop } from './harness/shop.js';
import { traceLines } from './harness/trace-lines.js';
import { missingServers } from './servers/running.js';

const TIMEOUT = 900_000;

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

const missing = missingServers(SHOP_SERVERS);
describe.skipIf(missing.length > 0)('the shop', () => {
  let shop: BuiltShop;
  let running: RunningShop;
  let sent: Sent;

  beforeAll(async () => {
    shop = await applyAndBuildShop();
    running = await runShop(shop, ['payments', 'shipping'], ['shipping-worker']);
    const body = JSON.stringify({ userId: 'U-12345', cartId: 'C-1001', cardToken: 'tok_visa' });
    sent = await send(running.checkout, { post: '/checkout', body, answers: 200, trace: CHECKOUT });
    await running.receiver.waitFor(() => trace().length >= CHECKOUT.trim().split('\n').length, 30_000);
    await running.stopServices();
  }, TIMEOUT);
  afterAll(async () => {
    await running?.remove();
    shop?.remove();
  }, TIMEOUT);

  function trace(): ReceivedSpan[] {
    const own = running.receiver.spans.filter((s) => s.traceId === sent.traceId);
    return own.map((span) => ({
      ...span,
      attributes: { ...span.attributes, service: span.resource['service.name'] ?? '' },
    }));
  }

  it('is applied whole, and still builds', () => {
    const { changes, verification } = shop.reports[0]!;
    expect(changes.filter((c) => c.status !== 'applied')).toEqual([]);
    expect(verification).toMatchObject({ ran: true, ok: true });
  });

  it('answers one request with one trace across its services', () => {
    expect(`${sent.status} ${sent.status === 200 ? '' : sent.body}`).toBe('200 ');
    expect(traceLines(trace(), ['service'], sent.spanId)).toBe(CHECKOUT);
  });

  it('hands the trace on to a service in another language', () => {
    expect(running.inventoryHeaders().traceparent).toContain(sent.traceId);
  });
});
