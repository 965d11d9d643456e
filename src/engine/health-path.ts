/** Paths that platforms ask for, whoever serves them: `/healthz`, `/api/ready`, `/metrics`. */
const HEALTH =
  /^\/(?:[\w-]+\/)?(?:health|healthz|healthcheck|health-check|livez?|liveness|ready|readyz|readiness|ping|metrics|_health|startup)(?:\/[\w-]+)?$/i;

export function isHealthPath(path: string): boolean {
  return HEALTH.test(path);
}

/** A route such as `GET /healthz`. */
export function isHealthRoute(route: string): boolean {
  return isHealthPath(route.replace(/^[A-Z]+ /, ''));
}
