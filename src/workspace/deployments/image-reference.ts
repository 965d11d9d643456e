/** `registry:5000/shop/checkout:1.2@sha256:…` → `checkout`; null when the name is a variable or missing. */
export function imageName(reference: string | null): string | null {
  const name = (reference ?? '')
    .replace(/@.*$/, '')
    .replace(/\$\{[^}]*\}/g, '')
    .replace(/:[^:/]*$/, '')
    .split('/')
    .at(-1);
  return name || null;
}

/**
 * The part of a tag that names a program: `shop:latest-checkout` → `checkout`, for repositories that keep all their
 * images under one name; null for versions.
 */
export function tagName(reference: string | null): string | null {
  const tag = /:([\w.-]+)$/.exec((reference ?? '').replace(/@.*$/, ''))?.[1] ?? '';
  const words = tag
    .split('-')
    .filter((word) => !/^(v?\d[\w.]*|latest|main|master|stable|alpine|slim|[0-9a-f]{7,})$/.test(word));
  return words.join('-') || null;
}

/** Programs that are deployed as they come, with a configuration at most. */
const STOCK = new RegExp(
  `^(${[
    'nginx|nginx-unprivileged|httpd|apache|caddy|haproxy|traefik|envoy|kong|varnish|squid|openresty',
    'postgres(ql)?|postgis|timescaledb|pgbouncer|pgadmin4?|mysql|mariadb|percona|mongo(db)?|mongo-express|redis|valkey|keydb|memcached|dragonfly|redis-stack|redisinsight|redis-commander',
    'elasticsearch|opensearch|opensearch-dashboards|kibana|logstash|filebeat|cassandra|scylla|couchdb|couchbase|neo4j|arangodb|influxdb|clickhouse(-server)?|cockroach|dynamodb-local|minio|mc|localstack|azurite|eventstore|qdrant|weaviate',
    'kafka|cp-[\\w-]+|zookeeper|redpanda|console|kafka-ui|kafdrop|akhq|rabbitmq|nats(-streaming|-box)?|pulsar|activemq|mosquitto|emqx|eclipse-mosquitto',
    'prometheus|alertmanager|grafana|loki|promtail|tempo|mimir|alloy|agent|beyla|pyroscope|jaeger|all-in-one|jaeger-[\\w-]+|zipkin|otel-?collector|otelcol|opentelemetry-collector[\\w-]*|fluentd|fluent-bit|vector|cadvisor|node-exporter|[\\w-]+-exporter|datadog-agent|seq|signoz[\\w-]*',
    'consul|vault|etcd|keycloak|dex|openldap|adminer|mailhog|mailpit|maildev|phpmyadmin|swagger-ui|portainer|watchtower|busybox|alpine|ubuntu|debian|curl|k6|locust|wiremock|mockserver|flagd|sonarqube|jenkins|registry|temporal[\\w-]*|debezium|connect',
  ].join('|')})$`,
);

/** True for an image of a well-known server that is not built from the scanned repository. */
export function isStockImage(reference: string | null): boolean {
  const name = imageName(reference);
  return name !== null && STOCK.test(name);
}
