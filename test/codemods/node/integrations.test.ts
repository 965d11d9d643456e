import { readdirSync } from 'node:fs';
import { validRange } from 'semver';
import { describe, expect, it } from 'vitest';
import { nodeIntegrations } from '#codemods/node/index.js';
import { chooseNodeVersions } from '#codemods/node/versions.js';

const DESIGNED =
  'http-server express fastify koa nestjs hono nextjs fetch/undici http-client axios grpc-js-server grpc-js-client pg mysql mysql2 mongodb mongoose redis ioredis kafkajs amqplib aws-sdk-v3 prisma knex typeorm sequelize graphql'.split(
    ' ',
  );

const PRESENT = new Map([['@prisma/client', '^6.0.0']]);
const VERSIONS = ['>=20.6.0', '>=24.0.0'].flatMap((engines) => {
  const versions = chooseNodeVersions({ engines, pinned: [], present: PRESENT });
  return typeof versions === 'string' ? [] : [versions];
});

describe('the list of Node integrations', () => {
  it('holds every id of the design', () => {
    const ids = nodeIntegrations.map(({ id }) => id);
    expect(DESIGNED.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has no id twice', () => {
    const ids = nodeIntegrations.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('has one file for each, named after the id', () => {
    const files = readdirSync(new URL('../../../codemods/node', import.meta.url)).filter(
      (file) => file.endsWith('.ts') && file !== 'index.ts' && file !== 'versions.ts',
    );
    const names = nodeIntegrations.map(({ id }) => `${id.replace(/^@/, '').replaceAll('/', '-')}.ts`);
    expect(files.toSorted()).toEqual(names.toSorted());
  });
});

describe.each(
  nodeIntegrations.map((integration) => [integration.id, integration] as const),
)('%s', (_id, integration) => {
  it('says why when it cannot be rewritten or instrumented', () => {
    if (integration.instrumentedBy.length === 0) expect(integration.manual).toBeDefined();
  });

  it('registers what has versions', () => {
    const hasVersion = (name: string) => VERSIONS.some((versions) => versions.rangeOf(name) !== null);
    const { instrumentedBy, also = [] } = integration;
    const own = instrumentedBy.filter(({ package: name }) =>
      /^@(?:opentelemetry|fastify|hono|prisma)\//.test(name),
    );
    if (own.length > 0) expect(own.some(({ package: name }) => hasVersion(name))).toBe(true);
    expect(also.filter(({ package: name }) => !hasVersion(name))).toEqual([]);
  });

  it('has version ranges that are ranges, with their reason', () => {
    for (const { versions, because } of integration.packages) {
      if (versions === undefined) continue;
      expect(validRange(versions)).not.toBeNull();
      expect(because).toBeDefined();
    }
  });
});
