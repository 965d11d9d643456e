/** The sites of a service with their verdicts. */
import type { FoundSite } from '../../../model/found-service.js';
import type { NodeIntegration } from '../../../model/integration.js';
import type { Role } from '../../../model/scan-report.js';
import { findRoutes } from '../behaviour/routes.js';
import type { Value } from '../facts/facts.js';
import type { LinkedCall } from '../link/linker.js';
import { nestTransports } from '../link/nest-transports.js';
import type { PatternIndex } from '../link/patterns.js';
import { isTestFile } from '../modules/module-graph.js';
import { judge } from './coverage.js';
import type { LoadedCode } from './loaded-code.js';
import type { Telemetry } from './telemetry.js';

interface RawSite {
  integration: NodeIntegration;
  role: Role;
  module: string | null;
  call: LinkedCall;
}

function isCounted(file: string, code: LoadedCode): boolean {
  return code.graph.outline(file)?.generated !== true && !isTestFile(file);
}

const WITH_COMPONENTS = /^(?:remix|tanstack-start|solid-start|astro)$/;
const HOOK = /^use[A-Z]/;

/** Components and hooks run in the browser too: their requests are the server's only beside a loader or an action. */
function runsInBrowser(file: string, code: LoadedCode): boolean {
  if (code.framework === null || !WITH_COMPONENTS.test(code.framework)) return false;
  const outline = code.graph.outline(file);
  if (outline === undefined || outline.serverProps) return false;
  return (
    /\.[jt]sx$/.test(file) ||
    outline.imports.some(
      ({ specifier, names }) => specifier === 'react' && names?.some((name) => HOOK.test(name)) === true,
    )
  );
}

/** Names under which the service's code calls or hands on functions, whatever they belong to. */
function calledNames(code: LoadedCode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { call } of code.calls) {
    if (call.method !== null) names.add(call.method);
    for (const value of [call.callee, ...call.args])
      if (value.is === 'module' || value.is === 'parameter') names.add(value.path.at(-1) ?? '');
  }
  return names;
}

const CALLED_BY_FRAMEWORK = /^(?:constructor|default|main|start|run|bootstrap|handle\w*|on[A-Z]\w*)$/;

/** Whether the named function around a call is called under its name, or is one that a framework calls. */
function isCalledByName({ file, call }: LinkedCall, called: ReadonlySet<string>, code: LoadedCode): boolean {
  const functions = code.linker.facts(file)?.functions ?? [];
  for (let index = call.fn; index >= 0; index = functions[index]?.parent ?? -1) {
    const name = functions[index]?.name ?? '';
    if (name === '') continue;
    return called.has(name) || CALLED_BY_FRAMEWORK.test(name);
  }
  return true;
}

/** Roles that a client has by what the service does with it: `producer()`, `consumer()`, `publish()` … */
function rolesInUse(integration: NodeIntegration, code: LoadedCode): Role[] {
  const methods = integration.uses ?? [];
  const names = integration.packages.map(({ name }) => name);
  const called = calledNames(code);
  const found = methods.filter(({ method }) =>
    code.calls.some((call) => {
      if (call.call.method !== method || !isCalledByName(call, called, code)) return false;
      const libraries = call.libraries;
      if (libraries.length > 0)
        return libraries.some(({ module }) =>
          names.some((name) => module === name || module.startsWith(`${name}/`)),
        );
      const own = call.targets.some(({ value }) => value.is === 'function');
      return (
        !own &&
        code.graph
          .edges(call.file)
          .some(
            ({ external }) =>
              external !== null && names.some((name) => external === name || external.startsWith(`${name}/`)),
          )
      );
    }),
  );
  return [...new Set(found.map(({ role }) => role))];
}

function rawSites(
  code: LoadedCode,
  patterns: PatternIndex,
  integrations: readonly NodeIntegration[],
): RawSite[] {
  const byId = new Map(integrations.map((integration) => [integration.id, integration]));
  const inUse = new Map<NodeIntegration, Role[]>();
  const sites: RawSite[] = [];
  for (const call of code.calls) {
    if (!isCounted(call.file, code)) continue;
    const inBrowser = runsInBrowser(call.file, code);
    const module = call.libraries[0]?.module ?? null;
    for (const { integration, role } of patterns.match(call, code.linker)) {
      if (inBrowser && role === 'client') continue;
      if (role === integration.role && integration.uses !== undefined) {
        const roles = inUse.get(integration) ?? rolesInUse(integration, code);
        inUse.set(integration, roles);
        for (const used of roles.length > 0 ? roles : [role])
          sites.push({ integration, role: used, module, call });
      } else sites.push({ integration, role, module, call });
    }
    for (const { id, role } of nestTransports(call, code.linker)) {
      const integration = byId.get(id);
      if (integration !== undefined) sites.push({ integration, role, module: null, call });
    }
  }
  return sites;
}

const TECHNICAL_ROUTE =
  /^\w+ \/?(?:metrics|health\w*|ready\w*|readiness|live\w*|liveness|ping|status|version)\b/i;

const MIDDLEWARE = new Set([
  'express',
  'body-parser',
  'cors',
  'helmet',
  'morgan',
  'compression',
  'cookie-parser',
  'express-pino-logger',
  'pino-http',
]);

function isMiddleware(value: Value): boolean {
  return value.is === 'module' && MIDDLEWARE.has(value.module) && !value.path.includes('static');
}

const TECHNICAL_FILE =
  /(?:^|[/.-])(?:metrics|health|healthchecks?|health-check|prometheus)(?:\.server)?\.[cm]?[jt]s$/;

/** Files whose only routes are metrics and health checks: their server serves nobody. */
function technicalServers(code: LoadedCode): ReadonlySet<string> {
  const byFile = new Map<string, boolean>();
  for (const { route, file } of findRoutes(code).shown)
    byFile.set(file, (byFile.get(file) ?? true) && TECHNICAL_ROUTE.test(route));
  for (const { file, call } of code.calls)
    if (call.method === 'use' && !call.args.every(isMiddleware)) byFile.delete(file);
  const named = code.files.filter((file) => TECHNICAL_FILE.test(file) && !byFile.has(file));
  return new Set([...named, ...[...byFile].filter(([, technical]) => technical).map(([file]) => file)]);
}

/** Finds and judges the sites; one place counts once for an id and role. */
export function findSites(
  code: LoadedCode,
  telemetry: Telemetry,
  patterns: PatternIndex,
  integrations: readonly NodeIntegration[],
): FoundSite[] {
  const found = new Map<string, FoundSite>();
  const technical = technicalServers(code);
  for (const { integration, role, module, call } of rawSites(code, patterns, integrations)) {
    const { line, column } = call.call;
    const key = [integration.id, role, call.file, line, column].join('\n');
    if (found.has(key) || (role === 'server' && technical.has(call.file))) continue;
    const { by, why } = judge({ integration, role, module, file: call.file }, telemetry, code);
    const place = { id: integration.id, role, file: call.file, line, column };
    found.set(
      key,
      by === null ? { ...place, instrumented: false, why } : { ...place, instrumented: true, by, why },
    );
  }
  return [...found.values()];
}
