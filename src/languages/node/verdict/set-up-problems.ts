/** What is wrong with how a Node.js service sets telemetry up, apart from when it is loaded. */
import type { NodeIntegration } from '../../../model/integration.js';
import type { ManualSpan, ServiceKind } from '../../../model/scan-report.js';
import type { SetUpProblem } from '../../../model/set-up-problem.js';
import { packageOf } from '../outline/interest.js';
import { type LoadedCode, placeOf } from './loaded-code.js';
import { shortName, type Telemetry } from './telemetry.js';
import { declaredVersion, isBefore } from './versions.js';

export interface SetUpScene {
  service: string;
  kind: ServiceKind;
  code: LoadedCode;
  telemetry: Telemetry;
  spans: readonly ManualSpan[];
  integrations: readonly NodeIntegration[];
}

export function findSetUpProblems(scene: SetUpScene): SetUpProblem[] {
  return [...registeredTwice(scene), ...twoSdks(scene), ...noSdk(scene), ...noFlush(scene)];
}

function problem(
  rule: SetUpProblem['rule'],
  at: string,
  message: string,
  preset: SetUpProblem['preset'] = 'recommended',
): SetUpProblem {
  const [, file = at, line = '1'] = /^(.*):(\d+)$/.exec(at) ?? [];
  return { rule, preset, file, line: Number(line), message };
}

/** `getNodeAutoInstrumentations()` beside an instrumentation that it brings. */
function registeredTwice({ telemetry, integrations }: SetUpScene): SetUpProblem[] {
  const bundle = telemetry.bundles.find(({ covers }) => covers === 'all');
  if (bundle === undefined || telemetry.enabledOnly !== null) return [];
  const brought = new Set(
    integrations
      .filter((one) => one.inAutoInstrumentations && one.autoInstrumentationsBefore === undefined)
      .flatMap(({ instrumentedBy }) => instrumentedBy.map((one) => one.package)),
  );
  return [...telemetry.registered].flatMap(([name, at]) =>
    brought.has(name) && name.startsWith('@opentelemetry/') && !telemetry.disabled.has(shortName(name))
      ? [
          problem(
            'double-instrumentation',
            at,
            `\`${name}\` is registered here and once more by \`${bundle.by}\` (${bundle.at}): what it instruments makes two spans. Leave it out here, and give its options to \`getNodeAutoInstrumentations\`.`,
          ),
        ]
      : [],
  );
}

/** An SDK that a preload starts and one in the code; Sentry's own beside another. */
function twoSdks({ code, telemetry }: SetUpScene): SetUpProblem[] {
  const own = telemetry.constructed;
  if (own === null) return [];
  const preloaded = telemetry.bundles.find(({ startsItself }) => startsItself);
  if (preloaded !== undefined)
    return [
      problem(
        'double-instrumentation',
        own,
        `An SDK is set up here, and \`${preloaded.by}\` (${preloaded.at}) starts one by itself: the second cannot register, and libraries are patched twice. Keep one of them.`,
      ),
    ];
  const sentry = code.calls.find(
    ({ libraries, call, file }) =>
      call.form === 'call' &&
      libraries.some(
        ({ module, path }) =>
          /^@sentry\/(?:node|nestjs|bun|aws-serverless)$/.test(packageOf(module)) && path.at(-1) === 'init',
      ) &&
      startsOpenTelemetry(packageOf(libraries[0]!.module), code, file) &&
      call.args[0] !== undefined &&
      !hasField(code, call.args[0], file, 'skipOpenTelemetrySetup'),
  );
  if (sentry === undefined) return [];
  return [
    problem(
      'double-instrumentation',
      own,
      `An SDK is set up here, and \`Sentry.init\` at ${placeOf(sentry)} sets up another: only the first of them gets spans. Set \`skipOpenTelemetrySetup: true\` there, and add Sentry's span processor here.`,
    ),
  ];
}

/** Sentry is built on OpenTelemetry since its version 8. */
function startsOpenTelemetry(name: string, code: LoadedCode, file: string): boolean {
  const declared = declaredVersion(name, code.manifestsFor(file));
  return declared !== null && !isBefore(declared, '8.0.0');
}

type Argument = LoadedCode['calls'][number]['call']['args'][number];

/** True also where a part of the value is not known. */
function hasField(code: LoadedCode, value: Argument, file: string, name: string): boolean {
  const records = code.linker.resolve(value, file);
  if (records.length === 0) return true;
  return records.some(
    ({ value: record }) =>
      record.is !== 'record' || record.fields.some(([key]) => key === name || key === '...'),
  );
}

/** Packages that may set an SDK up, of OpenTelemetry and of others. */
const SDK_PARTS = /^@opentelemetry\/(?:sdk|auto-instrumentations|exporter)/;
const SETS_UP =
  /otel|telemetry|tracing|observability|^@sentry\/|^(?:lang(?:fuse|smith)|logfire|dd-trace|newrelic)$|^@(?:vercel\/otel|splunk|elastic|honeycombio|traceloop|langfuse|logfire)\b/;

const mayHoldSdk = (name: string): boolean =>
  name.startsWith('@opentelemetry/') ? SDK_PARTS.test(name) : SETS_UP.test(name);

/** Spans of the program's own, and nothing anywhere that could export them. */
function noSdk({ service, code, telemetry, spans }: SetUpScene): SetUpProblem[] {
  const [first] = spans;
  const isSetUp =
    telemetry.sdk !== null || telemetry.registered.size > 0 || telemetry.otherTracers.length > 0;
  if (first === undefined || isSetUp || code.framework !== null) return [];
  const listed = code
    .manifestsFor(first.file)
    .flatMap(({ dependencies, devDependencies }) => Object.keys({ ...dependencies, ...devDependencies }));
  if (listed.some(mayHoldSdk)) return [];
  return [
    problem(
      'sdk-setup',
      `${first.file}:${first.line}`,
      `\`${service}\` starts spans, and nothing that it loads or lists in package.json sets up an SDK: they go nowhere. Load one first, such as \`node --import ./instrumentation.mjs\`.`,
    ),
  ];
}

/** A program that ends by itself loses what waits to be exported; a server what waits when it is stopped. */
function noFlush({ service, kind, code, telemetry }: SetUpScene): SetUpProblem[] {
  const own = telemetry.constructed;
  if (own === null || telemetry.bundles.some(({ startsItself }) => startsItself)) return [];
  const flushes = code.calls.some(
    ({ call, libraries }) =>
      /^(?:shutdown|forceFlush|flush)$/.test(call.method ?? '') ||
      libraries.some(({ path }) => /^(?:shutdown|forceFlush)$/.test(path.at(-1) ?? '')),
  );
  if (flushes || code.framework !== null) return [];
  return [
    problem(
      'sdk-setup',
      own,
      `\`${service}\` never shuts its SDK down: spans that wait to be exported are lost when it ends. Call \`sdk.shutdown()\` on the way out${kind === 'job' ? '' : ', as on SIGTERM'}.`,
      kind === 'job' ? 'recommended' : 'strict',
    ),
  ];
}
