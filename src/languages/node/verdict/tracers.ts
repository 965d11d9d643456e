/** Other tracing systems than OpenTelemetry, and the distributions of OpenTelemetry, by their packages. */
import { matchesName, packageOf } from '../outline/interest.js';

const OTHER_TRACERS: readonly (readonly [string, string])[] = [
  ['@sentry/*', 'sentry'],
  ['@hono/sentry', 'sentry'],
  ['dd-trace', 'dd-trace'],
  ['newrelic', 'newrelic'],
  ['elastic-apm-node', 'elastic-apm'],
  ['@instana/*', 'instana'],
  ['opentracing', 'opentracing'],
  ['jaeger-client', 'jaeger-client'],
  ['zipkin', 'zipkin'],
  ['zipkin-*', 'zipkin'],
  ['appmetrics', 'appmetrics'],
  ['@google-cloud/trace-agent', 'google-cloud-trace'],
  ['aws-xray-sdk', 'aws-xray'],
  ['aws-xray-sdk-core', 'aws-xray'],
  ['applicationinsights', 'applicationinsights'],
  ['skywalking-backend-js', 'skywalking'],
  ['lightstep-tracer', 'lightstep'],
  ['@lumigo/tracer', 'lumigo'],
];
/** Parts of these families that run in browsers or at build time. */
const NOT_TRACING =
  /^@sentry\/(?:types|utils|core|browser|react|vue|cli|webpack-plugin|vite-plugin|esbuild-plugin|profiling-node|opentelemetry)(?:$|\/)/;

/** The other tracer that an import or preload starts, or null. */
export function otherTracer(specifier: string): string | null {
  if (NOT_TRACING.test(specifier)) return null;
  const name = packageOf(specifier);
  return OTHER_TRACERS.find(([pattern]) => matchesName(pattern, name))?.[1] ?? null;
}

/** Short names of the libraries that a distribution instruments; `all`: those of auto-instrumentations-node. */
export const DISTRIBUTIONS: readonly {
  package: string;
  calls: readonly string[];
  covers: 'all' | readonly string[];
}[] = [
  { package: '@elastic/opentelemetry-node', calls: ['startNodeSDK'], covers: 'all' },
  { package: '@splunk/otel', calls: ['start', 'startTracing'], covers: 'all' },
  {
    package: '@azure/monitor-opentelemetry',
    calls: ['useAzureMonitor'],
    covers: ['http', 'mongodb', 'mysql', 'pg', 'redis'],
  },
  { package: '@vercel/otel', calls: ['registerOTel'], covers: ['undici'] },
];

/** Modules that set everything up when they are loaded. */
const SELF_STARTING: readonly (readonly [RegExp, string])[] = [
  [
    /^@opentelemetry\/auto-instrumentations-node\/(?:build\/src\/)?register(?:\.js)?$/,
    'auto-instrumentations-node',
  ],
  [/^@elastic\/opentelemetry-node(?:\/.*)?$/, '@elastic/opentelemetry-node'],
  [/^@splunk\/otel\/instrument(?:\.js)?$/, '@splunk/otel'],
  [/^@azure\/monitor-opentelemetry\/loader$/, '@azure/monitor-opentelemetry'],
  [/(?:^|\/)otel-auto-instrumentation-nodejs\/autoinstrumentation(?:\.js)?$/, 'auto-instrumentations-node'],
  [/^\/opt\/otel-handler$/, 'auto-instrumentations-node'],
];

/** What a preload or side-effect import starts by itself, or null. */
export function selfStarting(specifier: string): string | null {
  const path = specifier.replace(/^.*\/node_modules\//, '');
  return SELF_STARTING.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
