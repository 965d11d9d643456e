import { describe, expect, it } from 'vitest';
import { spanNameAmong, spanNameOf } from '#src/languages/span-name.js';

describe('the name of a business span', () => {
  it.each([
    ['chargePayment', '', 'chargePayment'],
    ['chargePayment', 'PaymentService', 'chargePayment'],
    ['charge', 'PaymentService', 'chargePayment'],
    ['checkout', 'CheckoutService', 'checkout'],
    ['Charge', 'OrderProcessor', 'chargeOrder'],
    ['create', 'OrdersService', 'createOrder'],
    ['login', 'AuthService', 'login'],
    ['logout', 'UserService', 'logoutUser'],
    ['create', 'ApiTokenV2Service', 'createToken'],
    ['documentCreator', '', 'createDocument'],
    ['creator', 'Documents', 'creatorDocuments'],
    ['run', 'Worker', 'run'],
    ['update', 'AddressesService', 'updateAddress'],
    ['update', 'StatusService', 'updateStatus'],
    ['list', 'OrdersService', 'listOrders'],
    ['execute', 'LoginUserUseCase', 'loginUser'],
    ['handle', 'RefreshAccessToken', 'refreshAccessToken'],
    ['handle', 'PaymentOrderHandler', 'handlePaymentOrder'],
    ['Handle', 'baristaOrderUpdatedEventHandler', 'handleBaristaOrderUpdatedEvent'],
    ['handle', 'UserRegisteredHandler', 'handleUserRegistered'],
    ['execute', 'ImportFeedHandler', 'importFeed'],
    ['process', 'OrderProcessor', 'processOrder'],
    ['#settle', 'LedgerService', 'settleLedger'],
    ['_applyDiscount', 'Pricing', 'applyDiscount'],
  ])('of `%s` in `%s` is `%s`', (name, owner, expected) => {
    expect(spanNameOf(name, owner)).toBe(expected);
  });
});

describe('the names of the spans of one type', () => {
  it.each([
    [
      'CreateTransferUseCase',
      ['process', 'execute', 'validate'],
      ['processCreateTransfer', 'createTransfer', 'validateCreateTransfer'],
    ],
    ['createTransferInteractor', ['Execute', 'process'], ['createTransfer', 'processCreateTransfer']],
    [
      'RefundOrderHandler',
      ['Handle', 'Process', 'process'],
      ['refundOrder', 'processRefundOrder', 'RefundOrderHandler.process'],
    ],
    ['PaymentService', ['charge', 'chargePayment'], ['PaymentService.charge', 'chargePayment']],
    ['LedgerService', ['settle', '#settle'], ['settleLedger', 'LedgerService.settle']],
    ['OrderService', ['create', 'cancel'], ['createOrder', 'cancelOrder']],
    ['Worker', ['run', 'process'], ['run', 'process']],
  ])('of `%s`', (owner, names, expected) => {
    const usual = (name: string) => spanNameOf(name, owner);
    expect(names.map((name) => spanNameAmong(name, owner, names, usual))).toEqual(expected);
  });
});
