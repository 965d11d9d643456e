/** Tracing libraries that are not OpenTelemetry: reported, but no layer. Import path prefix → name. */
const TRACERS: readonly (readonly [string, string])[] = [
  ['github.com/opentracing/opentracing-go', 'opentracing'],
  ['github.com/opentracing-contrib/', 'opentracing'],
  ['github.com/uber/jaeger-client-go', 'opentracing'],
  ['github.com/openzipkin/zipkin-go', 'zipkin'],
  ['github.com/openzipkin-contrib/zipkin-go-opentracing', 'zipkin'],
  ['github.com/openzipkin/zipkin-go-opentracing', 'zipkin'],
  ['gopkg.in/DataDog/dd-trace-go.v1', 'dd-trace'],
  ['github.com/DataDog/dd-trace-go', 'dd-trace'],
  ['github.com/getsentry/sentry-go', 'sentry'],
  ['github.com/newrelic/go-agent', 'newrelic'],
  ['github.com/instana/go-sensor', 'instana'],
  ['github.com/honeycombio/beeline-go', 'beeline'],
  ['go.elastic.co/apm', 'elastic-apm'],
  ['go.opencensus.io', 'opencensus'],
  ['github.com/SkyAPM/go2sky', 'skywalking'],
  ['github.com/aws/aws-xray-sdk-go', 'aws-xray'],
  ['cloud.google.com/go/trace', 'google-cloud-trace'],
  ['github.com/lightstep/lightstep-tracer-go', 'lightstep'],
];

/** Packages under a tracer's path that trace nothing by themselves. */
const NOT_TRACING = /^(?:go\.opencensus\.io\/(?:stats|tag|metric|resource)|contrib\.go\.opencensus\.io)/;

/** The other tracer that an import path belongs to. */
export function otherTracer(path: string): string | undefined {
  if (NOT_TRACING.test(path)) return undefined;
  return TRACERS.find(
    ([prefix]) => path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`),
  )?.[1];
}
