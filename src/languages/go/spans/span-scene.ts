import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import type { FuncDecl, FuncLit } from '../syntax/ast.js';
import type { FoundCall } from '../threading/find-calls.js';
import type { FunctionReading } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import type { PackageHelpers } from './package-helpers.js';

/** What planning a span looks at. */
export interface SpanScene {
  tree: GoTree;
  resolver: TypeResolver;
  helpers: PackageHelpers;
  /** Files of the services. */
  files: readonly string[];
  directoryOf(source: GoSource): string;
  /** The calls of a function in those files. */
  callsOf(source: GoSource, decl: FuncDecl): FoundCall[];
  /** Names that planned spans have taken in a function. */
  takenIn(root: FuncDecl | FuncLit): Set<string>;
  /** Functions that hand a context on once the change is made, and its name. */
  handedOn: Map<FuncDecl, string>;
  read(source: GoSource, root: FuncDecl | FuncLit): FunctionReading;
}
