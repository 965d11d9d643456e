/** A function of the codebase opened for the rules: its tree and what its names stand for. */
import type { LocalNames } from '../names/local-variable.js';
import { resolveNames } from '../names/resolve-names.js';
import type { GoFile, GoFunction } from '../program.js';
import { receiverName } from '../reduce-type.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { FuncDecl } from '../syntax/ast.js';
import { ExpressionTypes } from './expression-types.js';
import type { GoCodebase } from './go-codebase.js';

export interface OpenFunction {
  decl: FuncDecl;
  source: GoSource;
  file: GoFile;
  /** Its entry in the program; undefined for a second `init` and the like. */
  symbol: GoFunction | undefined;
  names: LocalNames;
  types: ExpressionTypes;
}

/** The functions and methods with a body of a file; none for a file that is not checked. */
export function functionsOf(codebase: GoCodebase, path: string): readonly OpenFunction[] {
  const opened = codebase.once(openFiles);
  let functions = opened.get(path);
  if (!functions) {
    const [source, file] = [codebase.open(path), codebase.file(path)];
    const decls = source?.file.decls.filter((d) => d.kind === 'FuncDecl' && d.body !== undefined) ?? [];
    functions =
      source && file ? decls.map((decl) => openFunction(codebase, source, file, decl as FuncDecl)) : [];
    opened.set(path, functions);
  }
  return functions;
}

/** The open form of a function of the program. */
export function openSymbol(codebase: GoCodebase, fn: GoFunction): OpenFunction | undefined {
  return functionsOf(codebase, fn.file.path).find((one) => one.symbol === fn);
}

function openFiles(): Map<string, readonly OpenFunction[]> {
  return new Map();
}

function openFunction(codebase: GoCodebase, source: GoSource, file: GoFile, decl: FuncDecl): OpenFunction {
  let names: LocalNames | undefined;
  let types: ExpressionTypes | undefined;
  const receiver = receiverName(decl);
  const { package: pkg } = file;
  const symbol = receiver
    ? pkg.methods.get(receiver)?.get(decl.name.name)
    : pkg.functions.get(decl.name.name);
  const open: OpenFunction = {
    decl,
    source,
    file,
    symbol: symbol?.file === file ? symbol : undefined,
    get names() {
      names ??= resolveNames(decl);
      return names;
    },
    get types() {
      types ??= new ExpressionTypes(codebase.program, file, open.names);
      return types;
    },
  };
  return open;
}
