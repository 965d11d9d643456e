/** All first-party Go code of a workspace as the rules that follow spans across files see it. */
import type { GoIntegration } from '#src/model/integration.js';
import { createOnce } from '../../lint-check.js';
import type { SpanWrapper } from '../../span-wrapper.js';
import { linkProgram } from '../analysis.js';
import type { GoFileFacts } from '../facts.js';
import type { GoModule } from '../modules.js';
import type { GoFile, Program } from '../program.js';
import { type GoSource, openGoSource } from '../rewrite/go-source.js';

export interface GoCodebase {
  /** Packages, types, functions and constants of all files. */
  program: Program;
  modules: readonly GoModule[];
  wrappers: readonly SpanWrapper[];
  /** The libraries that are known. */
  integrations: readonly GoIntegration[];
  /** A file of the program by path, null for one that the build leaves out. */
  file(path: string): GoFile | null;
  /** Text and tree of a file, parsed when first asked for; null when it is generated, unreadable or has syntax errors. */
  open(path: string): GoSource | null;
  /** The result of a function of this codebase, computed when first asked for and kept. */
  once<T>(compute: (codebase: GoCodebase) => T): T;
}

/**
 * @param facts facts of every Go file, by path, as `goExtractor` gives them
 * @param read the text of a file without its BOM, null when it cannot be read
 */
export function openGoCodebase(input: {
  facts: ReadonlyMap<string, GoFileFacts>;
  modules: readonly GoModule[];
  wrappers: readonly SpanWrapper[];
  integrations: readonly GoIntegration[];
  read(path: string): string | null;
}): GoCodebase {
  const program = linkProgram(input.facts, input.modules);
  const files = new Map<string, GoFile>();
  for (const pkg of program.packages.values()) for (const file of pkg.files) files.set(file.path, file);
  const sources = new Map<string, GoSource | null>();
  const codebase: GoCodebase = {
    program,
    modules: input.modules,
    wrappers: input.wrappers,
    integrations: input.integrations,
    file: (path) => files.get(path) ?? null,
    open(path) {
      let source = sources.get(path);
      if (source === undefined) {
        source = readable(path, input.read(path));
        sources.set(path, source);
      }
      return source;
    },
    once: createOnce(() => codebase),
  };
  return codebase;
}

function readable(path: string, text: string | null): GoSource | null {
  if (text === null) return null;
  const source = openGoSource(path, text);
  return source.file.generated || source.file.errors.length > 0 ? null : source;
}
