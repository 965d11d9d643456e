import { describe, expect, it } from 'vitest';
import { type Files, scan, serviceWith, sitesOf } from './support/in-memory.js';

const withoutExpress = (sites: string[]) => sites.filter((site) => !site.startsWith('express'));

/** Sites that a line in an Express server's entry file makes, as `id role`. */
async function sitesIn(text: string, more: Files = {}): Promise<string[]> {
  const result = await scan(serviceWith(text, more));
  return withoutExpress(sitesOf(result)).map((site) => site.replace(/ \S+:\d+.*/, ''));
}

describe('a site of', () => {
  it.each([
    ['pg', "const { Pool } = require('pg'); new Pool();", 'pg client'],
    ['pg through its namespace', "const pg = require('pg'); new pg.Client();", 'pg client'],
    [
      'pg that Drizzle opens',
      "const { drizzle } = require('drizzle-orm/node-postgres'); drizzle('postgres://orders');",
      'pg client',
    ],
    [
      'mysql2 that Drizzle opens',
      "const { drizzle } = require('drizzle-orm/mysql2'); drizzle('mysql://orders');",
      'mysql2 client',
    ],
    ['mysql', "require('mysql').createConnection({});", 'mysql client'],
    ['mysql2 with promises', "const m = require('mysql2/promise'); m.createPool({});", 'mysql2 client'],
    ['mongodb', "const { MongoClient } = require('mongodb'); new MongoClient('x');", 'mongodb client'],
    ['mongoose', "const mongoose = require('mongoose'); mongoose.connect('x');", 'mongoose client'],
    ['redis', "const { createClient } = require('redis'); createClient();", 'redis client'],
    ['ioredis', "const Redis = require('ioredis'); new Redis();", 'ioredis client'],
    ['an ioredis cluster', "const Redis = require('ioredis'); new Redis.Cluster([]);", 'ioredis client'],
    [
      'kafkajs sending',
      "const { Kafka } = require('kafkajs'); new Kafka({}).producer();",
      'kafkajs producer',
    ],
    [
      'kafkajs receiving',
      "const { Kafka } = require('kafkajs'); const k = new Kafka({}); const c = k.consumer(); c.run({});",
      'kafkajs consumer',
    ],
    [
      'amqplib sending',
      "const amqp = require('amqplib'); async function main() { const c = await amqp.connect('x'); const ch = await c.createChannel(); ch.sendToQueue('q', m); } main();",
      'amqplib producer',
    ],
    [
      'amqplib receiving',
      "const amqp = require('amqplib'); async function main() { const c = await amqp.connect('x'); const ch = await c.createChannel(); ch.consume('q', f); } main();",
      'amqplib consumer',
    ],
    [
      'the AWS SDK',
      "const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs'); new SQSClient(); new SendMessageCommand();",
      'aws-sdk-v3 client',
    ],
    ['Prisma', "const { PrismaClient } = require('@prisma/client'); new PrismaClient();", 'prisma client'],
    [
      'a generated Prisma client',
      "const { PrismaClient } = require('./generated/prisma'); new PrismaClient();",
      'prisma client',
    ],
    ['Knex', "const knex = require('knex'); knex({ client: 'pg' });", 'knex client'],
    ['Knex at once', "const db = require('knex')({ client: 'pg' });", 'knex client'],
    ['TypeORM', "const { DataSource } = require('typeorm'); new DataSource({});", 'typeorm client'],
    ['Sequelize', "const { Sequelize } = require('sequelize'); new Sequelize('x');", 'sequelize client'],
    ['axios used', "const axios = require('axios'); axios.get('x');", 'axios client'],
    [
      'axios constructed',
      "const axios = require('axios').default; const api = axios.create({}); api.get('x');",
      'axios client',
    ],
    ['the global fetch', "fetch('http://catalog/items');", 'fetch/undici client'],
    ['undici', "const { request } = require('undici'); request('x');", 'fetch/undici client'],
    ['http.request', "const http = require('node:http'); http.request('x');", 'http-client client'],
    [
      'http.createServer',
      "const http = require('http'); http.createServer(app).listen(80);",
      'http-server server',
    ],
    ['gRPC serving', "const grpc = require('@grpc/grpc-js'); new grpc.Server();", 'grpc-js-server server'],
    [
      'gRPC calling',
      "const grpc = require('@grpc/grpc-js'); const p = grpc.loadPackageDefinition(x); new p.shop.Prices('a', c);",
      'grpc-js-client client',
    ],
    [
      'GraphQL',
      "const { ApolloServer } = require('@apollo/server'); new ApolloServer({});",
      'graphql server',
    ],
    ['BullMQ sending', "const { Queue } = require('bullmq'); new Queue('emails');", 'bullmq producer'],
    ['BullMQ receiving', "const { Worker } = require('bullmq'); new Worker('emails', f);", 'bullmq consumer'],
    ['a library that is only listed', "const got = require('got'); got('x');", 'got client'],
  ])('%s', async (_library, text, expected) => {
    expect(await sitesIn(text)).toEqual([expected]);
  });

  it.each([
    [
      'fastify',
      "import Fastify from 'fastify';\nconst app = Fastify();\napp.listen({ port: 80 });",
      'fastify server',
    ],
    ['koa', "import Koa from 'koa';\nnew Koa().listen(80);", 'koa server'],
    [
      'hono',
      "import { Hono } from 'hono';\nimport { serve } from '@hono/node-server';\nconst app = new Hono();\nserve({ fetch: app.fetch });",
      'hono server',
    ],
  ])('the server %s', async (_library, text, expected) => {
    const files = { 'package.json': { type: 'module', scripts: { start: 'node main.js' } }, 'main.js': text };
    expect(sitesOf(await scan(files)).map((site) => site.replace(/ \S+:\d+.*/, ''))).toEqual([expected]);
  });
});

describe('no site is', () => {
  it.each([
    ['a shadowed fetch', 'function load(fetch) { fetch("x"); }'],
    ['a fetch of an own function', 'function fetch() {}\nfetch("x");'],
    ['a method called fetch', 'client.fetch("x");'],
    ['a local class of the same name', 'class Pool {}\nnew Pool();'],
    ['an import that is never used', "const { Pool } = require('pg');"],
    ['a name inside a comment', "// const { Pool } = require('pg'); new Pool();"],
    [
      'a command of the AWS SDK',
      "const { SendMessageCommand } = require('@aws-sdk/client-sqs'); new SendMessageCommand();",
    ],
  ])('%s', async (_situation, text) => {
    expect(await sitesIn(text)).toEqual([]);
  });

  it('code that the entry does not load', async () => {
    const more = { 'seed.js': "const { Pool } = require('pg');\nnew Pool();" };
    expect(await sitesIn('', more)).toEqual([]);
  });

  it('a test beside the code', async () => {
    const more = { 'db.test.js': "const { Pool } = require('pg');\nnew Pool();" };
    expect(await sitesIn('', more)).toEqual([]);
  });

  it('a server that has only metrics and health checks', async () => {
    const files = {
      'package.json': { scripts: { start: 'node worker.js' } },
      'worker.js':
        "const app = require('express')();\napp.get('/metrics', f);\napp.get('/healthz', f);\napp.listen(1);\nconst { Worker } = require('bullmq');\nnew Worker('q', f);",
    };
    const result = await scan(files);
    expect(sitesOf(result)).toEqual(['bullmq consumer worker.js:6']);
    expect(result.services[0]?.kind).toBe('worker');
  });

  it('a server in a file of metrics', async () => {
    const metrics = "require('http').createServer(serve).listen(9090);";
    const result = await scan(serviceWith("require('./metrics');", { 'metrics.js': metrics }));
    expect(sitesOf(result)).toEqual(['express server index.js:2']);
  });
});

describe('a site is found', () => {
  it.each<[string, Files, string]>([
    [
      'through a re-export',
      {
        'db.js': "export { Pool } from 'pg';",
        'a.js': "import { Pool } from './db.js';\nexport const pool = new Pool();",
      },
      'pg client a.js:2',
    ],
    [
      'through a barrel',
      {
        'lib/index.js': "export * from './db.js';",
        'lib/db.js': "export { Pool } from 'pg';",
        'a.js': "import { Pool } from './lib/index.js';\nnew Pool();",
      },
      'pg client a.js:2',
    ],
    [
      'in a class field',
      { 'a.js': "import { Pool } from 'pg';\nexport class Orders {\n  pool = new Pool();\n}" },
      'pg client a.js:3',
    ],
    [
      'in a constructor',
      {
        'a.js':
          "import { Pool } from 'pg';\nexport class Orders {\n  constructor() {\n    this.pool = new Pool();\n  }\n}",
      },
      'pg client a.js:4',
    ],
    [
      'behind an alias',
      { 'a.js': "import { Pool as Database } from 'pg';\nnew Database();" },
      'pg client a.js:2',
    ],
    [
      'behind a variable',
      { 'a.js': "import pg from 'pg';\nconst Database = pg.Pool;\nnew Database();" },
      'pg client a.js:3',
    ],
    [
      'after a dynamic import',
      {
        'a.js':
          "export async function open() {\n  const { Pool } = await import('pg');\n  return new Pool();\n}",
      },
      'pg client a.js:3',
    ],
    [
      'in a subclass',
      {
        'a.js':
          "import { PrismaClient } from '@prisma/client';\nexport class Database extends PrismaClient {}",
      },
      'prisma client a.js:2',
    ],
    [
      'in what a function returns',
      {
        'make.js': "import pg from 'pg';\nexport const library = () => pg;",
        'a.js': "import { library } from './make.js';\nconst db = library();\nnew db.Pool();",
      },
      'pg client a.js:3',
    ],
  ])('%s', async (_situation, more, expected) => {
    const files = {
      'package.json': { type: 'module', scripts: { start: 'node main.js' } },
      'main.js': "import express from 'express';\nimport './a.js';\nexpress().listen(80);",
      ...more,
    };
    expect(withoutExpress(sitesOf(await scan(files)))).toEqual([expected]);
  });

  it('when the main file of a library is named', async () => {
    const text = "const { PrismaClient } = require('@prisma/client/index.js');\nnew PrismaClient();";
    expect(sitesOf(await scan(serviceWith(text)))).toContain('prisma client index.js:5');
  });

  it('in compiled CommonJS', async () => {
    const text = "const pg_1 = __importDefault(require('pg'));\nnew pg_1.default.Pool();";
    expect(await sitesIn(text)).toEqual(['pg client']);
  });

  it('in a directory that @fastify/autoload loads', async () => {
    const files = {
      'package.json': { type: 'module', scripts: { start: 'node server.js' } },
      'server.js':
        "import Fastify from 'fastify';\nimport autoload from '@fastify/autoload';\nimport path from 'node:path';\nconst app = Fastify();\napp.register(autoload, { dir: path.join(import.meta.dirname, 'plugins') });\napp.listen({ port: 80 });",
      'plugins/redis.js': "import Redis from 'ioredis';\nexport default async () => new Redis();",
    };
    expect(sitesOf(await scan(files))).toContain('ioredis client plugins/redis.js:2');
  });

  it('in the models that a loop over the directory requires', async () => {
    const more = {
      'models/index.js':
        "const fs = require('fs');\nfs.readdirSync(__dirname).forEach((file) => require(path.join(__dirname, file)));",
      'models/order.js': "const { Sequelize } = require('sequelize');\nnew Sequelize('x');",
    };
    expect(await sitesIn("require('./models');", more)).toEqual(['sequelize client']);
  });

  it('in a workspace package', async () => {
    const result = await scan({
      'package.json': { workspaces: ['apps/*', 'packages/*'] },
      'apps/api/package.json': { name: 'api', scripts: { start: 'node dist/main.js' } },
      'apps/api/src/main.ts':
        "import express from 'express';\nimport { pool } from '@shop/db';\nexpress().listen(80);\npool.query('x');",
      'packages/db/package.json': { name: '@shop/db', main: 'dist/index.js' },
      'packages/db/src/index.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();",
    });
    expect(sitesOf(result)).toContain('pg client packages/db/src/index.ts:2');
    expect(result.packages).toEqual([{ path: 'packages/db', language: 'typescript', why: 'library' }]);
  });
});

describe('NestJS', () => {
  const nest = (main: string, module = ''): Files => ({
    'package.json': { name: 'orders', scripts: { start: 'nest start' } },
    'src/main.ts': `import { NestFactory } from '@nestjs/core';\nimport { Transport } from '@nestjs/microservices';\nimport { AppModule } from './app.module';\n${main}`,
    'src/app.module.ts': `import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\nimport { ClientsModule, Transport } from '@nestjs/microservices';\n@Module({ imports: [${module}] })\nexport class AppModule {}`,
  });
  const create =
    'async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(80); }\nbootstrap();';

  it('serves', async () => {
    expect(sitesOf(await scan(nest(create)))).toEqual(['nestjs server src/main.ts:4']);
  });

  it.each([
    ["TypeOrmModule.forRoot({ type: 'postgres' })", 'typeorm client'],
    ["ClientsModule.register([{ name: 'A', transport: Transport.KAFKA }])", 'kafkajs producer'],
    [
      "ClientsModule.registerAsync([{ name: 'A', useFactory: () => ({ transport: Transport.GRPC }) }])",
      'grpc-js-client client',
    ],
    ["ClientsModule.register([{ name: 'A', transport: Transport.TCP }])", '@nestjs/microservices client'],
  ])('imports %s', async (module, expected) => {
    expect(sitesOf(await scan(nest(create, module)))).toContain(`${expected} src/app.module.ts:4`);
  });

  it.each([
    ['KAFKA', 'kafkajs consumer', 'worker'],
    ['RMQ', 'amqplib consumer', 'worker'],
    ['GRPC', 'grpc-js-server server', 'grpc'],
  ])('is a microservice over %s', async (transport, expected, kind) => {
    const main = `NestFactory.createMicroservice(AppModule, { transport: Transport.${transport} }).then((app) => app.listen());`;
    const result = await scan(nest(main));
    expect(sitesOf(result)).toContain(`${expected} src/main.ts:4`);
    expect(result.services[0]?.kind).toBe(kind);
  });

  it('takes its transport from a file behind others', async () => {
    const main =
      "import { kafka } from './messaging';\nNestFactory.createMicroservice(AppModule, kafka()).then((app) => app.listen());";
    const files = {
      ...nest(main),
      'src/messaging/index.ts': "export * from './kafka';",
      'src/messaging/kafka.ts':
        "import { Transport } from '@nestjs/microservices';\nexport const kafka = () => ({ transport: Transport.KAFKA });",
    };
    expect(sitesOf(await scan(files))).toContain('kafkajs consumer src/main.ts:5');
  });
});
