import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const graphql: NodeIntegration = {
  id: 'graphql',
  title: 'GraphQL',
  language: 'node',
  role: 'server',
  summary: 'GraphQL operations served.',
  instrumentation: '@opentelemetry/instrumentation-graphql',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-graphql',
  ],
  packages: [
    { name: 'graphql', versions: '>=14.0.0 <17', because: 'GraphQL 17 yields no spans, silently' },
    { name: '@apollo/server' },
    { name: '@apollo/gateway' },
    { name: 'apollo-server' },
    { name: 'apollo-server-express' },
    { name: 'apollo-server-fastify' },
    { name: 'apollo-server-koa' },
    { name: 'apollo-server-lambda' },
    { name: 'graphql-yoga' },
    { name: 'express-graphql' },
    { name: 'graphql-http' },
    { name: 'mercurius' },
    { name: '@nestjs/graphql' },
  ],
  sites: [
    { kind: 'call', module: 'graphql', exports: ['graphql', 'graphqlSync'] },
    { kind: 'new', module: '@apollo/server', exports: ['ApolloServer'] },
    { kind: 'new', module: 'apollo-server', exports: ['ApolloServer'] },
    { kind: 'new', module: 'apollo-server-express', exports: ['ApolloServer'] },
    { kind: 'new', module: 'apollo-server-fastify', exports: ['ApolloServer'] },
    { kind: 'new', module: 'apollo-server-koa', exports: ['ApolloServer'] },
    { kind: 'new', module: 'apollo-server-lambda', exports: ['ApolloServer'] },
    { kind: 'call', module: 'graphql-yoga', exports: ['createYoga', 'createServer'] },
    { kind: 'new', module: 'graphql-yoga', exports: ['GraphQLServer'] },
    { kind: 'call', module: 'express-graphql', exports: ['graphqlHTTP', 'default'] },
    { kind: 'call', module: 'graphql-http/lib/use/express', exports: ['createHandler'] },
    { kind: 'call', module: 'mercurius', exports: ['default', 'mercurius'] },
    {
      kind: 'call',
      module: '@nestjs/graphql',
      exports: ['GraphQLModule.forRoot', 'GraphQLModule.forRootAsync'],
    },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-graphql',
      package: '@opentelemetry/instrumentation-graphql',
      export: 'GraphQLInstrumentation',
      options: '{ ignoreTrivialResolveSpans: true }',
      where: 'sdk',
    },
  ],
  also: [httpInstrumentation],
  inAutoInstrumentations: true,
};
