/** What is both logged and put on the span, and logs that a bridge cannot tie to the span. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, FuncDecl, GoNode, Stmt } from '../syntax/ast.js';
import { constantText } from './constant-text.js';
import type { GoRuleFile } from './go-rule-file.js';
import { findGoSpanStarts } from './span-starts.js';

export const MENTIONS_GO_LOGS = /go\.opentelemetry\.io\/(?:otel|contrib\/bridges)/;

const BRIDGE = 'go.opentelemetry.io/contrib/bridges/otelslog';
/** "Somebody ties what slog writes to spans." */
const HAS_BRIDGE = 'go ties-slog';

export function checkGoLogRedundancy(file: GoRuleFile): CheckResult {
  const claims = file.tree.imports.some(({ path }) => path === BRIDGE) ? [{ name: HAS_BRIDGE }] : [];
  return { findings: [...saidTwice(file), ...untied(file)], claims };
}

/** `span.AddEvent("paid")` right beside `slog.Info("paid")`. */
function saidTwice(file: GoRuleFile): DraftFinding[] {
  const found: DraftFinding[] = [];
  for (const decl of file.tree.decls)
    for (const node of walk(decl)) {
      if (node.kind !== 'Block') continue;
      const logs = node.stmts.flatMap((stmt) => callOf(stmt, isLog));
      for (const event of node.stmts.flatMap((stmt) => callOf(stmt, isEvent))) {
        const text = event.args[0] && constantText(file, event.args[0]);
        const log = logs.find((one) => text && one.args.some((arg) => constantText(file, arg) === text));
        if (!log) continue;
        found.push({
          at: { start: event.fun.start, end: event.fun.end },
          message: `\`${text}\` is logged too, in the same place. Say it once: a log that carries the trace id is found from the span.`,
          related: [{ at: { start: log.start, end: log.end }, message: 'the log' }],
        });
      }
    }
  return found;
}

function callOf(stmt: Stmt, matches: (call: CallExpr) => boolean): CallExpr[] {
  return stmt.kind === 'ExprStmt' && stmt.x.kind === 'CallExpr' && matches(stmt.x) ? [stmt.x] : [];
}

function isEvent({ fun }: CallExpr): boolean {
  return fun.kind === 'SelectorExpr' && fun.sel.name === 'AddEvent';
}

function isLog({ fun }: CallExpr): boolean {
  return (
    fun.kind === 'SelectorExpr' &&
    /^(?:Debug|Info|Warn|Error|Print)(?:f|ln|w|Context|Ctx)?$/.test(fun.sel.name) &&
    fun.x.kind !== 'CallExpr'
  );
}

/** `slog.Info` in a span, where a bridge would tie `slog.InfoContext` to it. */
function untied(file: GoRuleFile): DraftFinding[] {
  const slog = file.tree.imports.find(({ path }) => path === 'log/slog');
  if (!slog) return [];
  const name = slog.alias || 'slog';
  const functions = new Set<GoNode>(
    file
      .once(findGoSpanStarts)
      .flatMap(
        ({ call }) =>
          file.tree.decls.find(
            (one): one is FuncDecl =>
              one.kind === 'FuncDecl' && one.start <= call.start && call.end <= one.end,
          ) ?? [],
      ),
  );
  return [...functions].flatMap((decl) =>
    [...walk(decl)].flatMap((node) => {
      if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr') return [];
      const { x, sel } = node.fun;
      if (x.kind !== 'Ident' || x.name !== name || !/^(?:Debug|Info|Warn|Error)$/.test(sel.name)) return [];
      return [
        {
          at: { start: node.fun.start, end: node.fun.end },
          message: `This log has no context, so it does not get the trace id of the span. Use \`slog.${sel.name}Context(ctx, …)\`.`,
          when: [HAS_BRIDGE],
        },
      ];
    }),
  );
}
