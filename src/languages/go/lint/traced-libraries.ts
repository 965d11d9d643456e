/** Which calls of libraries give a span of their own, once the library is instrumented. */
import type { GoFile } from '../program.js';
import type { GoCodebase } from './go-codebase.js';

interface TracedLibrary {
  path: RegExp;
  /** Functions and methods that take a context and give a span. */
  calls: RegExp;
  /** Import paths of what instruments it. */
  instrumentation: RegExp;
}

const SQL = /otelsql|splunksql|otelpgx|pgx-?otel|instrgen.*sql|otelsqlx/i;
const ANY = /./;

const LIBRARIES: readonly TracedLibrary[] = [
  {
    path: /^net\/http$/,
    calls: /^NewRequestWithContext$/,
    instrumentation: /\/otelhttp$|\/otelhttptrace$/,
  },
  {
    path: /^database\/sql$/,
    calls: /^(?:Query|Exec|QueryRow|Prepare|Ping)Context$|^BeginTx$/,
    instrumentation: SQL,
  },
  { path: /^github\.com\/jmoiron\/sqlx$/, calls: /Context$|^BeginTxx$/, instrumentation: SQL },
  {
    path: /^github\.com\/jackc\/pgx(?:\/v\d+)?(?:\/pgxpool)?$/,
    calls: /^(?:Query|QueryRow|Exec|SendBatch|CopyFrom|Begin|BeginTx|Prepare)$/,
    instrumentation: SQL,
  },
  {
    path: /^github\.com\/(?:redis\/)?go-redis\/(?:redis\/?)?/,
    calls: ANY,
    instrumentation: /redisotel|otelredis/,
  },
  { path: /^github\.com\/redis\/go-redis/, calls: ANY, instrumentation: /redisotel|otelredis/ },
  { path: /^go\.mongodb\.org\/mongo-driver\//, calls: ANY, instrumentation: /otelmongo/ },
  { path: /^google\.golang\.org\/grpc$/, calls: /^(?:Invoke|NewStream)$/, instrumentation: /\/otelgrpc$/ },
  { path: /^github\.com\/aws\/aws-sdk-go-v2\/service\//, calls: /^[A-Z]/, instrumentation: /\/otelaws$/ },
  {
    path: /^github\.com\/twmb\/franz-go\/pkg\/kgo$/,
    calls: /^Produce(?:Sync)?$/,
    instrumentation: /\/kotel$/,
  },
];

/** Whether a call of a library that gets a context gives a span in code of the module around a file. */
export function isTracedCall(codebase: GoCodebase, file: GoFile, path: string, name: string): boolean {
  return LIBRARIES.some(
    (library) =>
      library.path.test(path) &&
      library.calls.test(name) &&
      importsMatching(codebase, file, library.instrumentation),
  );
}

/** Whether any code of the module around a file imports a path that matches. */
export function importsMatching(codebase: GoCodebase, file: GoFile, pattern: RegExp): boolean {
  const known = codebase.once(importsByModule);
  return (known.get(moduleOf(codebase, file)) ?? []).some((path) => pattern.test(path));
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
