import { describe, expect, it } from 'vitest';
import { isBoundedBy, nameOfResult, unboundedBy, wordsOf } from '#src/languages/name-words.js';

describe('the words of an identifier', () => {
  it.each([
    ['orderID', ['order', 'id']],
    ['HTTPMethod', ['http', 'method']],
    ['user_id', ['user', 'id']],
    ['#routeName', ['route', 'name']],
  ])('splits %s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe('what a value is by its name', () => {
  it.each([
    'method',
    'tableName',
    'operationId',
    'modelId',
    'routingKey',
    'event',
    'spanName',
    'toolName',
  ])('takes %s for bounded', (name) => {
    expect([isBoundedBy(name), unboundedBy(name)]).toEqual([true, null]);
  });

  it.each([
    'userId',
    'orderID',
    'email',
    'requestURL',
    'cacheKey',
    'sql',
    'customerName',
    'fileName',
  ])('takes %s for unbounded', (name) => {
    expect([isBoundedBy(name), unboundedBy(name) !== null]).toEqual([false, true]);
  });

  it.each(['name', 'what', 'mood', 'path'])('says nothing of %s', (name) => {
    expect([isBoundedBy(name), unboundedBy(name)]).toEqual([false, null]);
  });

  it('asks what a name is the name of', () => {
    expect(isBoundedBy('name', 'handler')).toBe(true);
    expect(unboundedBy('name', 'customer')).toBe('the name of one customer');
  });
});

describe('what a call gives', () => {
  it.each([
    ['getOrderId', 'OrderId'],
    ['GetName', 'Name'],
    ['nameFromRequest', 'name'],
    ['together', 'together'],
  ])('reads %s', (called, name) => {
    expect(nameOfResult(called)).toBe(name);
  });
});
