/** The calls of a function: those whose callee is certain, and those through an interface that it implements. */
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import type { FuncDecl } from '../syntax/ast.js';
import { calleeOf } from '../typing/callee.js';
import { interfaceMethods } from '../typing/members.js';
import { receiverName } from '../typing/package-scope.js';
import type { CallSite, FunctionReading } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { type FunctionRoot, functionRoots } from './function-roots.js';

export interface CallerInput {
  resolver: TypeResolver;
  tree: GoTree;
  /** The files of the services in question. */
  files: readonly string[];
  read(source: GoSource, root: FunctionRoot): FunctionReading;
}

export interface FoundCall {
  reading: FunctionReading;
  site: CallSite;
}

export function createFindCalls({
  resolver,
  tree,
  files,
  read,
}: CallerInput): (source: GoSource, decl: FuncDecl) => FoundCall[] {
  const known = new Map<FuncDecl, FoundCall[]>();

  function callsOf(source: GoSource, decl: FuncDecl): FoundCall[] {
    let found = known.get(decl);
    if (!found) {
      const call = `${decl.name.name}(`;
      const pattern = new RegExp(`\\b${decl.name.name}\\(`);
      found = files
        .filter((file) => tree.text(file).includes(call))
        .flatMap((file) => tree.open(file) ?? [])
        .flatMap((other) => functionRoots(other, pattern).map((root) => read(other, root)))
        .flatMap((reading) =>
          reading.calls
            .filter((site) => isCallOf(reading, site, source, decl))
            .map((site) => ({ reading, site })),
        );
      known.set(decl, found);
    }
    return found;
  }

  function isCallOf(reading: FunctionReading, site: CallSite, home: GoSource, decl: FuncDecl): boolean {
    const fun = site.call.fun.kind === 'IndexExpr' ? site.call.fun.x : site.call.fun;
    const name = fun.kind === 'SelectorExpr' ? fun.sel.name : fun.kind === 'Ident' ? fun.name : '';
    if (name !== decl.name.name) return false;
    const callee = calleeOf(resolver, site.call, reading.source, site.scope);
    if (callee?.kind === 'declared') return callee.decl === decl;
    if (callee?.kind !== 'interface') return false;
    // Through an interface: the receiver has all of its methods, by name.
    const receiver = decl.recv?.list[0]?.type;
    const declared = resolver.interfaceOf(callee.owner);
    const names = declared && interfaceMethods(resolver, declared.type, declared.source);
    const methods = receiver && resolver.packages.own(home).methods.get(receiverName(receiver));
    return !!names && !!methods && [...names].every((one) => methods.has(one));
  }

  return callsOf;
}
