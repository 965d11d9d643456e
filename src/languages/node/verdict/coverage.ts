/** Whether the loaded set-up instruments a site, by what, and why. */
import type { NodeIntegration } from '../../../model/integration.js';
import { registrationOf } from '../../../model/node-instrumentation.js';
import type { Role } from '../../../model/scan-report.js';
import { matchesName, packageOf } from '../outline/interest.js';
import { type LoadedCode, placeOf } from './loaded-code.js';
import { shortName, type Telemetry } from './telemetry.js';
import { declaredVersion, isBefore, isSupported } from './versions.js';

export interface Verdict {
  by: string | null;
  why: string;
}

export interface SiteContext {
  integration: NodeIntegration;
  role: Role;
  /** The module that the site uses, null for a global. */
  module: string | null;
  file: string;
}

const METAPACKAGE = '@opentelemetry/auto-instrumentations-node';

function unsupportedVersion({ integration, module, file }: SiteContext, code: LoadedCode): string | null {
  if (module === null) return null;
  const name = packageOf(module);
  const known = integration.packages.find((candidate) => matchesName(candidate.name, name));
  const declared = known?.versions === undefined ? null : declaredVersion(name, code.manifestsFor(file));
  if (known?.versions === undefined || declared === null || isSupported(declared, known.versions))
    return null;
  return `\`${name}\` ${declared.range} (${declared.file}) is outside ${known.versions}, the range that ${integration.instrumentation ?? 'its instrumentation'} supports.`;
}

function byRegistration({ integration }: SiteContext, telemetry: Telemetry): Verdict | null {
  for (const one of integration.instrumentedBy) {
    const at = one.where === 'sdk' ? telemetry.registered.get(registrationOf(one)) : undefined;
    if (at === undefined) continue;
    const what = one.hooks === undefined ? `\`${one.package}\`` : `A class that hooks \`${one.hooks}\``;
    return { by: one.by, why: `${what} is registered at ${at}.` };
  }
  return null;
}

function byCode({ integration }: SiteContext, code: LoadedCode): Verdict | null {
  for (const { by, package: name, export: member, where } of integration.instrumentedBy) {
    if (where !== 'code') continue;
    const call = code
      .callsOf(name)
      .find(({ libraries }) => libraries.some(({ path }) => path.includes(member)));
    if (call !== undefined) return { by, why: `\`${member}\` of \`${name}\` is used at ${placeOf(call)}.` };
  }
  return null;
}

/** Why the bundle leaves the integration out, or null when it brings it. */
function leftOut(
  context: SiteContext,
  covers: 'all' | readonly string[],
  telemetry: Telemetry,
  code: LoadedCode,
): string | null {
  const { integration, file } = context;
  if (!integration.inAutoInstrumentations) return 'does not include an instrumentation for it';
  const names = integration.instrumentedBy.map((one) => shortName(one.package));
  if (covers !== 'all' && !names.some((name) => covers.includes(name)))
    return 'does not include an instrumentation for it';
  if (names.some((name) => telemetry.disabled.has(name))) return 'has it disabled by configuration';
  if (telemetry.enabledOnly !== null && !names.some((name) => telemetry.enabledOnly?.has(name) === true))
    return 'has it left out of OTEL_NODE_ENABLED_INSTRUMENTATIONS';
  const last = integration.autoInstrumentationsBefore;
  if (last === undefined) return null;
  const declared = declaredVersion(METAPACKAGE, code.manifestsFor(file));
  return declared !== null && isBefore(declared, last)
    ? null
    : `includes no instrumentation for it since ${last}`;
}

function byBundle(context: SiteContext, telemetry: Telemetry, code: LoadedCode): Verdict | null {
  let excuse: string | null = null;
  for (const { by, at, covers } of telemetry.bundles) {
    const missing = leftOut(context, covers, telemetry, code);
    if (missing === null) return { by, why: `\`${by}\`, loaded at ${at}, includes it.` };
    excuse ??= `\`${by}\`, loaded at ${at}, ${missing}.`;
  }
  return excuse === null ? null : { by: null, why: excuse };
}

/** Spans of the user's own around a messaging library, with the context put into or taken out of the messages. */
function byHand({ role, module, file }: SiteContext, code: LoadedCode): Verdict | null {
  if (role !== 'producer' && role !== 'consumer') return null;
  const wanted = role === 'producer' ? 'inject' : 'extract';
  for (const call of code.callsOf('@opentelemetry/api')) {
    if (!call.libraries.some(({ path }) => path.at(-1) === wanted && path.includes('propagation'))) continue;
    const near =
      call.file === file ||
      code.graph
        .edges(call.file)
        .some((edge) => edge.file === file || (edge.external !== null && edge.external === module));
    if (near)
      return {
        by: 'manual',
        why: `The context is ${wanted === 'inject' ? 'injected into' : 'extracted from'} the messages by hand at ${placeOf(call)}.`,
      };
  }
  return null;
}

/** Next.js makes its own spans for routes and `fetch` as soon as a provider is set up. */
function byNext(
  { integration, module }: SiteContext,
  telemetry: Telemetry,
  code: LoadedCode,
): Verdict | null {
  const own =
    integration.id === 'nextjs' ||
    (code.framework === 'next' && integration.id === 'fetch/undici' && module === null);
  if (!own || telemetry.sdk === null) return null;
  const by = telemetry.bundles[0]?.by ?? 'next';
  return { by, why: `Next.js makes its own spans once an SDK is set up, as at ${telemetry.sdk}.` };
}

function bareReason(context: SiteContext, telemetry: Telemetry, code: LoadedCode): string {
  if (telemetry.sdk !== null)
    return `The SDK set up at ${telemetry.sdk} registers no instrumentation for it.`;
  if (telemetry.registered.size > 0) return 'Instrumentations are registered, but none for it.';
  const declared = code
    .manifestsFor(context.file)
    .find(({ dependencies, devDependencies }) =>
      [METAPACKAGE, '@opentelemetry/sdk-node'].some((name) => dependencies[name] ?? devDependencies[name]),
    );
  return declared === undefined
    ? 'Nothing loads an OpenTelemetry SDK.'
    : `${declared.file} lists OpenTelemetry packages, but nothing that this service loads sets them up.`;
}

/** The verdict on one site. */
export function judge(context: SiteContext, telemetry: Telemetry, code: LoadedCode): Verdict {
  const found = byCode(context, code) ?? byRegistration(context, telemetry);
  const bundle = found ?? byBundle(context, telemetry, code);
  const bundled = bundle?.by ? bundle : (byNext(context, telemetry, code) ?? bundle);
  if (bundled !== null && bundled.by !== null) {
    const unsupported = unsupportedVersion(context, code);
    return unsupported === null ? bundled : { by: null, why: unsupported };
  }
  return byHand(context, code) ?? bundled ?? { by: null, why: bareReason(context, telemetry, code) };
}
