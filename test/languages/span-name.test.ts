import { describe, expect, it } from 'vitest';
import { spanNameOf } from '#src/languages/span-name.js';

describe('the name of a business span', () => {
  it.each([
    ['chargePayment', '', 'chargePayment'],
    ['chargePayment', 'PaymentService', 'chargePayment'],
    ['charge', 'PaymentService', 'chargePayment'],
    ['checkout', 'CheckoutService', 'checkout'],
    ['Charge', 'OrderProcessor', 'chargeOrder'],
    ['create', 'OrdersService', 'createOrders'],
    ['login', 'AuthService', 'login'],
    ['logout', 'UserService', 'logoutUser'],
    ['create', 'ApiTokenV2Service', 'createToken'],
    ['run', 'Worker', 'run'],
    ['execute', 'LoginUserUseCase', 'loginUser'],
    ['handle', 'RefreshAccessToken', 'refreshAccessToken'],
    ['handle', 'PaymentOrderHandler', 'handlePaymentOrder'],
    ['process', 'OrderProcessor', 'processOrder'],
    ['#settle', 'LedgerService', 'settleLedger'],
    ['_applyDiscount', 'Pricing', 'applyDiscount'],
  ])('of `%s` in `%s` is `%s`', (name, owner, expected) => {
    expect(spanNameOf(name, owner)).toBe(expected);
  });
});
