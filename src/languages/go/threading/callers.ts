/** Who calls a function, and the way down to it from the nearest caller that has a request's context. */
import type { GoSource } from '../rewrite/go-source.js';
import type { FuncDecl } from '../syntax/ast.js';
import { type CallerInput, createFindCalls } from './find-calls.js';
import { type FunctionRoot, isEntry, labelOf, lineAt } from './function-roots.js';
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

export function createCallers(input: CallerInput): (source: GoSource, decl: FuncDecl) => CallPath {
  const { resolver } = input;
  const callsOf = createFindCalls(input);

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
