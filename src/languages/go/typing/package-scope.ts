/** What the packages of a tree declare at their level, found when somebody asks. */

import { directoryOf } from '../../../model/relative-path.js';
import { packageNameOf } from '../import-names.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { aliasedPackage } from '../symbols.js';
import type { Expr, FuncDecl, TypeSpec, ValueSpec } from '../syntax/ast.js';

export interface PackageScope {
  directory: string;
  name: string;
  sources: readonly GoSource[];
  types: ReadonlyMap<string, { source: GoSource; spec: TypeSpec }>;
  functions: ReadonlyMap<string, { source: GoSource; decl: FuncDecl }>;
  /** Methods by the name of the receiver's type, then by their own. */
  methods: ReadonlyMap<string, ReadonlyMap<string, { source: GoSource; decl: FuncDecl }>>;
  variables: ReadonlyMap<string, { source: GoSource; spec: ValueSpec; index: number }>;
}

export interface PackageScopes {
  /** Of a directory. */
  at(directory: string): PackageScope;
  /** Of a first-party import path; null for libraries. */
  ofPath(path: string): PackageScope | null;
  /** Of the package that a file belongs to. */
  own(source: GoSource): PackageScope;
  /** The import path of a file's own package. */
  pathOf(source: GoSource): string;
  /** The import path behind an identifier of a file. */
  imported(source: GoSource, name: string): string | null;
}

export function createPackageScopes(tree: GoTree): PackageScopes {
  const scopes = new Map<string, PackageScope>();
  const imports = new Map<GoSource, Map<string, string>>();
  const found: PackageScopes = {
    at(directory) {
      let scope = scopes.get(directory);
      if (!scope) {
        scope = readScope(tree, directory);
        scopes.set(directory, scope);
      }
      return scope;
    },
    ofPath(path) {
      const directory = tree.directoryOf(path);
      return directory === null ? null : found.at(directory);
    },
    own: (source) => found.at(directoryOf(source.path)),
    pathOf: (source) => tree.importPathOf(source.path),
    imported(source, name) {
      let names = imports.get(source);
      if (!names) {
        names = new Map();
        for (const { alias, path } of source.file.imports) {
          if (alias === '_' || alias === '.') continue;
          const name = alias === '' ? (found.ofPath(path)?.name ?? packageNameOf(path)) : alias;
          names.set(name, aliasedPackage(path));
        }
        imports.set(source, names);
      }
      return names.get(name) ?? null;
    },
  };
  return found;
}

function readScope(tree: GoTree, directory: string): PackageScope {
  const sources = tree.package(directory);
  const types = new Map<string, { source: GoSource; spec: TypeSpec }>();
  const functions = new Map<string, { source: GoSource; decl: FuncDecl }>();
  const methods = new Map<string, Map<string, { source: GoSource; decl: FuncDecl }>>();
  const variables = new Map<string, { source: GoSource; spec: ValueSpec; index: number }>();
  for (const source of sources) {
    for (const decl of source.file.decls) {
      if (decl.kind === 'FuncDecl') {
        const receiver = decl.recv?.list[0]?.type;
        if (!receiver) {
          functions.set(decl.name.name, { source, decl });
          continue;
        }
        const name = receiverName(receiver);
        const own = methods.get(name) ?? new Map();
        methods.set(name, own.set(decl.name.name, { source, decl }));
      } else if (decl.kind === 'GenDecl') {
        for (const spec of decl.specs) {
          if (spec.kind === 'TypeSpec') types.set(spec.name.name, { source, spec });
          if (spec.kind === 'ValueSpec' && decl.keyword === 'var')
            for (const [index, { name }] of spec.names.entries())
              variables.set(name, { source, spec, index });
        }
      }
    }
  }
  return {
    directory,
    name: sources[0]?.file.packageName ?? '',
    sources,
    types,
    functions,
    methods,
    variables,
  };
}

/** `T` in `*T`, `T[K]`. */
export function receiverName(type: Expr): string {
  switch (type.kind) {
    case 'Ident':
      return type.name;
    case 'StarExpr':
    case 'ParenExpr':
    case 'IndexExpr':
      return receiverName(type.x);
    default:
      return '';
  }
}
