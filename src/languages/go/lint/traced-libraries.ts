/** Which calls of libraries give a span of their own, once the library is instrumented. */
import type { GoIntegration } from '#src/model/integration.js';
import type { GoFile } from '../program.js';
import { withoutMajorVersion } from '../symbols.js';
import type { GoCodebase } from './go-codebase.js';

/** Whether a call of a library that gets a context gives a span in code of the module around a file. */
export function isTracedCall(codebase: GoCodebase, file: GoFile, path: string, name: string): boolean {
  const base = withoutMajorVersion(path);
  return codebase.integrations.some((integration) => {
    const spans = integration.context?.spans;
    return (
      spans?.packages.test(base) && spans.calls.test(name) && importsInstrumenter(codebase, file, integration)
    );
  });
}

/** Whether the module imports what instruments a library, and is not there for another one. */
function importsInstrumenter(codebase: GoCodebase, file: GoFile, library: GoIntegration): boolean {
  const packages = library.instrumentedBy
    .map((instrumenter) => instrumenter.package)
    .filter(
      (path) =>
        path !== OTEL &&
        (path === library.instrumentation ||
          !codebase.integrations.some(({ instrumentation }) => instrumentation === path)),
    );
  return importsOf(codebase, file).some((path) => packages.includes(withoutMajorVersion(path)));
}

/** The API itself, by which some libraries are traced by hand. */
const OTEL = 'go.opentelemetry.io/otel';

/** Whether any code of the module around a file imports a path that matches. */
export function importsMatching(codebase: GoCodebase, file: GoFile, pattern: RegExp): boolean {
  return importsOf(codebase, file).some((path) => pattern.test(path));
}

function importsOf(codebase: GoCodebase, file: GoFile): readonly string[] {
  return codebase.once(importsByModule).get(moduleOf(codebase, file)) ?? [];
}

function importsByModule(codebase: GoCodebase): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { files } of codebase.program.packages.values())
    for (const file of files) {
      const module = moduleOf(codebase, file);
      const paths = found.get(module) ?? new Set();
      for (const { path } of file.facts.imports) paths.add(path);
      found.set(module, paths);
    }
  return new Map([...found].map(([module, paths]) => [module, [...paths]]));
}

/** Path of the module that a file is of; modules are told by the import path of its package. */
function moduleOf({ modules }: GoCodebase, file: GoFile): string {
  const { importPath } = file.package;
  let best = '';
  for (const { path } of modules)
    if (path.length > best.length && (importPath === path || importPath.startsWith(`${path}/`))) best = path;
  return best;
}
