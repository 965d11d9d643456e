/** Which OpenTelemetry set-up a service loads: SDK, registered instrumentations, auto-instrumentations, distributions. */
import { registrationOf } from '#src/model/node-instrumentation.js';
import type { Value } from '../facts/facts.js';
import type { Launch, Preload } from '../launch/launch.js';
import type { LinkedCall, Linker } from '../link/linker.js';
import { packageOf } from '../outline/interest.js';
import { type LoadedCode, placeOf } from './loaded-code.js';
import { DISTRIBUTIONS, otherTracer, selfStarting } from './tracers.js';

export interface Bundle {
  by: string;
  at: string;
  covers: 'all' | readonly string[];
  /** Loading it is enough, or somebody else starts it: it sets up an SDK of its own. */
  startsItself: boolean;
}

export interface Telemetry {
  /** Instrumentations that are constructed or called, by `registrationOf`, with the place. */
  registered: ReadonlyMap<string, string>;
  /** auto-instrumentations-node or a distribution that brings the same libraries. */
  bundles: readonly Bundle[];
  /** Short names (`pg`) that configuration or environment switches off. */
  disabled: ReadonlySet<string>;
  /** When the environment names the only ones that are on. */
  enabledOnly: ReadonlySet<string> | null;
  /** Where an SDK or a tracer provider is set up; null when none is. */
  sdk: string | null;
  /** Where the code constructs one, as far as it does. */
  constructed: string | null;
  /** The first set-up in code, for load order. */
  setUp: { file: string; line: number } | null;
  otherTracers: readonly string[];
}

const SDK_CLASSES =
  /^(?:NodeSDK|startNodeSDK|startNodeSdk|NodeTracerProvider|BasicTracerProvider|WebTracerProvider|TracerProvider|registerInstrumentations|registerOTel|HoneycombSDK|useAzureMonitor|start|startTracing)$/;

/** A `BasicTracerProvider` may be there for spans of its own. */
const CONSTRUCTED = /^(?:NodeSDK|NodeTracerProvider)$/;

/** `@opentelemetry/instrumentation-pg` → `pg` */
export function shortName(packageName: string): string {
  return packageName.replace(/^@opentelemetry\/instrumentation-/, '');
}

function disabledIn(value: Value, file: string, linker: Linker): string[] {
  return linker.resolve(value, file).flatMap(({ value: record, file: at }) => {
    if (record.is !== 'record') return [];
    return record.fields.flatMap(([key, field]) => {
      const off = linker
        .resolve(field, at)
        .some(
          ({ value: settings }) =>
            settings.is === 'record' &&
            settings.fields.some(([name, flag]) => name === 'enabled' && flag.is === 'flag' && !flag.value),
        );
      return off ? [shortName(key)] : [];
    });
  });
}

function listOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

const BASE = '@opentelemetry/instrumentation';

/** A class of the service's own that hooks a library. */
function ownRegistration(name: string, library: Value | undefined): string | null {
  const hooks =
    name === 'InstrumentationNodeModuleDefinition' && library?.is === 'text' ? library.text : null;
  return hooks === null ? null : registrationOf({ package: BASE, hooks });
}

function isInstrumentation(module: string, name: string | undefined, form: string): boolean {
  if (name === undefined) return false;
  const known =
    /^@opentelemetry\/instrumentation-|\/otel$|opentelemetry-instrumentation|\/instrumentation$|-otel$|^@traceloop\/instrumentation|opentelemetry-instrumentation-azure-sdk$/.test(
      module,
    );
  return (
    known &&
    (form === 'new'
      ? /Instrumentation\w*$|^BullMQOtel$|^default$/.test(name)
      : /^create\w+Instrumentation$|Middleware$|^otel$|^instrument$/.test(name))
  );
}

/** Reads the set-up out of the code that the service loads and the ways in which it is started. */
export function findTelemetry(
  code: LoadedCode,
  launches: readonly Launch[],
  preloads: readonly Preload[],
): Telemetry {
  const registered = new Map<string, string>();
  const bundles: Bundle[] = [];
  const disabled = new Set<string>();
  const tracers = new Set<string>();
  let sdk: string | null = null;
  let constructed: string | null = null;
  let setUp: Telemetry['setUp'] = null;

  const bundle = (by: string, at: string, covers: Bundle['covers'], startsItself: boolean) => {
    if (!bundles.some((known) => known.by === by)) bundles.push({ by, at, covers, startsItself });
    sdk ??= at;
  };
  const distribution = (name: string) => DISTRIBUTIONS.find((known) => known.package === name);

  for (const { specifier, at } of preloads) {
    const starts = selfStarting(specifier);
    if (starts !== null) bundle(starts, at, distribution(starts)?.covers ?? 'all', true);
    const other = otherTracer(specifier);
    if (other !== null) tracers.add(other);
  }
  for (const { workload, at } of launches)
    for (const [key, value] of Object.entries(workload?.annotations ?? {}))
      if (key === 'instrumentation.opentelemetry.io/inject-nodejs' && value !== 'false')
        bundle('auto-instrumentations-node', at, 'all', true);

  for (const file of code.files)
    for (const { external, line } of code.graph.edges(file)) {
      if (external === null) continue;
      const starts = selfStarting(external);
      if (starts !== null && starts !== '@elastic/opentelemetry-node') {
        bundle(starts, `${file}:${line}`, distribution(starts)?.covers ?? 'all', true);
        setUp ??= { file, line };
      }
      const other = otherTracer(external);
      if (other !== null) tracers.add(other);
    }

  const visit = (call: LinkedCall): void => {
    const { form, args, line } = call.call;
    if (form !== 'new' && form !== 'call') return;
    for (const { module, path } of call.libraries) {
      const name = path.findLast((part) => part !== 'default') ?? 'default';
      const owner = packageOf(module);
      if (
        owner === '@opentelemetry/auto-instrumentations-node' &&
        name === 'getNodeAutoInstrumentations' &&
        code.isUsed(call)
      ) {
        bundle('auto-instrumentations-node', placeOf(call), 'all', false);
        for (const short of args[0] === undefined ? [] : disabledIn(args[0], call.file, code.linker))
          disabled.add(short);
        setUp ??= { file: call.file, line };
      } else if (isInstrumentation(module, name, form) && code.isUsed(call)) {
        const key = owner === BASE ? ownRegistration(name, args[0]) : owner;
        if (key === null) continue;
        if (!registered.has(key)) registered.set(key, placeOf(call));
        setUp ??= { file: call.file, line };
      }
      const known = distribution(owner);
      if (known?.calls.includes(name) === true && code.isUsed(call)) {
        bundle(owner, placeOf(call), known.covers, false);
        setUp ??= { file: call.file, line };
      }
      if (SDK_CLASSES.test(name) && /opentelemetry|otel/.test(owner) && code.isUsed(call)) {
        sdk ??= placeOf(call);
        if (form === 'new' && CONSTRUCTED.test(name)) constructed ??= placeOf(call);
        // A provider patches nothing: libraries may be loaded before it.
        if (!/TracerProvider$/.test(name)) setUp ??= { file: call.file, line };
      }
    }
  };
  for (const call of code.calls) visit(call);

  const env = Object.assign({}, ...launches.map((launch) => launch.env)) as Record<string, string>;
  for (const name of listOf(env.OTEL_NODE_DISABLED_INSTRUMENTATIONS)) disabled.add(name);
  const only = listOf(env.OTEL_NODE_ENABLED_INSTRUMENTATIONS);
  return {
    registered,
    bundles,
    disabled,
    enabledOnly: only.length > 0 ? new Set(only) : null,
    sdk,
    constructed,
    setUp,
    otherTracers: [...tracers].sort(),
  };
}
