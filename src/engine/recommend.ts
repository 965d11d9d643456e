/** Which layer a service should have and why: the strategy's chapters 3.4, 4.5, 5.4 and 7. */
import { businessTerms } from '../languages/business-vocabulary.js';
import type { FoundService, FoundSite } from '../model/found-service.js';
import { type ReasonCode, recommendationReasons } from '../model/recommendation-reasons.js';
import type { Layer, Reason, ServiceReport } from '../model/scan-report.js';

/** What the configuration says of one service. */
export interface ServiceWish {
  layer?: Layer | undefined;
  critical: boolean;
}

const MAX_EVIDENCE = 5;
/** Operations from this score on make a route's critical word believable. */
const STRONG_OPERATION = 0.75;
const GATEWAY_NAME = /(?:^|[-_])(?:gateway|bff|edge|api-gw|apigw|front-?end|storefront)(?:$|[-_])/i;

export function recommend(service: FoundService, wish: ServiceWish): ServiceReport['recommendation'] {
  const found = reasonsFor(service, wish);
  if (wish.layer !== undefined) {
    return {
      layer: wish.layer,
      reasons: [
        reason('configured', ''),
        ...found.flatMap((f) => (f.layer <= wish.layer! ? [f.reason] : [])),
      ],
    };
  }
  const layer = Math.max(1, ...found.map((f) => f.layer)) as Layer;
  const reasons = found.filter((f) => f.layer === layer || f.layer > 1).sort((a, b) => b.layer - a.layer);
  if (reasons.length > 0) return { layer, reasons: reasons.map((f) => f.reason) };
  return { layer, reasons: [service.supported ? simple(service) : reason('any-language', '')] };
}

interface Weighed {
  layer: Layer;
  reason: Reason;
}

function reasonsFor(service: FoundService, wish: ServiceWish): Weighed[] {
  if (!service.supported) return [];
  const out: Weighed[] = [];
  const add = (layer: Layer, code: ReasonCode, detail: string, evidence: string[] = []) =>
    out.push({ layer, reason: reason(code, detail, evidence) });

  const flagged = service.operations.filter((o) => o.flagged);
  if (wish.critical) add(3, 'critical-configured', '');
  if (flagged.length > 0)
    add(3, 'flagged-operations', names(flagged.map((o) => o.name)), flagged.map(placeOf));
  if (service.spans.length > 0)
    add(3, 'layer-3-present', count(service.spans.length, 'span'), service.spans.map(placeOf));
  const critical = criticalFlow(service);
  if (critical) add(3, 'critical-flow', critical.detail, critical.evidence);

  const outgoing = service.sites.filter((s) => s.role === 'client' || s.role === 'producer');
  const dependencies = new Map<string, FoundSite[]>();
  for (const site of outgoing) dependencies.set(site.id, [...(dependencies.get(site.id) ?? []), site]);
  const calls = outgoing.filter((s) => REMOTE_CALL.has(s.id));
  if (GATEWAY_NAME.test(service.name) && calls.length > 0) {
    add(2, 'gateway', `calls by ${names([...new Set(calls.map((c) => c.id))])}`, calls.map(placeOf));
  }
  if (dependencies.size >= 2) {
    const sites = [...dependencies.values()].map((s) => s[0]!);
    add(2, 'many-dependencies', names([...dependencies.keys()]), sites.map(placeOf));
  } else if (calls.length >= 2) add(2, 'calls-services', count(calls.length, 'client'), calls.map(placeOf));
  const instrumented = service.sites.filter((s) => s.instrumented);
  if (instrumented.length > 0) {
    add(
      2,
      'layer-2-present',
      names([...new Set(instrumented.map((s) => s.by ?? s.id))]),
      instrumented.map(placeOf),
    );
  }
  return out;
}

const REMOTE_CALL = new Set([
  'net/http-client',
  'grpc-client',
  'http-client',
  'fetch/undici',
  'axios',
  'got',
  'node-fetch',
  'superagent',
  'request',
  'grpc-js-client',
  'resty',
  'retryablehttp',
  'net/rpc',
]);

/** `paymentservice`, `order-svc`: the word before counts. */
const SERVICE_SUFFIX = /[-_]?(?:micro)?(?:services?|svc|srv)$/i;
/** Pages and look-ups are not where the critical thing happens. */
const READ_ROUTE = /^(?:GET|HEAD|OPTIONS) /;

/**
 * A critical word in the service's name; or in a route, borne out by a strong operation. Jobs run in the background and
 * gateways pass requests on: what is critical in them happens elsewhere, unless the user says otherwise.
 */
function criticalFlow(service: FoundService): { detail: string; evidence: string[] } | null {
  if (service.kind === 'job' || GATEWAY_NAME.test(service.name)) return null;
  const byName = businessTerms(service.name.replace(SERVICE_SUFFIX, '')).critical[0];
  const strong = service.operations.filter((o) => o.score >= STRONG_OPERATION);
  if (byName !== undefined) {
    const evidence = strong.length > 0 ? strong : service.operations.slice(0, 1);
    return { detail: byName, evidence: evidence.map(placeOf) };
  }
  if (strong.length === 0) return null;
  for (const { route, file, line } of service.routes) {
    if (READ_ROUTE.test(route)) continue;
    const word = businessTerms(route).critical.find((w) =>
      strong.some((o) => businessTerms(o.name).critical.includes(w)),
    );
    if (word !== undefined)
      return { detail: `${word} (${route})`, evidence: [`${file}:${line}`, ...strong.map(placeOf)] };
  }
  return null;
}

function simple(service: FoundService): Reason {
  const outgoing = new Set(
    service.sites.filter((s) => s.role === 'client' || s.role === 'producer').map((s) => s.id),
  );
  return reason(
    'simple-service',
    outgoing.size === 0 ? 'no dependency found' : names([...outgoing]),
    service.sites.map(placeOf),
  );
}

function reason(code: ReasonCode, detail: string, evidence: string[] = []): Reason {
  const { title } = recommendationReasons[code];
  return {
    code,
    text: detail === '' ? title : `${title}: ${detail}`,
    evidence: [...new Set(evidence)].slice(0, MAX_EVIDENCE),
  };
}

function placeOf(at: { file: string; line: number }): string {
  return `${at.file}:${at.line}`;
}

function names(list: readonly string[]): string {
  return list.length <= 4 ? list.join(', ') : `${list.slice(0, 3).join(', ')} and ${list.length - 3} more`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
