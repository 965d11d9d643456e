/**
 * The strategy's hybrid trace (5.3) out of the example shop: Layer 2 and then Layer 3 are applied to its Go services with the
 * built command, and the checkout, whose business functions `instrument.yaml` names, is built, started and called.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedSpan } from '#src/model/received-span.js';
import { type Sent, send } from './harness/call.js';
import { type RunningShop, runShop, SHOP_SERVERS } from './harness/run-shop.js';
import { applyAndBuildShop, type BuiltShop } from './harness/shop.js';
import { LOST_PARENT, traceLines } from './harness/trace-lines.js';
import { missingServers } from './servers/running.js';

const TIMEOUT = 900_000;
const PARALLEL = 200;

const CONFIGURATION = `operations:
  - name: Service.validateCart
    service: checkout
    attributes:
      cart.items: len(result.Items)
      cart.total: result.Total
  - name: calculatePricing
    service: checkout
    attributes:
      subtotal: result.Subtotal
      discount.code: result.DiscountCode
      discount.percent: result.DiscountPercent
      tax: result.Tax
      total: result.Total
  - name: Service.chargePayment
    service: checkout
    attributes:
      order.id: order.ID
      amount: order.Total
      currency: order.Currency
  - name: Service.fraudCheck
    service: checkout
    attributes:
      user.id: userID
      risk.score: result.Score
      risk.reason: result.Reason
`;

const SHOWS = [
  ...['cart.items', 'cart.total', 'subtotal', 'discount.code', 'discount.percent', 'tax', 'total'],
  ...['order.id', 'amount', 'currency', 'user.id', 'risk.score', 'risk.reason'],
];
/** What the pool of a database does for itself, once in a while. */
const OF_THE_POOL = /^sql\.con(?:nector\.connect|n\.reset_session)$/;

const BEGINNING = `server POST /checkout
  internal validateCart cart.items=3 cart.total=149.99
    client SELECT cart
  internal calculatePricing subtotal=149.99 discount.code=SAVE10 discount.percent=10 tax=13.5 total=148.49
  client HTTP POST
`;
const tree = (risk: string) => `${BEGINNING}  internal chargePayment order.id=ORD amount=148.49 currency=USD
    internal fraudCheck user.id=U-12345 ${risk}
      client SELECT orders
    client shop.payments.v1.PaymentService/Charge
      server shop.payments.v1.PaymentService/Charge
        internal authorizeCharge order.id=ORD
          client HTTP POST
          client sql.conn.exec
  client INSERT orders
  producer send shop.orders
`;
const FIRST = tree('risk.score=0.82 risk.reason=new customer');
const LATER = tree('risk.score=0.1 risk.reason=known customer');

/** The provider declines; the goods go back. */
const DECLINED = `${BEGINNING}  internal chargePayment ERROR order.id=ORD amount=148.49 currency=USD
    internal fraudCheck user.id=U-12345 risk.score=0.1 risk.reason=known customer
      client SELECT orders
    client shop.payments.v1.PaymentService/Charge ERROR
      server shop.payments.v1.PaymentService/Charge
        internal authorizeCharge ERROR order.id=ORD
          client HTTP POST ERROR
  client HTTP DELETE
`;
/** Postgres knows no text with a zero byte. */
const BROKEN = `${BEGINNING.replace('checkout', 'checkout ERROR')}  internal chargePayment ERROR order.id=ORD amount=148.49 currency=USD
    internal fraudCheck ERROR user.id=U-\\u0000
      client SELECT orders ERROR
  client HTTP DELETE
`;

const missing = missingServers(SHOP_SERVERS);
describe.skipIf(missing.length > 0)('a flagged checkout in Go', () => {
  let shop: BuiltShop;
  let running: RunningShop;

  beforeAll(async () => {
    shop = await applyAndBuildShop(CONFIGURATION);
    running = await runShop(shop, ['payments']);
  }, TIMEOUT);
  afterAll(async () => {
    await running?.remove();
    shop?.remove();
  }, TIMEOUT);

  const order = (cardToken = 'tok_visa', userId = 'U-12345') =>
    send(running.checkout, {
      post: '/checkout',
      body: JSON.stringify({ userId, cartId: 'C-1001', cardToken }),
      answers: 200,
      trace: '',
    });
  const traceOf = ({ traceId }: Sent): ReceivedSpan[] =>
    running.receiver.spans.filter((span) => span.traceId === traceId && !OF_THE_POOL.test(span.name));
  const linesOf = (sent: Sent) =>
    traceLines(traceOf(sent), SHOWS, sent.spanId).replaceAll(/ORD-\d{8}/g, 'ORD');
  const isWhole = (lines: string, like: string) =>
    !lines.includes(LOST_PARENT) && lines.split('\n').length === like.split('\n').length;
  const arrived = (sent: readonly Sent[], like: string) =>
    running.receiver.waitFor(() => sent.every((one) => isWhole(linesOf(one), like)), 60_000);
  const tellsOf = (sent: Sent) =>
    traceOf(sent)
      .filter(({ kind, events }) => kind === 'internal' && events.some(({ name }) => name === 'exception'))
      .map(({ name }) => name);

  it('is applied whole, and builds', () => {
    const { changes, skips, verification } = shop.reports[1]!;
    expect(changes.map(({ operation, status }) => [operation, status])).toEqual([
      ['Service.validateCart', 'applied'],
      ['Service.chargePayment', 'applied'],
      ['Service.fraudCheck', 'applied'],
      ['calculatePricing', 'applied'],
    ]);
    expect(skips).toEqual([]);
    expect(verification).toMatchObject({ ran: true, ok: true });
  });

  it('gives the hybrid trace', async () => {
    const sent = await order();
    expect(sent.status).toBe(200);
    await arrived([sent], FIRST);
    expect(linesOf(sent)).toBe(FIRST);
  });

  it('tells of a charge that is declined on its span', async () => {
    const sent = await order('tok_declined');
    expect([sent.status, JSON.parse(sent.body)]).toEqual([402, { error: expect.stringMatching(/rejected/) }]);
    await arrived([sent], DECLINED);
    expect(linesOf(sent)).toBe(DECLINED);
    // One in each service: an error does not go over the wire as it is.
    expect(tellsOf(sent).sort()).toEqual(['authorizeCharge', 'chargePayment']);
  });

  it('tells of an error once, where it arises, and marks what failed with it', async () => {
    const sent = await order('tok_visa', 'U-\u0000');
    expect(sent.status).toBe(500);
    await arrived([sent], BROKEN);
    expect(linesOf(sent)).toBe(BROKEN);
    expect(tellsOf(sent)).toEqual(['fraudCheck']);
  });

  it(`keeps ${PARALLEL} requests apart, and ends every span`, { timeout: TIMEOUT }, async () => {
    const sent = await Promise.all(Array.from({ length: PARALLEL }, () => order()));
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]));
    await arrived(sent, LATER);
    expect(new Set(sent.map(linesOf))).toEqual(new Set([LATER]));
  });
});
