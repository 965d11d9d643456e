/** Who calls a function, and the way down to it from the nearest caller that has a request's context. */
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import type { FuncDecl } from '../syntax/ast.js';
import { calleeOf } from '../typing/callee.js';
import { interfaceMethods } from '../typing/members.js';
import { receiverName } from '../typing/package-scope.js';
import type { CallSite, FunctionReading } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { type FunctionRoot, functionRoots, isEntry, labelOf, lineAt } from './function-roots.js';
import { requestContextAt } from './request-context.js';

export type CallPath =
  /** Names from the caller that has the context down to the function; where that caller is, and its context. */
  | { kind: 'path'; names: string[]; file: string; line: number; context: string }
  /** Only the start of the program leads to it, or work that outlives requests. */
  | { kind: 'start-up' }
  | { kind: 'unknown' };

interface Caller {
  source: GoSource;
  decl: FuncDecl;
  names: string[];
}

const MAX_LENGTH = 6;
const MAX_FUNCTIONS = 60;

export interface CallerInput {
  resolver: TypeResolver;
  tree: GoTree;
  /** The files of the services in question. */
  files: readonly string[];
  read(source: GoSource, root: FunctionRoot): FunctionReading;
}

export function createCallers(input: CallerInput): (source: GoSource, decl: FuncDecl) => CallPath {
  const { resolver, tree, files, read } = input;
  const known = new Map<FuncDecl, { reading: FunctionReading; site: CallSite }[]>();

  function callsOf(source: GoSource, decl: FuncDecl): { reading: FunctionReading; site: CallSite }[] {
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

  return (source, decl) => {
    const seen = new Set<FunctionRoot>([decl]);
    let level: Caller[] = [{ source, decl, names: [labelOf(source, decl)] }];
    let startsUp = false;
    let isUnknown = false;
    for (let depth = 0; depth < MAX_LENGTH && level.length > 0; depth++) {
      const above: Caller[] = [];
      for (const at of level) {
        const calls = callsOf(at.source, at.decl);
        if (calls.length === 0) isUnknown ||= !isEntry(at.decl);
        for (const { reading, site } of calls) {
          const { root, source: place } = reading;
          const context = requestContextAt(resolver, reading, site.scope, site.call);
          if (context.kind === 'found') {
            const names = [labelOf(place, root), ...at.names];
            return {
              kind: 'path',
              names,
              file: place.path,
              line: lineAt(place, site.call.start),
              context: context.text,
            };
          }
          if (context.kind === 'unfit' || root.kind === 'FuncLit' || isEntry(root)) startsUp = true;
          else if (!seen.has(root) && seen.size < MAX_FUNCTIONS) {
            seen.add(root);
            above.push({ source: place, decl: root, names: [labelOf(place, root), ...at.names] });
          }
        }
      }
      level = above;
    }
    return { kind: startsUp && !isUnknown ? 'start-up' : 'unknown' };
  };
}
