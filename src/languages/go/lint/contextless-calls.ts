/** Calls of traced libraries that take no context, where the function has one to give. */
import type { DraftFinding, DraftFix } from '../../../model/finding.js';
import type { CallExpr, FuncDecl, FuncLit, SelectorExpr } from '../syntax/ast.js';
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

interface Variant {
  path: RegExp;
  /** Types whose methods they are; `''` for functions of the package. */
  receiver: RegExp;
  /** Each call, and the one with a context as its first argument. */
  calls: Readonly<Record<string, string>>;
}

const SQL_CALLS = {
  Query: 'QueryContext',
  QueryRow: 'QueryRowContext',
  Exec: 'ExecContext',
  Prepare: 'PrepareContext',
  Ping: 'PingContext',
};

const VARIANTS: readonly Variant[] = [
  { path: /^net\/http$/, receiver: /^$/, calls: { NewRequest: 'NewRequestWithContext' } },
  { path: /^database\/sql$/, receiver: /^(?:DB|Tx|Conn|Stmt|\?)$/, calls: SQL_CALLS },
  {
    path: /^github\.com\/jmoiron\/sqlx$/,
    receiver: /^(?:DB|Tx|Conn|Stmt|NamedStmt|Ext|\?)$/,
    calls: {
      ...SQL_CALLS,
      Get: 'GetContext',
      Select: 'SelectContext',
      NamedExec: 'NamedExecContext',
      NamedQuery: 'NamedQueryContext',
      Queryx: 'QueryxContext',
      QueryRowx: 'QueryRowxContext',
    },
  },
];

const PATHS = /^(?:net\/http|database\/sql|github\.com\/jmoiron\/sqlx)$/;
const NAMES: ReadonlySet<string> = new Set(VARIANTS.flatMap(({ calls }) => Object.keys(calls)));

/** One finding for each such call. */
export function contextlessCalls(codebase: GoCodebase): PlacedContext[] {
  return functionsMentioning(codebase, PATHS, NAMES).flatMap((fn) =>
    callsIn(fn.decl).flatMap(({ call, owner }) => {
      const { fun } = call;
      if (fun.kind !== 'SelectorExpr' || !NAMES.has(fun.sel.name)) return [];
      const better = variantOf(codebase, fn, fn.types.callee(call));
      const given = better === undefined ? undefined : givenContext(fn, owner);
      if (better === undefined || !given || isDetached(fn, call)) return [];
      if (fun.sel.name === 'NewRequest' && leavesFunction(fn, call)) return [];
      if (runsLater(fn, call)) return [];
      return [{ fn, finding: findingOf(fun, call, owner, better, given) }];
    }),
  );
}

function variantOf(codebase: GoCodebase, fn: OpenFunction, callee: Callee): string | undefined {
  if (callee.kind !== 'library') return undefined;
  const { path, receiver, name } = callee;
  const variant = VARIANTS.find((one) => one.path.test(path) && one.receiver.test(receiver));
  const better = variant && Object.hasOwn(variant.calls, name) ? variant.calls[name] : undefined;
  return better !== undefined && isTracedCall(codebase, fn.file, path, better) ? better : undefined;
}

function findingOf(
  fun: SelectorExpr,
  call: CallExpr,
  owner: FuncDecl | FuncLit,
  better: string,
  given: GivenContext,
): DraftFinding {
  return {
    at: { start: fun.sel.start, end: fun.sel.end },
    message: `\`${fun.sel.name}\` takes no context, so its span begins a trace of its own. Use \`${better}(${given.text}, …)\`.`,
    ...(given.ofRequest && owner.kind === 'FuncLit' ? {} : { fix: withContext(fun, call, better, given) }),
  };
}

/** Unsafe, since the call is then cancelled together with its caller. */
function withContext(fun: SelectorExpr, call: CallExpr, better: string, { text }: GivenContext): DraftFix {
  const [first] = call.args;
  const at = first ? first.start : call.lparen + 1;
  return {
    title: `Use \`${better}\``,
    safe: false,
    edits: [
      { start: fun.sel.start, end: fun.sel.end, text: better },
      { start: at, end: at, text: first ? `${text}, ` : text },
    ],
  };
}
