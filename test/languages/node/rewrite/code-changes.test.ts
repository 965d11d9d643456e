/** Code changes where hooks do not reach. */
import { describe, expect, it } from 'vitest';
import { planCodeChanges } from '#src/languages/node/rewrite/code/plan-code-changes.js';
import { applied, readTree } from './support/programs-of.js';

async function changed(files: Record<string, string>, wanted: { package: string; export: string }[]) {
  const { services, scene } = await readTree(files);
  const [service] = services;
  if (service === undefined) throw new Error('no service');
  const { changes } = planCodeChanges(service, wanted, scene);
  return {
    changes,
    files: applied(
      files,
      changes.flatMap(({ edits }) => edits),
    ),
  };
}

const GRPC = [{ package: '@opentelemetry/instrumentation-grpc', export: 'GrpcInstrumentation' }];
const PRISMA = [{ package: '@prisma/instrumentation', export: 'PrismaInstrumentation' }];
const manifest = (type: string, dependencies = {}) =>
  JSON.stringify({ name: 'orders', type, scripts: { start: 'node server.js' }, dependencies });

describe('the default import of gRPC', () => {
  const server = (head: string, use: string) =>
    `import { createServer } from 'node:http';\n${head}\n\n${use};\ncreateServer().listen(80);\n`;

  it.each<[string, string, string, string, boolean]>([
    [
      'becomes a namespace in an ES module',
      'module',
      "import grpc from '@grpc/grpc-js';",
      'new grpc.Server()',
      true,
    ],
    ['under any name', 'module', "import g from '@grpc/grpc-js';", 'g.loadPackageDefinition({})', true],
    [
      'stays where the file is CommonJS',
      'commonjs',
      "import grpc from '@grpc/grpc-js';",
      'new grpc.Server()',
      false,
    ],
    ['stays where it is handed on', 'module', "import grpc from '@grpc/grpc-js';", 'create(grpc)', false],
    [
      'stays where a member is asked for by a variable',
      'module',
      "import grpc from '@grpc/grpc-js';",
      'grpc[name]()',
      false,
    ],
    [
      'stays where a member is set',
      'module',
      "import grpc from '@grpc/grpc-js';",
      'grpc.setLogger = log',
      false,
    ],
    [
      'stays beside named imports',
      'module',
      "import grpc, { Server } from '@grpc/grpc-js';",
      'new Server(grpc.x)',
      false,
    ],
    ['of another library stays', 'module', "import grpc from 'grpc';", 'new grpc.Server()', false],
  ])('%s', async (_title, type, head, use, isChanged) => {
    const before = server(head, use);
    const { files } = await changed({ 'package.json': manifest(type), 'server.js': before }, GRPC);
    const after = before.replace(/import (\w+) from '@grpc/, "import * as $1 from '@grpc");
    expect(files['server.js']).toBe(isChanged ? after : before);
  });
});

describe("Prisma's schema asks for tracing", () => {
  const server = "require('express')().listen(80);\nnew (require('@prisma/client').PrismaClient)();\n";
  const schema = (inside: string) =>
    `generator client {\n  provider        = "prisma-client-js"\n${inside}}\n`;

  it.each<[string, string, string, string]>([
    ['before 6.1', '^5.22.0', schema(''), schema('  previewFeatures = ["tracing"]\n')],
    [
      'beside other previews',
      '^5.22.0',
      schema('  previewFeatures = ["views"]\n'),
      schema('  previewFeatures = ["views", "tracing"]\n'),
    ],
    [
      'once',
      '^5.22.0',
      schema('  previewFeatures = ["tracing"]\n'),
      schema('  previewFeatures = ["tracing"]\n'),
    ],
    ['not since 6.1', '^6.1.0', schema(''), schema('')],
  ])('%s', async (_title, version, before, after) => {
    const { files } = await changed(
      {
        'package.json': manifest('commonjs', { '@prisma/client': version, express: '5' }),
        'server.js': server,
        'prisma/schema.prisma': before,
      },
      PRISMA,
    );
    expect(files['prisma/schema.prisma']).toBe(after);
  });
});
