import { describe, expect, it } from 'vitest';
import { mainSubjects } from '#src/languages/main-subjects.js';

describe('what a service is about', () => {
  it.each<[string, string[], string[]]>([
    [
      'the things of its routes, most frequent first',
      [
        'GET /v1/questions/:id',
        'POST /v1/questions',
        'PUT /v1/questions/{id}',
        'GET /v1/answers',
        'POST /v1/answers',
      ],
      ['question', 'answer'],
    ],
    ['methods of gRPC', ['OrderService/CreateOrder', 'OrderService/CancelOrder'], ['order']],
    ['files of Next.js', ['/api/links/[id]', '/api/links'], ['link']],
    ['not what one route is about', ['GET /orders', 'GET /stats'], []],
    ['not a word of one route twice', ['GET /orders/export-orders'], []],
    [
      'not what every application has',
      ['POST /auth/login', 'POST /auth/logout', 'GET /users', 'POST /users'],
      [],
    ],
    ['not what is done', ['/billing/verify', '/email/verify', '/posts/:id', '/posts'], ['post']],
  ])('%s', (_what, routes, expected) => {
    expect([...mainSubjects(routes)]).toEqual(expected);
  });
});
