import { expect, test } from 'vitest';
import { CANDIDATE_SCORE, type OperationTraits, scoreOperation } from '#src/languages/operation-score.js';

const traits = (more: Partial<OperationTraits>): OperationTraits => ({
  name: 'placeOrder',
  owner: '',
  doesIo: false,
  callsOperations: 0,
  parameterNames: [],
  statements: 12,
  onRequestPath: true,
  ...more,
});

test.each<[string, Partial<OperationTraits>]>([
  ['a rule of the business that reaches nothing', { name: 'calculatePricing' }],
  [
    'a use case whose words are its own',
    { name: 'Handle', owner: 'approveTrainingRescheduleHandler', place: 'app/command/approve_training.go' },
  ],
  [
    'a use case behind interfaces',
    {
      name: 'execute',
      owner: 'CreateUserService',
      place: 'src/commands/create-user.ts',
      onRequestPath: false,
    },
  ],
  [
    'a use case that is called after what it does, wherever it stands',
    {
      name: 'execute',
      owner: 'CreateBookingHandler',
      place: 'src/booking/features/v1/create-booking.ts',
      onRequestPath: false,
    },
  ],
  [
    'what a service does to a thing that few businesses have',
    { name: 'Create', owner: 'ContactUseCase', doesIo: true, place: 'internal/contact.go' },
  ],
  [
    'what a function of the services does to such a thing',
    { name: 'createBoard', doesIo: true, place: 'src/services/board.service.js' },
  ],
  [
    'a function that is called after who does it',
    { name: 'documentCreator', doesIo: true, callsOperations: 2, onRequestPath: false },
  ],
  [
    'what a request does to a thing that few businesses have',
    { name: 'postLink', owner: 'postLink', doesIo: true, callsOperations: 2, parameterNames: ['userId'] },
  ],
  [
    'what a request does to a thing that the service is about',
    { name: 'AddQuestion', owner: 'Questions', callsOperations: 2, subjects: new Set(['question']) },
  ],
  [
    'writes that hold together',
    {
      name: 'CreateUserTx',
      owner: 'SQLStore',
      doesIo: true,
      callsOperations: 1,
      place: 'db/tx_create_user.go',
    },
  ],
])('%s is a candidate', (_what, more) => {
  expect(scoreOperation(traits(more)).score).toBeGreaterThanOrEqual(CANDIDATE_SCORE);
});

test.each<[string, Partial<OperationTraits>]>([
  ['a check of the fields of a request', { name: 'validateLoginRequest', takesContext: false }],
  ['a token that is made in memory', { name: 'CreateToken', owner: 'TokenMaker', takesContext: false }],
  ['a helper that answers', { name: 'sendTokenResponse', doesIo: true, onRequestPath: false }],
  [
    'what extracts a field',
    { name: 'extractSubscriptionId', doesIo: true, place: 'src/server-only/subscription.ts' },
  ],
  ['a server that a request makes', { name: 'createMcpServer', doesIo: true, callsOperations: 2 }],
  [
    'a list for administrators',
    {
      name: 'AdminSearchAnswerList',
      owner: 'QuestionService',
      callsOperations: 2,
      subjects: new Set(['answer']),
    },
  ],
  [
    'what keeps things, by the name of its type',
    { name: 'CreateLedger', owner: 'DefaultStore', doesIo: true, callsOperations: 1 },
  ],
  [
    'plumbing of a service',
    { name: 'createConnection', owner: 'QueueService', doesIo: true, place: 'src/services/queue.ts' },
  ],
  [
    'a handler of the framework that is called after what it does',
    { name: 'handle', owner: 'CreateBookingHandler', isHandler: true },
  ],
  [
    'one statement in the directory of a database',
    {
      name: 'cancelSubscription',
      place: 'app/services/sqlstore/postgres/billing.go',
      doesIo: true,
      onRequestPath: false,
    },
  ],
  [
    'a query that is one of many',
    { name: 'CreateOrder', owner: 'OrderRepository', doesIo: true, callsOperations: 2 },
  ],
  [
    'a use case that reads',
    { name: 'Execute', owner: 'findAllTransfersInteractor', place: 'usecase/find_all_transfers.go' },
  ],
  [
    'a handler of the framework in a directory of the command line',
    { name: 'run', owner: '', place: 'src/commands/serve.ts' },
  ],
])('%s is none', (_what, more) => {
  expect(scoreOperation(traits(more)).score).toBeLessThan(CANDIDATE_SCORE);
});

test('what a provider calls back with is business, other callbacks are less so', () => {
  const scoreOf = (name: string) => scoreOperation(traits({ name, doesIo: true })).score;
  expect(scoreOf('processPaymentCallback')).toBeGreaterThanOrEqual(CANDIDATE_SCORE);
  expect(scoreOf('loginPaymentCallback')).toBeLessThan(scoreOf('processPaymentCallback'));
});

test('what is kept beside the business counts less', () => {
  const scoreOf = (name: string) =>
    scoreOperation(traits({ name, owner: 'OrderService', doesIo: true })).score;
  expect(scoreOf('updateOrderMetadata')).toBeLessThan(scoreOf('updateOrder'));
});

test('deeds come before the upkeep of records, and what coordinates more comes first', () => {
  const scoreOf = (name: string, callsOperations: number) =>
    scoreOperation(traits({ name, owner: 'OrderService', doesIo: true, callsOperations })).score;
  expect(scoreOf('applyCouponCode', 2)).toBeGreaterThan(scoreOf('removeCouponCode', 2));
  expect(scoreOf('applyCouponCode', 5)).toBeGreaterThan(scoreOf('applyCouponCode', 2));
});
