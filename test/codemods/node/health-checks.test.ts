/** Which requests make no spans, by the pattern as set-up files have it. */
import { expect, it } from 'vitest';
import { httpInstrumentation } from '#codemods/node/shared/http.js';

const declared = (httpInstrumentation.preamble ?? []).join('\n');
const isHealthCheck = new Function(`${declared}\nreturn (url) => HEALTH_CHECK.test(url);`)() as (
  url: string,
) => boolean;

it.each([
  ...['/health', '/healthz', '/healthy', '/healthcheck', '/health-check', '/health_check', '/_health'],
  ...['/live', '/livez', '/liveness', '/ready', '/readyz', '/readiness', '/ping', '/metrics'],
  ...['/Health', '/health/', '/health?full=1'],
])('%s is a health check', (url) => {
  expect(isHealthCheck(url)).toBe(true);
});

it.each([
  '/',
  '/healthy-meals',
  '/health/records',
  '/orders/health',
  '/pings',
  '/orders?next=/health',
])('%s is none', (url) => {
  expect(isHealthCheck(url)).toBe(false);
});
