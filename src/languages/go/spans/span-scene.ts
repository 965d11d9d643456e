import type { GoIntegration } from '#src/model/integration.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { SpanWrapper } from '../../span-wrapper.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import type { CallExpr, FuncDecl, FuncLit } from '../syntax/ast.js';
import { createFindCalls, type FoundCall } from '../threading/find-calls.js';
import { createLibraryTypes } from '../typing/library-types.js';
import { createPackageScopes } from '../typing/package-scope.js';
import { type CallSite, type FunctionReading, readFunction } from '../typing/read-function.js';
import { createTypeResolver, type TypeResolver } from '../typing/type-expressions.js';
import { createExpectedContexts } from './expected-contexts.js';
import { createPackageHelpers, type PackageHelpers } from './package-helpers.js';
import { createWrapperCalls } from './wrapper-calls.js';

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
  /** What the tests of a directory say of the contexts that mocks are given. */
  expectedContexts: ReturnType<typeof createExpectedContexts>;
  /** Calls that have got a span: methods of one interface may share them. */
  plannedCalls: Set<CallExpr>;
  /** Functions that hand a context on once the change is made, and its name. */
  handedOn: Map<FuncDecl, string>;
  read(source: GoSource, root: FuncDecl | FuncLit): FunctionReading;
  /** The function of the user's through which a call begins a span; null when it begins none so. */
  wrapperOf(source: GoSource, site: CallSite): SpanWrapper | null;
}

/** @param files of the services */
export function openSpanScene(
  tree: GoTree,
  files: readonly string[],
  integrations: readonly GoIntegration[],
  wrappers: readonly SpanWrapper[],
): SpanScene {
  const resolver = createTypeResolver(createPackageScopes(tree), createLibraryTypes(integrations));
  const readings = new Map<FuncDecl | FuncLit, FunctionReading>();
  const taken = new Map<FuncDecl | FuncLit, Set<string>>();
  const read: SpanScene['read'] = (source, root) => {
    const reading = readings.get(root) ?? readFunction(resolver, source, root);
    readings.set(root, reading);
    return reading;
  };
  return {
    tree,
    resolver,
    helpers: createPackageHelpers(tree),
    files,
    callsOf: createFindCalls({ resolver, tree, files, read }),
    expectedContexts: createExpectedContexts(tree),
    plannedCalls: new Set(),
    handedOn: new Map(),
    takenIn(root) {
      const names = taken.get(root) ?? new Set();
      taken.set(root, names);
      return names;
    },
    directoryOf: (source) => directoryOf(source.path),
    read,
    wrapperOf: createWrapperCalls(resolver, wrappers),
  };
}
