/** The Go code of a workspace, opened file by file when somebody asks. */

import type { Workspace } from '#src/model/source-file.js';
import { directoryOf } from '../../../model/relative-path.js';
import { goSources } from '../analysis.js';
import { type GoModule, importPaths, parseGoMod } from '../modules.js';
import type { FuncDecl, StructType } from '../syntax/ast.js';
import { parseGoFile } from '../syntax/parser.js';
import { type GoSource, openGoSource, topLevelNames } from './go-source.js';

export interface GoTree {
  modules: readonly GoModule[];
  moduleOf(file: string): GoModule | null;
  open(file: string): GoSource | null;
  /** Import paths of the files of a directory, without reading their functions. */
  imports(directory: string): { files: readonly string[]; paths: readonly string[] };
  /** Files of a directory's package, tests left out. */
  package(directory: string): GoSource[];
  /** Test files of a directory, those of its external package of tests among them. */
  tests(directory: string): GoSource[];
  packageNames(directory: string): ReadonlySet<string>;
  /** Import path of the package of a file. */
  importPathOf(file: string): string;
  /** Directory of a first-party import path. */
  directoryOf(importPath: string): string | null;
  /** Paths of all Go files of a module. */
  filesOf(module: GoModule): string[];
  /** Paths of all Go files, tests and what no service is made of among them. */
  allFiles(): string[];
  text(file: string): string;
  exists(file: string): boolean;
  /** A struct type that a directory's package declares. */
  struct(directory: string, name: string): { source: GoSource; type: StructType } | null;
  /** Functions (and methods) of a directory by name. */
  functions(directory: string, name: string): { source: GoSource; decl: FuncDecl }[];
}

export function createGoTree(workspace: Workspace): GoTree {
  const paths = goSources(workspace.files);
  const listed = new Set(workspace.files.map((f) => f.path));
  const byDirectory = new Map<string, string[]>();
  for (const path of paths) {
    const directory = directoryOf(path);
    byDirectory.set(directory, [...(byDirectory.get(directory) ?? []), path]);
  }
  const modules = [...listed].flatMap((path) => {
    if (path !== 'go.mod' && !path.endsWith('/go.mod')) return [];
    const text = workspace.read(path);
    return (text === null ? null : parseGoMod(path, text, () => {})) ?? [];
  });
  const pathOf = importPaths(byDirectory.keys(), modules);
  const byImport = new Map([...pathOf].map(([directory, path]) => [path, directory]));
  const sources = new Map<string, GoSource | null>();
  const names = new Map<string, Set<string>>();
  const imported = new Map<string, { files: readonly string[]; paths: readonly string[] }>();

  const tree: GoTree = {
    modules,
    moduleOf(file) {
      const around = modules.filter((m) => m.directory === '.' || file.startsWith(`${m.directory}/`));
      return around.sort((a, b) => b.directory.length - a.directory.length)[0] ?? null;
    },
    open(file) {
      let source = sources.get(file);
      if (source === undefined) {
        const text = workspace.read(file);
        source = text === null ? null : openGoSource(file, text);
        sources.set(file, source);
      }
      return source;
    },
    imports(directory) {
      let found = imported.get(directory);
      if (!found) {
        const files = byDirectory.get(directory) ?? [];
        const specs = files.flatMap((f) =>
          parseGoFile(tree.text(f), { bodies: 'skip' }).imports.map((i) => i.path),
        );
        found = { files, paths: specs };
        imported.set(directory, found);
      }
      return found;
    },
    package: (directory) => (byDirectory.get(directory) ?? []).flatMap((path) => tree.open(path) ?? []),
    tests: (directory) =>
      [...listed]
        .filter((path) => path.endsWith('_test.go') && directoryOf(path) === directory)
        .flatMap((path) => tree.open(path) ?? []),
    packageNames(directory) {
      let found = names.get(directory);
      if (!found) {
        found = new Set(tree.package(directory).flatMap((s) => topLevelNames(s.file)));
        // A package of tests sees the names too: `helper_test.go` may declare one.
        for (const test of tree.tests(directory))
          for (const name of topLevelNames(test.file)) found.add(name);
        names.set(directory, found);
      }
      return found;
    },
    importPathOf: (file) => pathOf.get(directoryOf(file)) ?? '',
    directoryOf: (importPath) => byImport.get(importPath) ?? null,
    filesOf: (module) => paths.filter((path) => tree.moduleOf(path) === module),
    allFiles: () => [...listed].filter((path) => path.endsWith('.go')),
    text: (file) => workspace.read(file) ?? '',
    exists: (file) => listed.has(file),
    struct(directory, name) {
      for (const source of tree.package(directory)) {
        for (const decl of source.file.decls) {
          const specs = decl.kind === 'GenDecl' ? decl.specs : [];
          const found = specs.find((spec) => spec.kind === 'TypeSpec' && spec.name.name === name);
          if (found?.kind === 'TypeSpec' && found.type.kind === 'StructType')
            return { source, type: found.type };
        }
      }
      return null;
    },
    functions: (directory, name) =>
      tree
        .package(directory)
        .flatMap((source) =>
          source.file.decls.flatMap((decl) =>
            decl.kind === 'FuncDecl' && decl.name.name === name ? [{ source, decl }] : [],
          ),
        ),
  };
  return tree;
}
