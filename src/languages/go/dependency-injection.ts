import type { Value } from './facts.js';
import type { GoType } from './go-type.js';
import type { GoFunction } from './program.js';
import { resolveCallee } from './resolve-callee.js';
import type { SummaryContext } from './summary-context.js';
import { withoutMajorVersion } from './symbols.js';
import { resolveType } from './types.js';

/** Functions that are given values by the type of their parameters. */
const INJECTORS = ['go.uber.org/fx', 'go.uber.org/dig', 'github.com/google/wire'];

export function isInjector(path: string): boolean {
  return INJECTORS.includes(withoutMajorVersion(path));
}

/** Dependency injection: what a provider returns flows to every provider that takes a parameter of that type. */
export function inject(context: SummaryContext, args: Value[]): void {
  for (const arg of args) {
    if (arg?.[0] === 'c') {
      inject(context, arg[2]);
      continue;
    }
    const callee = arg && arg[0] !== 'f' ? resolveCallee(context, arg) : null;
    if (callee?.kind === 'function') connectProvider(context, callee.fn);
  }
}

function connectProvider({ program, nodes, flow }: SummaryContext, fn: GoFunction): void {
  for (const [i, ref] of fn.facts.results.entries()) {
    const type = typeKey(resolveType(program, fn.file, ref));
    if (type) flow.move(flow.result(fn, i), nodes.provided(type));
  }
  for (const param of fn.facts.params) {
    const type = typeKey(resolveType(program, fn.file, param.type));
    if (!type) continue;
    const provided = nodes.provided(type);
    flow.move(provided, flow.local(fn, param.variable));
    flow.affect(nodes.effects(fn, param.variable), provided);
  }
}

function typeKey(type: GoType): string | null {
  return type?.kind === 'named' && type.name !== '?' ? `${type.path}.${type.name}` : null;
}
