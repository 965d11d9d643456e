/** Set-ups that instrument in principle, but not the way the program is started: loaded late, or without ESM's hook. */

import type { FoundSite } from '../../../model/found-service.js';
import type { NodeIntegration } from '../../../model/integration.js';
import type { Diagnostic } from '../../../model/scan-report.js';
import type { Preload } from '../launch/launch.js';
import { modulesOf } from '../modules/module-system.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { TsConfigs } from '../modules/tsconfig.js';
import { matchesName, packageOf } from '../outline/interest.js';
import type { LoadedCode } from './loaded-code.js';
import type { Telemetry } from './telemetry.js';

export interface StartUp {
  entrypoints: readonly string[];
  preloads: readonly Preload[];
  /** Files that are loaded before the entrypoints. */
  preloaded: readonly string[];
  manifest: PackageManifest | null;
  configs: TsConfigs;
}

/** Patched whenever they were loaded: built-in modules, and what reports through diagnostics channels. */
const NEVER_LATE = new Set(['http', 'https', 'undici']);
const HOOK = /@opentelemetry\/instrumentation\/hook\.mjs|import-in-the-middle/;
const BRINGS_HOOK = /^@elastic\/opentelemetry-node|^@splunk\/otel\/instrument/;

/** Libraries that are loaded before the set-up, with the place of the import. */
export function loadedBefore(
  setUp: { file: string; line: number },
  code: LoadedCode,
  entrypoints: readonly string[],
): Map<string, { file: string; line: number }> {
  const early = new Map<string, { file: string; line: number }>();
  const seen = new Set<string>();
  const visit = (file: string): boolean => {
    seen.add(file);
    for (const edge of code.graph.edges(file)) {
      if (edge.form === 'dynamic') continue;
      if (file === setUp.file && edge.form === 'require' && edge.line > setUp.line) return true;
      if (edge.external !== null) {
        const name = packageOf(edge.external);
        if (!early.has(name)) early.set(name, { file, line: edge.line });
      } else if (edge.file !== null && !seen.has(edge.file) && visit(edge.file)) return true;
    }
    return file === setUp.file;
  };
  for (const entry of entrypoints) if (!seen.has(entry) && visit(entry)) return early;
  return new Map();
}

function lateDiagnostics(
  startUp: StartUp,
  code: LoadedCode,
  telemetry: Telemetry,
  sites: readonly FoundSite[],
  integrations: readonly NodeIntegration[],
): Diagnostic[] {
  const { setUp } = telemetry;
  if (setUp === null || startUp.preloaded.includes(setUp.file)) return [];
  const early = loadedBefore(setUp, code, startUp.entrypoints);
  const ids = new Set(
    sites.filter(({ instrumented, by }) => instrumented && by !== 'manual').map(({ id }) => id),
  );
  const names = integrations
    .filter(({ id }) => ids.has(id))
    .flatMap(({ packages }) => packages.map(({ name }) => name));
  return [...early].flatMap(([name, { file, line }]): Diagnostic[] => {
    if (NEVER_LATE.has(name) || !names.some((pattern) => matchesName(pattern, name))) return [];
    return [
      {
        code: 'sdk-loaded-late',
        severity: 'warning',
        file,
        line,
        message: `\`${name}\` is loaded before the OpenTelemetry set-up at ${setUp.file}:${setUp.line}, so its instrumentation may miss it.`,
        help: 'Load the set-up before everything else: `node --import ./instrumentation.mjs …`, or make it the first import of the entry file.',
      },
    ];
  });
}

function registersHook(startUp: StartUp, code: LoadedCode): boolean {
  if (startUp.preloads.some(({ specifier }) => HOOK.test(specifier) || BRINGS_HOOK.test(specifier)))
    return true;
  if (
    code.files.some((file) =>
      code.graph.edges(file).some(({ external }) => external !== null && HOOK.test(external)),
    )
  )
    return true;
  return code.calls.some(
    (call) =>
      call.libraries.some(({ module, path }) => module === 'module' && path.at(-1) === 'register') &&
      call.call.args.some((arg) => arg.is === 'text' && HOOK.test(arg.text)),
  );
}

function hookDiagnostics(startUp: StartUp, code: LoadedCode, sites: readonly FoundSite[]): Diagnostic[] {
  const entry = startUp.entrypoints.find(
    (file) => modulesOf(file, startUp.manifest, startUp.configs) === 'esm',
  );
  const hooked = sites.some(
    ({ instrumented, by, id }) => instrumented && by !== 'manual' && !/^(?:http-|fetch)/.test(id),
  );
  if (entry === undefined || !hooked || registersHook(startUp, code)) return [];
  return [
    {
      code: 'esm-without-hook',
      severity: 'warning',
      file: entry,
      line: 1,
      message: `\`${entry}\` runs as an ES module, and nothing registers the loader hook of OpenTelemetry: instrumentations of imported libraries stay partial.`,
      help: "Call `register('@opentelemetry/instrumentation/hook.mjs', import.meta.url)` of `node:module` first in the file that `--import` loads.",
    },
  ];
}

/** The diagnostics about how the set-up is loaded. */
export function checkLoadOrder(
  startUp: StartUp,
  code: LoadedCode,
  telemetry: Telemetry,
  sites: readonly FoundSite[],
  integrations: readonly NodeIntegration[],
): Diagnostic[] {
  if (code.framework === 'next') return [];
  return [
    ...lateDiagnostics(startUp, code, telemetry, sites, integrations),
    ...hookDiagnostics(startUp, code, sites),
  ];
}
