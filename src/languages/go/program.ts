/** All first-party Go of a workspace as one symbol table, linked from the facts of its files. */
import type { GoFileFacts, GoFunctionFacts, GoTypeFacts, TypeRef } from './facts.js';
import { packageNameOf } from './import-names.js';
import { unpackFunction } from './packed-function.js';
import { aliasedPackage } from './symbols.js';

export interface GoFile {
  path: string;
  package: GoPackage;
  facts: GoFileFacts;
}

export interface GoFunction {
  /** Index in `Program.functions`. */
  id: number;
  /** `Name` or `Type.Name`. */
  label: string;
  file: GoFile;
  facts: GoFunctionFacts;
  /** How many numbers its receiver, parameters, named results and local variables take. */
  variables: number;
}

export interface GoPackage {
  importPath: string;
  name: string;
  directory: string;
  files: GoFile[];
  types: Map<string, { facts: GoTypeFacts; file: GoFile }>;
  functions: Map<string, GoFunction>;
  /** Methods by type name, then by method name. */
  methods: Map<string, Map<string, GoFunction>>;
  vars: Map<string, { type: TypeRef; file: GoFile }>;
  constants: Map<string, string | null>;
  /** `init` functions and initialisers of package-level variables. */
  initial: GoFunction[];
}

export class Program {
  readonly functions: GoFunction[] = [];
  readonly packages = new Map<string, GoPackage>();
  /** Methods by name alone, for calls through interfaces. */
  readonly methodsByName = new Map<string, GoFunction[]>();
  private readonly aliases: ReadonlyMap<string, string>;
  private readonly qualifiers = new Map<GoFile, Map<string, string>>();

  /**
   * @param aliases import path → import path, for modules that a `replace` serves under another name
   */
  constructor(aliases: ReadonlyMap<string, string> = new Map()) {
    this.aliases = aliases;
  }

  /** Adds one file; files that the build leaves out and test packages must not be added. */
  add(path: string, directory: string, importPath: string, facts: GoFileFacts): void {
    const pkg = this.packageAt(importPath, directory, facts.package);
    const file: GoFile = { path, package: pkg, facts };
    pkg.files.push(file);
    for (const type of facts.types) pkg.types.set(type.name, { facts: type, file });
    for (const { name, type } of facts.vars) pkg.vars.set(name, { type, file });
    for (const [name, value] of facts.constants) pkg.constants.set(name, value);
    for (const fn of facts.functions) this.addFunction(pkg, file, unpackFunction(fn));
  }

  private packageAt(importPath: string, directory: string, name: string): GoPackage {
    let pkg = this.packages.get(importPath);
    if (!pkg) {
      pkg = {
        importPath,
        name,
        directory,
        files: [],
        types: new Map(),
        functions: new Map(),
        methods: new Map(),
        vars: new Map(),
        constants: new Map(),
        initial: [],
      };
      this.packages.set(importPath, pkg);
    }
    return pkg;
  }

  private addFunction(pkg: GoPackage, file: GoFile, facts: GoFunctionFacts): void {
    const label = facts.receiver === '' ? facts.name : `${facts.receiver}.${facts.name}`;
    const declared = (facts.receiver === '' ? 0 : 1) + facts.params.length + facts.resultVars.length;
    const variables = Math.max(declared, facts.locals.length);
    const fn: GoFunction = { id: this.functions.length, label, file, facts, variables };
    this.functions.push(fn);
    if (facts.receiver !== '') {
      let methods = pkg.methods.get(facts.receiver);
      if (!methods) {
        methods = new Map();
        pkg.methods.set(facts.receiver, methods);
      }
      methods.set(facts.name, fn);
      const named = this.methodsByName.get(facts.name);
      if (named) named.push(fn);
      else this.methodsByName.set(facts.name, [fn]);
    } else if (facts.name === 'init' || facts.name.startsWith('<')) pkg.initial.push(fn);
    else pkg.functions.set(facts.name, fn);
  }

  /** The first-party package behind an import path, if it is one. */
  package(importPath: string): GoPackage | undefined {
    return this.packages.get(importPath) ?? this.packages.get(this.aliases.get(importPath) ?? '');
  }

  /** The import path behind a qualifier of a file, by the real names of first-party packages. */
  qualifier(file: GoFile, name: string): string | undefined {
    let qualifiers = this.qualifiers.get(file);
    if (!qualifiers) {
      qualifiers = new Map();
      for (const { alias, path } of file.facts.imports) {
        if (alias === '_' || alias === '.') continue;
        const known = alias === '' ? (this.package(path)?.name ?? packageNameOf(path)) : alias;
        if (!qualifiers.has(known)) qualifiers.set(known, aliasedPackage(path));
      }
      this.qualifiers.set(file, qualifiers);
    }
    return qualifiers.get(name);
  }

  /** Import paths that a file imports with a dot. */
  dotImports(file: GoFile): string[] {
    return file.facts.imports.filter((i) => i.alias === '.').map((i) => i.path);
  }
}
