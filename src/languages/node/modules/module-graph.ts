/** Which files a file loads, found by following imports from entry points; only what is reached is read. */
import { directoryOf, joinPath } from '../../../model/relative-path.js';
import type { Extractor, FactSource } from '../../language.js';
import type { Outline } from '../outline/outline.js';
import type { ImportForm } from '../outline/scan-imports.js';
import type { FileIndex } from './file-index.js';
import type { Resolver } from './resolver.js';
import { isCodeFile } from './source-of-built.js';

export interface Edge {
  specifier: string;
  form: ImportForm | 'directory';
  line: number;
  /** The first-party file that is loaded, or null for a library. */
  file: string | null;
  external: string | null;
  names: readonly string[] | null;
}

export interface ModuleGraph {
  /** Follows the imports of these files and of all that they lead to. */
  grow(entries: Iterable<string>): Promise<void>;
  /** Reads outlines alone. */
  look(files: readonly string[]): Promise<void>;
  outline(file: string): Outline | undefined;
  edges(file: string): readonly Edge[];
  /** The files that are loaded from the entries, in the order in which they finish loading. */
  closure(
    entries: readonly string[],
    skip?: (file: string, outline: Outline | undefined) => boolean,
  ): readonly string[];
}

const TEST_FILE =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e)\/|\.(?:test|spec|e2e-spec|stories)\.[cm]?[jt]sx?$/;

/** Whether a path is a test's by its folder or its name. */
export function isTestFile(path: string): boolean {
  return TEST_FILE.test(path);
}

function filesLoadedFrom(directory: string, file: string, index: FileIndex): string[] {
  const path = joinPath(directoryOf(file), directory);
  const own = isTestFile(file);
  return index
    .under(path)
    .filter((other) => other !== file && isCodeFile(other) && (own || !isTestFile(other)));
}

function edgesOf(file: string, outline: Outline, resolver: Resolver, index: FileIndex): Edge[] {
  const edges: Edge[] = [];
  for (const { specifier, form, line, names } of outline.imports) {
    const resolution = resolver.resolve(specifier, file);
    if (resolution === null) continue;
    if ('external' in resolution)
      edges.push({ specifier, form, line, file: null, external: resolution.external, names });
    else edges.push({ specifier, form, line, file: resolution.file, external: null, names });
  }
  for (const directory of outline.directories)
    for (const loaded of filesLoadedFrom(directory, file, index))
      edges.push({
        specifier: directory,
        form: 'directory',
        line: 1,
        file: loaded,
        external: null,
        names: null,
      });
  return edges;
}

/** An empty graph that grows on demand. */
export function createModuleGraph(
  facts: FactSource,
  extractor: Extractor<Outline>,
  resolver: Resolver,
  index: FileIndex,
): ModuleGraph {
  const outlines = new Map<string, Outline>();
  const edges = new Map<string, Edge[]>();
  return {
    async grow(entries) {
      let wave = [...new Set(entries)].filter((file) => !edges.has(file));
      while (wave.length > 0) {
        const found = await facts.get(extractor, wave);
        const next = new Set<string>();
        for (const file of wave) {
          const outline = found.get(file);
          if (outline !== undefined) outlines.set(file, outline);
          const own = outline === undefined ? [] : edgesOf(file, outline, resolver, index);
          edges.set(file, own);
          for (const edge of own) if (edge.file !== null && !edges.has(edge.file)) next.add(edge.file);
        }
        wave = [...next].filter((file) => !edges.has(file));
      }
    },
    async look(files) {
      for (const [file, outline] of await facts.get(extractor, files)) outlines.set(file, outline);
    },
    outline: (file) => outlines.get(file),
    edges: (file) => edges.get(file) ?? [],
    closure(entries, skip = () => false) {
      const done: string[] = [];
      const seen = new Set<string>();
      const visit = (start: string) => {
        const stack: { file: string; next: number }[] = [{ file: start, next: 0 }];
        seen.add(start);
        while (stack.length > 0) {
          const top = stack.at(-1)!;
          const own = edges.get(top.file) ?? [];
          const edge = own[top.next++];
          if (edge === undefined) {
            done.push(top.file);
            stack.pop();
          } else if (
            edge.file !== null &&
            !seen.has(edge.file) &&
            !skip(edge.file, outlines.get(edge.file))
          ) {
            seen.add(edge.file);
            stack.push({ file: edge.file, next: 0 });
          }
        }
      };
      for (const entry of entries) if (!seen.has(entry)) visit(entry);
      return done;
    },
  };
}
