import { describe, expect, it } from 'vitest';
import { type Files, type Options, scan, serviceWith } from './support/in-memory.js';

const API = "const { trace } = require('@opentelemetry/api');\nconst tracer = trace.getTracer('shop');\n";

async function spansIn(text: string, more: Files = {}): Promise<string[]> {
  const { services } = await scan(serviceWith(text, more));
  return (services[0]?.spans ?? []).map(({ name, file, line }) => `${name} ${file}:${line}`);
}

describe('a manual span is found', () => {
  it.each<[string, string, Files, string[]]>([
    ['in startSpan', `${API}tracer.startSpan('charge payment');`, {}, ['charge payment index.js:6']],
    [
      'in startActiveSpan',
      `${API}tracer.startActiveSpan('charge payment', (span) => span.end());`,
      {},
      ['charge payment index.js:6'],
    ],
    [
      'on a tracer that is not kept',
      "const otel = require('@opentelemetry/api');\notel.trace.getTracer('x').startSpan('a');",
      {},
      ['a index.js:5'],
    ],
    [
      'with a constant name',
      `${API}const NAME = 'charge payment';\ntracer.startSpan(NAME);`,
      {},
      ['charge payment index.js:7'],
    ],
    [
      'with a name out of parts',
      `${API}const WHAT = 'payment';\ntracer.startSpan(\`charge \${WHAT}\`);`,
      {},
      ['charge payment index.js:7'],
    ],
    [
      'with a name that is not constant',
      `${API}function f(order) { tracer.startSpan(order.id); }`,
      {},
      ['null index.js:6'],
    ],
    [
      'on a tracer of another module',
      "const { tracer } = require('./tracing');\ntracer.startSpan('a');",
      { 'tracing.js': `${API}exports.tracer = tracer;` },
      ['a index.js:5'],
    ],
    [
      'on the result of an own function',
      "const { getTracer } = require('./tracing');\ngetTracer().startSpan('a');",
      { 'tracing.js': `${API}exports.getTracer = () => tracer;` },
      ['a index.js:5'],
    ],
    [
      'on a field',
      `${API}class Orders {\n  tracer = tracer;\n  place() { this.tracer.startSpan('place order'); }\n}\nnew Orders().place();`,
      {},
      ['place order index.js:8'],
    ],
    [
      'on a tracer that is handed over',
      "const { work } = require('./work');\nconst { trace } = require('@opentelemetry/api');\nwork(trace.getTracer('x'));",
      { 'work.js': "require('pg');\nexports.work = (tracer) => tracer.startSpan('a');" },
      ['a work.js:2'],
    ],
    [
      'where a wrapper is called',
      "const { withSpan } = require('./with-span');\nwithSpan('place order', () => 1);\nwithSpan('ship order', () => 1);",
      { 'with-span.js': `${API}exports.withSpan = (name, fn) => tracer.startActiveSpan(name, fn);` },
      ['place order index.js:5', 'ship order index.js:6'],
    ],
    [
      'where a wrapper takes an object',
      `${API}function traced({ name }, fn) { return tracer.startActiveSpan(name, fn); }\ntraced({ name: 'place order' }, f);`,
      {},
      ['place order index.js:7'],
    ],
    [
      'in a wrapper that is called without constants',
      `${API}function traced(name) { tracer.startSpan(name); }\ntraced(process.env.X);`,
      {},
      ['null index.js:6'],
    ],
  ])('%s', async (_situation, text, more, expected) => {
    expect(await spansIn(text, more)).toEqual(expected);
  });

  it('in typed parameters and injected services', async () => {
    const files = {
      'package.json': { scripts: { start: 'node dist/main.js' } },
      'src/main.ts':
        "import express from 'express';\nimport { Orders } from './orders';\nexpress().listen(80);\nnew Orders(null);",
      'src/orders.ts':
        "import type { Tracer } from '@opentelemetry/api';\nimport { SpanKind } from '@opentelemetry/api';\nexport class Orders {\n  constructor(private readonly tracer: Tracer) {}\n  place() { this.tracer.startSpan('place order', { kind: SpanKind.INTERNAL }); }\n}",
    };
    const { services } = await scan(files);
    expect(services[0]?.spans).toEqual([{ name: 'place order', file: 'src/orders.ts', line: 5 }]);
  });
});

describe('no manual span is', () => {
  it.each([
    [
      'the active span',
      "const { trace } = require('@opentelemetry/api');\ntrace.getActiveSpan().setAttribute('a', 1);",
    ],
    [
      'a span of OpenTracing',
      "const opentracing = require('opentracing');\nconst tracer = opentracing.globalTracer();\ntracer.startSpan('a');",
    ],
    ['a span of Sentry', "const Sentry = require('@sentry/node');\nSentry.startSpan({ name: 'a' }, f);"],
    ['a tracer that starts none', API],
    ['a function of the same name', 'function startSpan() {}\nstartSpan("a");'],
  ])('%s', async (_situation, text) => {
    expect(await spansIn(text)).toEqual([]);
  });
});

describe('operations', () => {
  const shop = (orders: string): Files =>
    serviceWith(
      "const { placeOrder } = require('./orders');\napp.post('/checkout', (req, res) => res.json(placeOrder(req.body.orderId, 3)));",
      { 'orders.js': orders },
    );
  const PLACE =
    "const { Pool } = require('pg');\nconst pool = new Pool();\nexports.placeOrder = async function placeOrder(orderId, amount) {\n  const order = await pool.query('x');\n  await pool.query('y');\n  if (!order) throw new Error();\n  return order;\n};";

  const operationsIn = async (files: Files, options: Options = {}) =>
    (await scan(files, options)).services[0]?.operations ?? [];

  it('are business functions on a request path', async () => {
    const [first] = await operationsIn(shop(PLACE));
    expect(first).toMatchObject({ name: 'placeOrder', file: 'orders.js', line: 3, flagged: false });
    expect(first?.score).toBeGreaterThan(0.8);
    expect(first?.reasons).toEqual([
      'names a business action: place order',
      'belongs to a critical flow: order',
      'is on the path of a request or message',
      'does I/O',
      'takes an id or an amount: orderId',
      'has a body of 5 statements',
    ]);
  });

  it.each([
    [
      'getters',
      'exports.placeOrder = () => 1;\nexports.getOrder = (id) => { const o = find(id); return o; };',
    ],
    [
      'helpers',
      'exports.placeOrder = () => 1;\nfunction formatOrder(o) { const a = o; const b = a; return b; }',
    ],
    [
      'what has a span already',
      `${API}exports.placeOrder = (id) => { const span = tracer.startSpan('place order'); const a = 1; span.end(); return a; };`,
    ],
  ])('are not %s', async (_situation, orders) => {
    const found = (await operationsIn(shop(orders))).map(({ name }) => name);
    expect(found.filter((name) => !name.startsWith('POST'))).toEqual([]);
  });

  it('are what a comment flags', async () => {
    const text = '//instrument:span\nfunction recount() { return 1; }\nrecount();';
    const [first] = await operationsIn(serviceWith(text));
    expect(first).toMatchObject({ name: 'recount', flagged: true });
  });

  it('are what the configuration flags', async () => {
    const options = { flagged: [{ match: 're*', service: 'shop' }] };
    const [first] = await operationsIn(serviceWith('function recount() { return 1; }\nrecount();'), options);
    expect(first).toMatchObject({ name: 'recount', flagged: true });
  });

  it('are methods of injected services', async () => {
    const files = {
      'package.json': { scripts: { start: 'nest start' } },
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { PaymentController } from './payment.controller';\nNestFactory.create(PaymentController).then((app) => app.listen(80));",
      'src/payment.controller.ts':
        "import { Controller, Post } from '@nestjs/common';\nimport { PaymentService } from './payment.service';\n@Controller('payments')\nexport class PaymentController {\n  constructor(private readonly payments: PaymentService) {}\n  @Post('charge')\n  create(body: Body) { return this.payments.charge(body.amount); }\n}",
      'src/payment.service.ts':
        "export class PaymentService {\n  async charge(amount: number) {\n    const ok = await this.check(amount);\n    const paid = await fetch('http://bank');\n    return ok && paid;\n  }\n  async check(amount: number) { return amount > 0; }\n}",
    };
    const { services } = await scan(files);
    expect(services[0]?.routes.map(({ route }) => route)).toEqual(['POST /payments/charge']);
    expect(services[0]?.operations[0]?.name).toBe('PaymentService.charge');
  });

  it.each([
    'services/board.service.js',
    'application/create-board.js',
  ])('are found in %s, which imports no library', async (path) => {
    const up = '../'.repeat(path.split('/').length - 1);
    const found = await operationsIn(
      serviceWith(
        `const boards = require('./${path}');\napp.post('/boards', (req, res) => boards.createBoard(req.body.ownerId));`,
        {
          [path]: `const store = require('${up}store');\nexports.createBoard = async (ownerId) => {\n  const owner = await store.find(ownerId);\n  if (!owner) throw new Error();\n  const account = owner.account;\n  return store.insert(account);\n};`,
          'store.js':
            "const { Pool } = require('pg');\nconst pool = new Pool();\nexports.find = (id) => pool.query('x', [id]);\nexports.insert = (row) => pool.query('y', [row]);",
        },
      ),
    );
    expect(found.map(({ name }) => name)).toEqual(['createBoard']);
  });

  it('are what a bus of commands calls', async () => {
    const files = {
      'package.json': { scripts: { start: 'nest start' } },
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nimport { CreateBookingHandler } from './create-booking';\nNestFactory.create(CreateBookingHandler).then((app) => app.listen(80));",
      'src/create-booking.ts': [
        "import { CommandHandler, QueryHandler } from '@nestjs/cqrs';",
        '@CommandHandler(CreateBooking)',
        'export class CreateBookingHandler {',
        '  constructor(private readonly bookings: Bookings) {}',
        '  async execute(command: CreateBooking) {',
        '    const seat = await this.bookings.findSeat(command.flightId);',
        '    if (!seat) throw new Error();',
        '    return this.bookings.save(seat);',
        '  }',
        '}',
        '@QueryHandler(FindBooking)',
        'export class FindBookingHandler {',
        '  constructor(private readonly bookings: Bookings) {}',
        '  async execute(query: FindBooking) {',
        '    const found = await this.bookings.find(query.id);',
        '    if (!found) throw new Error();',
        '    return found;',
        '  }',
        '}',
      ].join('\n'),
    };
    const found = await operationsIn(files);
    expect(found.map(({ name }) => name)).toEqual(['CreateBookingHandler.execute']);
  });

  it('are not a handler and the operation of the same name that it calls', async () => {
    const handler =
      "const { Pool } = require('pg');\nconst pool = new Pool();\nconst service = require('./account.service');\nexports.updateAccount = async (req, res) => {\n  const { id } = req.params;\n  const found = await pool.query('x');\n  if (!found) { res.status(404).end(); return; }\n  const updated = await service.updateAccount(id);\n  res.json(updated);\n};";
    const found = await operationsIn(
      serviceWith(
        "const accounts = require('./account.controller');\napp.put('/:id', accounts.updateAccount);",
        {
          'account.controller.js': handler,
          'account.service.js':
            "const { Pool } = require('pg');\nconst pool = new Pool();\nexports.updateAccount = async (accountId) => {\n  const found = await pool.query('x');\n  if (!found) throw new Error();\n  return pool.query('y');\n};",
        },
      ),
    );
    expect(found.map(({ name, file }) => `${name} ${file}`)).toEqual(['updateAccount account.service.js']);
  });

  it('are what a chain of methods on one path calls, in controllers of any name', async () => {
    const found = await operationsIn(
      serviceWith("app.use('/boards', require('./routes/boards'));", {
        'routes/boards.js':
          "const router = require('express').Router();\nconst boards = require('../controllers/boards');\nrouter.route('/').get(boards.list).post(boards.create);\nmodule.exports = router;",
        'controllers/boards.js':
          "const service = require('../services/board.service');\nexports.list = async (req, res) => res.json(await service.listBoards());\nexports.create = async (req, res) => res.json(await service.createBoard(req.body.userId));",
        'services/board.service.js':
          "const { Pool } = require('pg');\nconst pool = new Pool();\nexports.listBoards = () => pool.query('x');\nexports.createBoard = async (userId) => {\n  const found = await pool.query('y');\n  if (found) return found;\n  await pool.query('z');\n  return pool.query('y');\n};",
      }),
    );
    expect(
      found.map(({ name, reasons }) => [name, reasons.includes('is on the path of a request or message')]),
    ).toEqual([['createBoard', true]]);
  });

  it('are the same once they have their spans', async () => {
    const spans =
      "const { trace } = require('@opentelemetry/api');\nconst tracer = trace.getTracer('shop');\nexports.withSpan = (name, fn) => tracer.startActiveSpan(name, async (span) => {\n  try { return await fn(); } finally { span.end(); }\n});";
    const files = (order: string) =>
      serviceWith(
        "const { placeOrder } = require('./order.service');\napp.post('/orders', (req, res) => placeOrder(req.body.orderId));",
        {
          'with-span.js': spans,
          'order.service.js': `const { Pool } = require('pg');\nconst { withSpan } = require('./with-span');\nconst pool = new Pool();\nexports.placeOrder = async (orderId) => ${order};\nconst reserveStock = async () => withSpan('reserveStock', async () => pool.query('y'));`,
        },
      );
    const body =
      "{\n  const found = await pool.query('x');\n  if (!found) throw new Error();\n  await reserveStock();\n  return found;\n}";
    const report = async (order: string) => (await scan(files(order))).services[0];
    const bare = (await report(body))?.operations[0];
    const spanned = (await report(`withSpan('placeOrder', async () => ${body})`))?.spannedOperations?.[0];
    expect([bare?.name, spanned?.name]).toEqual(['placeOrder', 'placeOrder']);
    expect(spanned?.score).toBe(bare?.score);
  });

  describe('of Next.js, on a client that is generated and passed on by a package of the repository', () => {
    const shop = (more: Files): Files => ({
      'package.json': { name: 'root', workspaces: ['packages/*', 'web'] },
      'packages/database/package.json': { name: '@shop/database', main: './src/index.ts' },
      'packages/database/src/index.ts': "export * from './client';",
      'packages/database/src/client.ts':
        "import { PrismaClient } from '../generated/client';\nconst known = globalThis;\nexport const prisma = known.prisma ?? new PrismaClient();",
      'web/package.json': {
        name: 'web',
        scripts: { start: 'next start' },
        dependencies: { next: '15', '@shop/database': '*' },
      },
      'web/next.config.js': 'module.exports = {};',
      'web/lib/link.ts':
        "import { prisma } from '@shop/database';\nexport async function postLink(url, userId) {\n  const known = await prisma.link.findFirst({ url });\n  if (known) return known;\n  const link = await prisma.link.create({ url, userId });\n  await saveTags(link);\n  await countLink(link);\n  return link;\n}\nasync function saveTags(link) { await prisma.tag.create(link); }\nasync function countLink(link) { await prisma.count.update(link); }",
      ...more,
    });
    const names = async (more: Files) =>
      (await scan(shop(more))).services.flatMap(({ operations }) => operations.map(({ name }) => name));

    it('are what the handler that a route wraps calls', async () => {
      const route =
        "import { wrapped } from '@acme/routes';\nimport { postLink } from '../../../lib/link';\nexport const POST = wrapped({ handler: async ({ request, user }) => postLink(request.url, user.id) });";
      expect(await names({ 'web/app/api/links/route.ts': route })).toEqual(['postLink']);
    });

    it('are what a server action calls that only components import', async () => {
      expect(
        await names({
          'web/app/page.tsx': "import { Form } from './form';\nexport default () => <Form />;",
          'web/app/form.tsx':
            "'use client';\nimport { postLinkAction } from './actions';\nexport const Form = () => <form action={postLinkAction} />;",
          'web/app/actions.ts':
            "'use server';\nimport { signedIn } from '@acme/actions';\nimport { postLink } from '../lib/link';\nexport const postLinkAction = signedIn.action(async ({ input, user }) => postLink(input, user.id));",
        }),
      ).toEqual(['postLink']);
    });

    it('are not what components call alone', async () => {
      expect(
        await names({
          'web/app/api/stats/route.ts': 'export const GET = () => new Response();',
          'web/app/page.tsx': "import { Form } from './form';\nexport default () => <Form />;",
          'web/app/form.tsx':
            "'use client';\nimport { postLink } from '../lib/link';\nexport const Form = () => <form action={postLink} />;",
        }),
      ).toEqual([]);
    });
  });
});

describe('routes', () => {
  it.each([
    ["app.get('/orders/:id', f);", 'GET /orders/:id'],
    ["const r = require('express').Router();\nr.post('/orders', f);", 'POST /orders'],
    [
      "const app2 = require('fastify')();\napp2.route({ method: 'PUT', url: '/orders', handler: f });",
      'PUT /orders',
    ],
    [
      "const Router = require('@koa/router');\nconst r = new Router();\nr.delete('/orders/:id', f);",
      'DELETE /orders/:id',
    ],
    [
      "const g = require('@grpc/grpc-js');\nconst p = g.loadPackageDefinition(d).shop;\nnew g.Server().addService(p.Payments.service, { charge });\nfunction charge() {}",
      'Payments/charge',
    ],
  ])('%s', async (text, expected) => {
    const { services } = await scan(serviceWith(text));
    expect(services[0]?.routes.map(({ route }) => route)).toEqual([expected]);
  });

  it('are not what a client requests', async () => {
    const { services } = await scan(serviceWith("require('axios').get('/orders', {});"));
    expect(services[0]?.routes).toEqual([]);
  });
});
