import type { NodeIntegration } from '#src/model/integration.js';
import { agenda } from './agenda.js';
import { algoliasearch } from './algoliasearch.js';
import { amqplib } from './amqplib.js';
import { awsAppsync } from './aws-appsync.js';
import { awsSdk } from './aws-sdk.js';
import { awsSdkV3 } from './aws-sdk-v3.js';
import { axios } from './axios.js';
import { azureServiceBus } from './azure-service-bus.js';
import { azureStorageBlob } from './azure-storage-blob.js';
import { beeQueue } from './bee-queue.js';
import { bull } from './bull.js';
import { bullmq } from './bullmq.js';
import { cassandraDriver } from './cassandra-driver.js';
import { clickhouseClient } from './clickhouse-client.js';
import { confluentKafkaJavascript } from './confluentinc-kafka-javascript.js';
import { connect } from './connect.js';
import { connectRedis } from './connect-redis.js';
import { connectrpc } from './connectrpc.js';
import { crossFetch } from './cross-fetch.js';
import { dockerode } from './dockerode.js';
import { elasticElasticsearch } from './elastic-elasticsearch.js';
import { express } from './express.js';
import { fastify } from './fastify.js';
import { fetchUndici } from './fetch-undici.js';
import { googleCloudFirestore } from './google-cloud-firestore.js';
import { googleCloudPubsub } from './google-cloud-pubsub.js';
import { googleCloudStorage } from './google-cloud-storage.js';
import { got } from './got.js';
import { graphileWorker } from './graphile-worker.js';
import { graphql } from './graphql.js';
import { graphqlRequest } from './graphql-request.js';
import { grpcJsClient } from './grpc-js-client.js';
import { grpcJsServer } from './grpc-js-server.js';
import { hapi } from './hapi.js';
import { hono } from './hono.js';
import { httpClient } from './http-client.js';
import { httpProxy } from './http-proxy.js';
import { httpProxyMiddleware } from './http-proxy-middleware.js';
import { httpServer } from './http-server.js';
import { http2Server } from './http2-server.js';
import { influxdataInfluxdbClient } from './influxdata-influxdb-client.js';
import { ioredis } from './ioredis.js';
import { isomorphicFetch } from './isomorphic-fetch.js';
import { kafkajs } from './kafkajs.js';
import { knex } from './knex.js';
import { koa } from './koa.js';
import { ky } from './ky.js';
import { mariadb } from './mariadb.js';
import { memcached } from './memcached.js';
import { memjs } from './memjs.js';
import { mikroOrm } from './mikro-orm.js';
import { modelcontextprotocolSdk } from './modelcontextprotocol-sdk.js';
import { mongodb } from './mongodb.js';
import { mongoose } from './mongoose.js';
import { mqtt } from './mqtt.js';
import { mssql } from './mssql.js';
import { mysql } from './mysql.js';
import { mysql2 } from './mysql2.js';
import { nats } from './nats.js';
import { needle } from './needle.js';
import { neo4jDriver } from './neo4j-driver.js';
import { nestjs } from './nestjs.js';
import { nestjsMicroservices } from './nestjs-microservices.js';
import { nextjs } from './nextjs.js';
import { nodeFetch } from './node-fetch.js';
import { nodeRdkafka } from './node-rdkafka.js';
import { nodemailer } from './nodemailer.js';
import { ofetch } from './ofetch.js';
import { openai } from './openai.js';
import { opensearchProjectOpensearch } from './opensearch-project-opensearch.js';
import { oracledb } from './oracledb.js';
import { pg } from './pg.js';
import { platformaticKafka } from './platformatic-kafka.js';
import { polka } from './polka.js';
import { postgres } from './postgres.js';
import { posthogNode } from './posthog-node.js';
import { prisma } from './prisma.js';
import { redis } from './redis.js';
import { request } from './request.js';
import { requestPromise } from './request-promise.js';
import { restana } from './restana.js';
import { restify } from './restify.js';
import { sendgridMail } from './sendgrid-mail.js';
import { sequelize } from './sequelize.js';
import { slackBolt } from './slack-bolt.js';
import { slackWebApi } from './slack-web-api.js';
import { socketIo } from './socket.io.js';
import { sqsConsumer } from './sqs-consumer.js';
import { stripe } from './stripe.js';
import { superagent } from './superagent.js';
import { tedious } from './tedious.js';
import { twilio } from './twilio.js';
import { typeorm } from './typeorm.js';
import { ws } from './ws.js';

/** Every Node library that we know. */
export const nodeIntegrations: readonly NodeIntegration[] = [
  agenda,
  algoliasearch,
  amqplib,
  awsAppsync,
  awsSdkV3,
  awsSdk,
  axios,
  azureServiceBus,
  azureStorageBlob,
  beeQueue,
  bull,
  bullmq,
  cassandraDriver,
  clickhouseClient,
  confluentKafkaJavascript,
  connectRedis,
  connect,
  connectrpc,
  crossFetch,
  dockerode,
  elasticElasticsearch,
  express,
  fastify,
  fetchUndici,
  googleCloudFirestore,
  googleCloudPubsub,
  googleCloudStorage,
  got,
  graphileWorker,
  graphqlRequest,
  graphql,
  grpcJsClient,
  grpcJsServer,
  hapi,
  hono,
  httpClient,
  httpProxyMiddleware,
  httpProxy,
  httpServer,
  http2Server,
  influxdataInfluxdbClient,
  ioredis,
  isomorphicFetch,
  kafkajs,
  knex,
  koa,
  ky,
  mariadb,
  memcached,
  memjs,
  mikroOrm,
  modelcontextprotocolSdk,
  mongodb,
  mongoose,
  mqtt,
  mssql,
  mysql,
  mysql2,
  nats,
  needle,
  neo4jDriver,
  nestjsMicroservices,
  nestjs,
  nextjs,
  nodeFetch,
  nodeRdkafka,
  nodemailer,
  ofetch,
  openai,
  opensearchProjectOpensearch,
  oracledb,
  pg,
  platformaticKafka,
  polka,
  postgres,
  posthogNode,
  prisma,
  redis,
  requestPromise,
  request,
  restana,
  restify,
  sendgridMail,
  sequelize,
  slackBolt,
  slackWebApi,
  socketIo,
  sqsConsumer,
  stripe,
  superagent,
  tedious,
  twilio,
  typeorm,
  ws,
];
