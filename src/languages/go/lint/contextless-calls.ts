/** Calls of traced libraries that take no context, where the function has one to give. */
import type { GoContextVariant } from '#src/model/go-context.js';
import type { DraftFinding, DraftFix } from '../../../model/finding.js';
import { withoutMajorVersion } from '../symbols.js';
import type { CallExpr, FuncDecl, FuncLit, SelectorExpr } from '../syntax/ast.js';
import { createLibraryTypes } from '../typing/library-types.js';
import type { PlacedContext } from './background-context.js';
import { functionsMentioning } from './codebase-spans.js';
import { type GivenContext, givenContext } from './context-values.js';
import { isDetached } from './detached.js';
import type { Callee } from './expression-types.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { leavesFunction } from './request-values.js';
import { runsLater } from './run-later.js';
import { callsIn } from './started-spans.js';
import { isTracedCall } from './traced-libraries.js';

/** What takes a context first, where it is written out in the library; `last` is one more argument behind the others. */
interface Better {
  name: string;
  last?: string;
}

/** One finding for each such call. */
export function contextlessCalls(codebase: GoCodebase): PlacedContext[] {
  const { names, imports } = codebase.once(contextless);
  return functionsMentioning(codebase, imports, names).flatMap((fn) =>
    callsIn(fn.decl).flatMap(({ call, owner }) => {
      const { fun } = call;
      if (fun.kind !== 'SelectorExpr' || !names.has(fun.sel.name)) return [];
      const better = betterOf(codebase, fn, fn.types.callee(call));
      const given = better === undefined ? undefined : givenContext(fn, owner);
      if (better === undefined || !given || isDetached(fn, call)) return [];
      if (fun.sel.name === 'NewRequest' && leavesFunction(fn, call)) return [];
      if (runsLater(fn, call)) return [];
      return [{ fn, finding: findingOf(fun, call, owner, better, given) }];
    }),
  );
}

/** The names of what takes no context and should, the packages that have it, and their types. */
function contextless({ integrations }: GoCodebase) {
  const names = new Set<string>();
  const traced = integrations.flatMap(({ context }) => (context?.spans ? [context] : []));
  for (const { types = [], functions = [] } of traced) {
    for (const { variants = {} } of [...types, ...functions]) {
      for (const name of Object.keys(variants)) names.add(name);
    }
  }
  return {
    names,
    imports: (path: string) => traced.some(({ spans }) => spans?.packages.test(withoutMajorVersion(path))),
    library: createLibraryTypes(integrations),
    types: traced.flatMap(({ types = [] }) => types.map(({ type }) => type)),
  };
}

function betterOf(codebase: GoCodebase, fn: OpenFunction, callee: Callee): Better | undefined {
  if (callee.kind !== 'library') return undefined;
  const { path, receiver, name } = callee;
  const { library, types } = codebase.once(contextless);
  const prefix = `${withoutMajorVersion(path)}.`;
  const receivers =
    receiver === '?'
      ? types.filter((type) => type.startsWith(prefix)).map((type) => type.slice(prefix.length))
      : [receiver];
  for (const one of receivers) {
    const known = library.variant(path, one, name);
    const better = known && writtenOut(known.variant);
    if (better && isTracedCall(codebase, fn.file, path, better.name)) return better;
  }
  return undefined;
}

function writtenOut(variant: GoContextVariant): Better | undefined {
  if (typeof variant === 'string') return { name: variant };
  return 'to' in variant ? { name: variant.to, last: variant.last } : undefined;
}

function findingOf(
  fun: SelectorExpr,
  call: CallExpr,
  owner: FuncDecl | FuncLit,
  better: Better,
  given: GivenContext,
): DraftFinding {
  return {
    at: { start: fun.sel.start, end: fun.sel.end },
    message: `\`${fun.sel.name}\` takes no context, so its span begins a trace of its own. Use \`${better.name}(${given.text}, …)\`.`,
    ...(given.ofRequest && owner.kind === 'FuncLit' ? {} : { fix: withContext(fun, call, better, given) }),
  };
}

/** Unsafe, since the call is then cancelled together with its caller. */
function withContext(
  fun: SelectorExpr,
  call: CallExpr,
  { name, last }: Better,
  { text }: GivenContext,
): DraftFix {
  const [first] = call.args;
  const at = first ? first.start : call.lparen + 1;
  const end = call.args.at(-1)?.end ?? at;
  const behind = last === undefined ? '' : `, ${last}`;
  const added = first
    ? [
        { start: at, end: at, text: `${text}, ` },
        ...(behind === '' ? [] : [{ start: end, end, text: behind }]),
      ]
    : [{ start: at, end: at, text: text + behind }];
  return {
    title: `Use \`${name}\``,
    safe: false,
    edits: [{ start: fun.sel.start, end: fun.sel.end, text: name }, ...added],
  };
}
