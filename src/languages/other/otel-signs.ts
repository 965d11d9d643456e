import type { Family } from './manifests/manifest.js';

/**
 * Packages with which a program produces spans: SDK, distribution, instrumentation or agent. The API alone, semantic
 * conventions and exporters prove nothing.
 */
const PACKAGES: Readonly<Record<Family, RegExp>> = {
  python:
    /^(opentelemetry-(sdk|distro|instrumentation(-.+)?|instrument)|(aws|elastic|splunk)-opentelemetry(-distro)?|azure-monitor-opentelemetry|traceloop-sdk|openllmetry|logfire|grafana-opentelemetry.*|openinference-instrumentation.*)$/,
  jvm: /io\.opentelemetry\.(instrumentation|javaagent)|opentelemetry-(sdk(-trace|-extension-autoconfigure)?|javaagent|spring-boot(-starter)?|ktor.*|instrumentation-(?!bom|annotations|api)[\w.-]+|autoconfigure|extension-kotlin-sdk)$|quarkus-opentelemetry|micronaut-tracing-opentelemetry|micrometer-tracing-bridge-otel|spring-boot-starter-opentelemetry|otel4s-(oteljava|sdk)|zio-opentelemetry|camel-opentelemetry/,
  dotnet:
    /^(OpenTelemetry|OpenTelemetry\.(Extensions\.Hosting|AutoInstrumentation.*|Instrumentation\..+)|(Azure\.Monitor|Grafana|Elastic|Splunk|Honeycomb)\.OpenTelemetry.*|Honeycomb\.OpenTelemetry.*)$/,
  ruby: /^opentelemetry-(sdk|instrumentation-.+)$/,
  php: /^open-telemetry\/(sdk|opentelemetry|opentelemetry-auto-.+|.*instrumentation.*|contrib-auto-.+)$/,
  rust: /^(opentelemetry-(sdk|otlp|jaeger|zipkin|stdout|instrumentation-.+|datadog)|tracing-opentelemetry|(axum|init|actix-web|tonic|reqwest)-(tracing-)?opentelemetry.*|actix-web-opentelemetry)$/,
  beam: /^(opentelemetry|opentelemetry_(?!api$|semantic)\w+)$/,
  cpp: /^opentelemetry[-_]?cpp$/i,
  swift: /^(opentelemetry-swift|swift-otel)$/,
  dart: /^(opentelemetry|dartastic_opentelemetry|middleware_dart_opentelemetry)$/,
  haskell: /^hs-opentelemetry-(sdk|instrumentation-.+)$/,
};

/** True for a direct dependency that shows spans for certain. */
export function isOtelPackage(family: Family, name: string): boolean {
  return PACKAGES[family].test(name);
}

/** An agent that is switched on, in a Dockerfile, a start command or the environment. */
const ACTIVE_AGENT = new RegExp(
  [
    String.raw`-javaagent:\S*(open-?telemetry|otel)[\w.-]*`,
    String.raw`(^|[\s"'/])opentelemetry-instrument(["'\s]|$)`,
    String.raw`otel-dotnet-auto/instrument\.sh|OTEL_DOTNET_AUTO_HOME|918728DD-259F-4A6A-AC2B-B85E1B658318`,
    String.raw`(pecl|install-php-extensions)\s[^\n]*\bopentelemetry\b`,
  ].join('|'),
  'i',
);

/** True when a text shows an OpenTelemetry agent at work. */
export function showsOtelAgent(text: string): boolean {
  return ACTIVE_AGENT.test(text);
}

/** Pod annotation of the OpenTelemetry operator that injects an agent of the family. */
export function injectsAgent(annotations: Readonly<Record<string, string>>, family: Family): boolean {
  const language = family === 'jvm' ? 'java' : family;
  const value = annotations[`instrumentation.opentelemetry.io/inject-${language}`];
  return value !== undefined && value !== 'false';
}

const OTHER_TRACERS: readonly (readonly [string, RegExp])[] = [
  ['opentracing', /opentracing/i],
  ['zipkin', /zipkin|brave/i],
  ['jaeger', /jaeger-client|jaeger-core|^Jaeger/],
  ['dd-trace', /^ddtrace$|^ddtrace|dd-trace|^datadog$|^Datadog\.Trace/],
  ['sentry', /sentry/i],
  ['newrelic', /new-?relic/i],
  ['elastic-apm', /elastic-?apm/i],
  ['instana', /instana/i],
  ['aws-xray', /aws-xray|xray-recorder|AWSXRay/i],
  ['skywalking', /skywalking/i],
];

/** Tracers that are not OpenTelemetry, by the names of the direct dependencies. */
export function otherTracersOf(names: readonly string[]): string[] {
  return OTHER_TRACERS.flatMap(([tracer, pattern]) =>
    names.some((name) => pattern.test(name)) ? tracer : [],
  );
}
