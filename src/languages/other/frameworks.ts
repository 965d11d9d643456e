import type { ServiceKind } from '../../model/scan-report.js';
import type { Family } from './manifests/manifest.js';

/**
 * What a dependency makes of a program. `server` frameworks start a listener by themselves, so that they show a service
 * even without a deployment file; a client library only tells the kind of a program that is deployed.
 */
interface Framework {
  pattern: RegExp;
  kind: ServiceKind;
  server: boolean;
}

const http = (pattern: RegExp): Framework => ({ pattern, kind: 'http', server: true });
const grpc = (pattern: RegExp): Framework => ({ pattern, kind: 'grpc', server: true });
const worker = (pattern: RegExp): Framework => ({ pattern, kind: 'worker', server: true });
/** Libraries that serve as well as call. */
const maybeHttp = (pattern: RegExp): Framework => ({ pattern, kind: 'http', server: false });
/** The source has to tell. */
const maybeGrpc = (pattern: RegExp): Framework => ({ pattern, kind: 'grpc', server: false });
const messaging = (pattern: RegExp): Framework => ({ pattern, kind: 'worker', server: false });

/** In order of what tells most. */
const FRAMEWORKS: Readonly<Record<Family, readonly Framework[]>> = {
  python: [
    http(
      /^(flask|django|fastapi|starlette|tornado|sanic|bottle|falcon|quart|litestar|pyramid|cherrypy|uwsgi|gunicorn|hypercorn|uvicorn|daphne|waitress|robyn|gradio|streamlit|fastmcp|chalice|connexion|responder|blacksheep|nicegui|dash)$/,
    ),
    worker(
      /^(celery|dramatiq|rq|faust|faust-streaming|arq|huey|nameko|locust|temporalio|prefect|apache-airflow|taskiq)$/,
    ),
    maybeHttp(/^(aiohttp|websockets|werkzeug)$/),
    maybeGrpc(/^(grpcio|grpclib|betterproto)(-.*)?$/),
    messaging(
      /^(kafka-python|confluent-kafka|aiokafka|pika|aio-pika|kombu|nats-py|redis|py-zipkin|boto3|google-cloud-pubsub|paho-mqtt|stomp-py)$/,
    ),
  ],
  jvm: [
    grpc(
      /grpc-(server-)?spring-boot-starter|grpc-server|quarkus-grpc|micronaut-grpc-server|armeria-grpc|spring-grpc-(server|spring-boot-starter)|akka-grpc|zio-grpc/,
    ),
    http(
      /spring-boot-starter-(web|webflux|webmvc|jersey|data-rest|undertow|tomcat|jetty|graphql|hateoas)$|^io\.quarkus$|quarkus-(rest|resteasy|vertx-http|reactive-routes)|micronaut-http-server|^io\.micronaut\.application$|ktor-server|vertx-(core|web)|dropwizard-core|helidon-(webserver|microprofile)|javalin|(^|:)spark-core$|armeria|jooby|ratpack|akka-http|pekko-http|http4s|zio-http|finatra|play(-server|-netty-server)?$|cask|ring\/ring|http-kit|pedestal|spring-cloud-starter-(gateway|netflix-eureka-server)|spring-cloud-(config-server|gateway)|jetty-server|undertow-core|dubbo|jakartaee-api/,
    ),
    worker(
      /spring-(kafka|rabbit|amqp|jms)|spring-cloud-(starter-)?stream|spring-boot-starter-(batch|amqp|activemq|artemis|integration)|quarkus-(kafka|messaging|smallrye-reactive-messaging)|kafka-streams|flink-|spark-(sql|streaming)|camel-/,
    ),
    maybeGrpc(/(^|:)grpc-(netty|services|stub|all|okhttp|netty-shaded|core)/),
    messaging(
      /kafka-clients|amqp-client|jedis|lettuce|nats|pulsar-client|(^|:)(sqs|aws-java-sdk-sqs)|google-cloud-pubsub/,
    ),
  ],
  dotnet: [
    maybeGrpc(/^Grpc\.AspNetCore(\.Server)?$|^MagicOnion\.Server/),
    http(
      /^Microsoft\.NET\.Sdk\.Web$|^Microsoft\.AspNetCore\.App$|^Microsoft\.Azure\.Functions\.Worker$|^Amazon\.Lambda\.|^Nancy$|^Carter$|^ServiceStack$|^Giraffe$|^Saturn$|^Suave$/,
    ),
    worker(/^Microsoft\.NET\.Sdk\.Worker$|^MassTransit|^NServiceBus|^Rebus|^Hangfire|^Quartz/),
    messaging(/^Confluent\.Kafka$|^RabbitMQ\.Client$|^Azure\.Messaging\.|^StackExchange\.Redis$|^NATS\./),
  ],
  ruby: [
    grpc(/^(gruf|grpc_kit)$/),
    http(
      /^(rails|sinatra|puma|unicorn|hanami|grape|roda|rack|thin|falcon|passenger|webrick|padrino|cuba|agoo|iodine)$/,
    ),
    worker(/^(sidekiq|resque|shoryuken|karafka|racecar|sneakers|delayed_job|good_job|que|phobos)$/),
    maybeGrpc(/^grpc$/),
    messaging(/^(bunny|ruby-kafka|rdkafka|redis)$/),
  ],
  php: [
    http(
      /^(laravel\/(framework|lumen-framework|octane)|symfony\/(framework-bundle|http-kernel|runtime)|slim\/slim|cakephp\/cakephp|yiisoft\/yii2|codeigniter4\/framework|mezzio\/mezzio|laminas\/laminas-mvc|hyperf\/(framework|http-server)|spiral\/framework|workerman\/workerman|api-platform\/core|react\/http|drupal\/core.*|magento\/.*)$/,
    ),
    worker(/^(php-amqplib\/php-amqplib|enqueue\/.*|symfony\/messenger)$/),
  ],
  rust: [
    maybeGrpc(/^(tonic|grpcio|volo-grpc)$/),
    http(
      /^(actix-web|axum|rocket|warp|poem|salvo|tide|gotham|ntex|async-graphql-(axum|actix-web)|lambda-http|lambda-runtime|pingora)$/,
    ),
    maybeHttp(/^(hyper|tiny-http)$/),
    messaging(/^(rdkafka|lapin|async-nats|nats|apalis|fang|redis|pulsar)$/),
  ],
  beam: [
    http(/^(phoenix|plug_cowboy|cowboy|bandit|raxx|yaws|elli|mochiweb|ace)$/),
    grpc(/^(grpc|grpcbox)$/),
    worker(/^(broadway.*|oban|kafka_ex|brod|exq|gen_stage|amqp)$/),
  ],
  cpp: [
    http(
      /^(crow|drogon|pistache|oatpp.*|restbed|cpprestsdk|cpp-httplib|httplib|uwebsockets|boost-beast|userver)$/i,
    ),
    maybeGrpc(/^grpc(\+\+)?$/i),
    messaging(/^(rdkafka|librdkafka|amqpcpp|cppkafka|hiredis)(\+\+)?$/i),
  ],
  swift: [
    http(/^(vapor|hummingbird|kitura|smoke-framework|swift-aws-lambda-runtime|perfect-httpserver)$/i),
    grpc(/^grpc-swift/),
  ],
  dart: [
    http(/^(shelf|dart_frog|serverpod|alfred|angel3_framework|functions_framework)$/),
    maybeGrpc(/^grpc$/),
  ],
  haskell: [
    http(/^(warp|servant-server|scotty|yesod|snap|happstack-server|spock|ihp)$/),
    worker(/^(hw-kafka-client)$/),
  ],
};

/** What builds a gRPC server, in any of the languages. */
const GRPC_SERVER =
  /grpc\.(aio\.)?server\(|add_\w+Servicer_to_server|\bServerBuilder\b|NettyServerBuilder|@GrpcService|Server::builder\(\)|RpcServer\.new|GRPC::RpcServer|MapGrpcService|GRPC\.Server|grpclib\.server|\.addService\(/;

export interface FrameworkVerdict {
  kind: ServiceKind;
  /** A server or worker framework is there: a service even when nothing deploys it. */
  server: boolean;
}

/**
 * What the direct dependencies make of a program.
 * @param sources asked for the program's text only when a gRPC library may be used either way
 */
export function frameworkOf(
  family: Family,
  names: readonly string[],
  sources: () => Iterable<string>,
): FrameworkVerdict {
  for (const { pattern, kind, server } of FRAMEWORKS[family]) {
    if (!names.some((name) => pattern.test(name))) continue;
    if (server || kind !== 'grpc') return { kind, server };
    for (const text of sources()) if (GRPC_SERVER.test(text)) return { kind, server: true };
  }
  return { kind: 'unknown', server: false };
}
