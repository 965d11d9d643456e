/** Exits that run no deferred calls, `log.Fatal(server.Serve())` or `os.Exit(1)`: telemetry is stopped before them. */
import type { Edit } from '#src/model/change.js';
import { indentAt } from '../rewrite/edit-expressions.js';
import { declarationAt, declaredBelow, type GoSource, importOf } from '../rewrite/go-source.js';
import { statementsOf } from '../rewrite/statement-lists.js';
import { unfoldFunctions } from '../rewrite/unfold-functions.js';
import { pathTo, walk } from '../rewrite/walk.js';
import type { Block, CallExpr, Expr, GoNode, Stmt } from '../syntax/ast.js';

export interface Exit {
  statement: Stmt;
  /** The only argument whose value has to be there before: what it calls serves until the end. */
  serves: CallExpr | null;
}

/** Methods that serve until they fail or are told to stop. */
const SERVES =
  /^(?:ListenAndServe(?:TLS)?|Serve(?:TLS)?|Run(?:TLS|Unix|Fd|Listener)?|Start(?:TLS|AutoTLS|Server|H2CServer)?|Listen(?:TLS|MutualTLS)?|Listener|Wait|Execute(?:Context)?)$/;
/** Of those, the ones that nothing else is called by. */
const SURELY_SERVES = /^(?:ListenAndServe(?:TLS)?|ServeTLS)$/;
const FATAL = /^Fatal(?:f|ln|w)?$/;
/** Packages whose functions make a text or an error of what they are given. */
const FORMATS = /^(?:fmt|errors|strings|strconv|github\.com\/pkg\/errors|golang\.org\/x\/xerrors)$/;

/** The exits of a function that sets telemetry up, from where it begins to serve: an earlier one has nothing to send. */
export function exitsOfStart(source: GoSource, body: Block): Exit[] {
  const first = body.stmts.findIndex(servesIn);
  return exitsIn(source, body.stmts.slice(first === -1 ? -1 : first));
}

/** The exits of any other function behind something that certainly serves, or waits for a signal. */
export function exitsOfOther(source: GoSource, body: Block): Exit[] {
  const waits = /\bsignal\.Notify\(/.test(source.text.slice(body.start, body.end));
  const lists = [...walk(body)].flatMap((node) => statementsOf(node) ?? []);
  const starts = lists.filter((s) => calls(s, SURELY_SERVES) || (waits && receives(s))).map((s) => s.start);
  const first = Math.min(...starts);
  return exitsIn(source, body.stmts).filter(
    ({ statement, serves }) => statement.end > first || (serves !== null && calls(statement, SERVES)),
  );
}

/**
 * @param stop the call that stops telemetry, for example `stopTelemetry()`
 * @returns no edits where the statement shares its line with others
 */
export function stopBefore(source: GoSource, { statement, serves }: Exit, stop: string): Edit[] {
  const { path: file, text } = source;
  const declaration = declarationAt(source, statement.start)!;
  const around = pathTo(declaration, statement.start);
  const indent = indentAt(text, statement.start);
  const ownsLine = text.slice(text.lastIndexOf('\n', statement.start) + 1, statement.start) === indent;
  const inner = ownsLine ? indent : `${indent}\t`;
  const edits: Edit[] = [];
  if (serves === null) {
    edits.push({ file, start: statement.start, end: statement.start, text: `${stop}\n${inner}` });
  } else {
    const name = errorName(declaration);
    const before = text.slice(statement.start, serves.start);
    const after = text.slice(serves.end, statement.end);
    edits.push(
      { file, start: statement.start, end: serves.start, text: `${name} := ` },
      {
        file,
        start: serves.end,
        end: statement.end,
        text: `\n${inner}${stop}\n${inner}${before}${name}${after}`,
      },
    );
  }
  if (ownsLine) return edits;
  const unfolded = unfoldFunctions(source, around, edits, 'always');
  return unfolded.length > 0 ? [...edits, ...unfolded] : [];
}

function errorName(declaration: GoNode): string {
  const declared = declaredBelow(declaration);
  return ['err', 'serveErr', 'exitErr'].find((name) => !declared.has(name)) ?? 'telemetryExitErr';
}

function exitsIn(source: GoSource, statements: readonly Stmt[]): Exit[] {
  return statements
    .flatMap((statement) => [...walk(statement)])
    .flatMap((node) => (node.kind === 'ExprStmt' ? (exitOf(source, node) ?? []) : []))
    .sort((a, b) => a.statement.start - b.statement.start);
}

function exitOf(source: GoSource, statement: Stmt): Exit | null {
  if (statement.kind !== 'ExprStmt' || statement.x.kind !== 'CallExpr') return null;
  const call = statement.x;
  if (!isExit(source, call)) return null;
  const working = call.args.filter((arg) => works(source, arg));
  if (working.length === 0) return { statement, serves: null };
  const [only] = working;
  return working.length === 1 && only?.kind === 'CallExpr' ? { statement, serves: only } : null;
}

/** `log.Fatal(…)`, `os.Exit(…)`, `log.Fatal().Err(err).Msg("…")`. */
function isExit(source: GoSource, { fun }: CallExpr): boolean {
  if (fun.kind !== 'SelectorExpr') return false;
  if (FATAL.test(fun.sel.name)) return true;
  if (fun.sel.name === 'Exit') return fun.x.kind === 'Ident' && importOf(source, fun.x.name)?.path === 'os';
  for (let at: Expr = fun.x; at.kind === 'CallExpr' && at.fun.kind === 'SelectorExpr'; at = at.fun.x)
    if (at.fun.sel.name === 'Fatal' && at.args.length === 0) return true;
  return false;
}

/** Whether an argument does something, beyond making a text of a value. */
function works(source: GoSource, argument: Expr): boolean {
  for (const node of walk(argument)) {
    if (node.kind !== 'CallExpr') continue;
    const { fun } = node;
    if (fun.kind !== 'SelectorExpr') return true;
    if (/^(?:Error|String)$/.test(fun.sel.name) && node.args.length === 0) continue;
    const path = fun.x.kind === 'Ident' ? importOf(source, fun.x.name)?.path : undefined;
    if (path === undefined || !FORMATS.test(path)) return true;
  }
  return false;
}

function servesIn(statement: Stmt): boolean {
  if (calls(statement, SERVES) || receives(statement)) return true;
  for (const node of walk(statement)) {
    if (node.kind === 'GoStmt' || node.kind === 'SelectStmt') return true;
    if (node.kind === 'ForStmt' && !node.cond) return true;
  }
  return false;
}

function calls(statement: Stmt, names: RegExp): boolean {
  for (const node of walk(statement))
    if (node.kind === 'CallExpr' && node.fun.kind === 'SelectorExpr' && names.test(node.fun.sel.name))
      return true;
  return false;
}

function receives(statement: Stmt): boolean {
  for (const node of walk(statement)) if (node.kind === 'UnaryExpr' && node.op === '<-') return true;
  return false;
}
