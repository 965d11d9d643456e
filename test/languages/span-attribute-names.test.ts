import { describe, expect, it } from 'vitest';
import { isSensitiveName, nameAttribute, type ValueKind } from '#src/languages/span-attribute-names.js';

const keyOf = (path: string, kind: ValueKind, operation = 'chargePayment') =>
  nameAttribute(path.split('.'), kind, operation)?.key ?? null;

describe('the attribute of a value', () => {
  it.each([
    ['orderId', 'text', 'order.id'],
    ['userID', 'number', 'user.id'],
    ['payment_intent_id', 'text', 'payment_intent.id'],
    ['id', 'text', 'payment.id'],
    ['order.id', 'text', 'order.id'],
    ['order.customerId', 'text', 'customer.id'],
    ['orderIds', 'list', 'orders.count'],
    ['input.orderId', 'text', 'order.id'],
    ['input.amount', 'number', 'payment.amount'],
    ['amount', 'number', 'payment.amount'],
    ['totalCents', 'number', 'payment.total_cents'],
    ['cart.total', 'number', 'cart.total'],
    ['cart.items', 'list', 'cart.items'],
    ['items', 'list', 'items.count'],
    ['currency', 'text', 'payment.currency'],
    ['order.status', 'choice', 'order.status'],
    ['reason', 'choice', 'payment.reason'],
    ['discountCode', 'text', 'discount_code'],
    ['express', 'flag', 'payment.express'],
  ] as const)('of `%s` (%s) is `%s`', (path, kind, key) => {
    expect(keyOf(path, kind)).toBe(key);
  });

  it.each([
    ['user.email', 'text'],
    ['password', 'text'],
    ['cardId', 'text'],
    ['card.id', 'text'],
    ['sessionId', 'text'],
    ['tokenCount', 'number'],
    ['customer.name', 'text'],
    ['authCode', 'text'],
    ['code', 'text'],
    ['amount', 'text'],
    ['description', 'text'],
    ['reason', 'text'],
    ['cancelReason', 'unknown'],
    ['retries', 'number'],
  ] as const)('is none for `%s` (%s)', (path, kind) => {
    expect(keyOf(path, kind)).toBeNull();
  });

  it('is of what the operation names, whatever that is', () => {
    expect(keyOf('id', 'number', 'deleteCategory')).toBe('category.id');
    expect(keyOf('id', 'number', 'deleteToken')).toBeNull();
    expect(keyOf('id', 'number', 'deleteOne')).toBeNull();
    expect(keyOf('id', 'number', 'updateRow')).toBeNull();
    expect(keyOf('id', 'number', 'closeBoardOfDirectors')).toBeNull();
  });

  it('has the bare word where the operation names no thing', () => {
    expect(keyOf('amount', 'number', 'run')).toBe('amount');
    expect(keyOf('id', 'text', 'run')).toBeNull();
  });

  it('tells an account’s id from what opens one', () => {
    expect(isSensitiveName('accountId')).toBe(false);
    expect(isSensitiveName('accountNumber')).toBe(true);
  });
});
