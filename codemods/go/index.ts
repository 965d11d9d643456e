import type { GoIntegration } from '#src/model/integration.js';
import { amqp091 } from './amqp091.js';
import { asynq } from './asynq.js';
import { awsLambdaGo } from './aws-lambda-go.js';
import { awsSdkGo } from './aws-sdk-go.js';
import { awsSdkGoV2 } from './aws-sdk-go-v2.js';
import { bun } from './bun.js';
import { chi } from './chi.js';
import { clickhouseGo } from './clickhouse-go.js';
import { confluentKafkaGo } from './confluent-kafka-go.js';
import { connectGo } from './connect-go.js';
import { databaseSql } from './database-sql.js';
import { echo } from './echo.js';
import { elasticsearch } from './elasticsearch.js';
import { ent } from './ent.js';
import { esdb } from './esdb.js';
import { etcd } from './etcd.js';
import { fasthttp } from './fasthttp.js';
import { fiber } from './fiber.js';
import { firestore } from './firestore.js';
import { franzGo } from './franz-go.js';
import { gin } from './gin.js';
import { goMicro } from './go-micro.js';
import { goPg } from './go-pg.js';
import { goRedis } from './go-redis.js';
import { goRestful } from './go-restful.js';
import { goZero } from './go-zero.js';
import { gocql } from './gocql.js';
import { gomemcache } from './gomemcache.js';
import { gorillaMux } from './gorilla-mux.js';
import { gorm } from './gorm.js';
import { grpcClient } from './grpc-client.js';
import { grpcServer } from './grpc-server.js';
import { hertz } from './hertz.js';
import { httprouter } from './httprouter.js';
import { iris } from './iris.js';
import { jinzhuGorm } from './jinzhu-gorm.js';
import { kafkaGo } from './kafka-go.js';
import { kratos } from './kratos.js';
import { mgo } from './mgo.js';
import { mongo } from './mongo.js';
import { nats } from './nats.js';
import { netHttpClient } from './net-http-client.js';
import { netHttpServer } from './net-http-server.js';
import { netRpc } from './net-rpc.js';
import { olivereElastic } from './olivere-elastic.js';
import { otelcol } from './otelcol.js';
import { pahoMqtt } from './paho-mqtt.js';
import { pgx } from './pgx.js';
import { pubsub } from './pubsub.js';
import { pulsar } from './pulsar.js';
import { redigo } from './redigo.js';
import { resty } from './resty.js';
import { retryablehttp } from './retryablehttp.js';
import { rueidis } from './rueidis.js';
import { sarama } from './sarama.js';
import { sqlx } from './sqlx.js';
import { streadwayAmqp } from './streadway-amqp.js';
import { temporal } from './temporal.js';

/** Every Go library that we know. */
export const goIntegrations: readonly GoIntegration[] = [
  netHttpServer,
  netHttpClient,
  grpcServer,
  grpcClient,
  databaseSql,
  sqlx,
  gorm,
  pgx,
  goRedis,
  sarama,
  kafkaGo,
  franzGo,
  confluentKafkaGo,
  awsSdkGoV2,
  gin,
  echo,
  chi,
  gorillaMux,
  fiber,
  mongo,
  nats,
  amqp091,
  streadwayAmqp,
  jinzhuGorm,
  goPg,
  bun,
  ent,
  rueidis,
  redigo,
  mgo,
  gocql,
  gomemcache,
  elasticsearch,
  awsSdkGo,
  resty,
  retryablehttp,
  fasthttp,
  httprouter,
  goRestful,
  iris,
  hertz,
  kratos,
  goZero,
  goMicro,
  netRpc,
  asynq,
  temporal,
  pubsub,
  pulsar,
  pahoMqtt,
  etcd,
  awsLambdaGo,
  firestore,
  esdb,
  olivereElastic,
  clickhouseGo,
  connectGo,
  otelcol,
];
