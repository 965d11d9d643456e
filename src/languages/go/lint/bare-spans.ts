/** Spans of business operations that carry no attribute. */
import type { CheckResult, Claim } from '../../../model/finding.js';
import { BARE_SPAN } from '../../attribute-levels.js';
import { businessTerms } from '../../business-vocabulary.js';
import { walk } from '../rewrite/walk.js';
import type { AssignStmt, CallExpr, FuncDecl, GoNode, Ident } from '../syntax/ast.js';
import { constantText } from './constant-text.js';
import type { GoRuleFile } from './go-rule-file.js';
import { findGoSpanStarts, type GoSpanStart } from './span-starts.js';

/** What the file says of its own starts; claimed is whether its package adds attributes to spans of others. */
export function bareSpans(file: GoRuleFile): Required<CheckResult> {
  const own = file.importPath ?? file.path;
  const claims: Claim[] = /SpanFromContext/.test(file.text) ? [{ name: describesOthers(own) }] : [];
  const called = [own, ...file.tree.imports.map(({ path }) => path)];
  const findings = file.once(findGoSpanStarts).flatMap((start) => {
    const name = constantText(file, start.name);
    if (name === null || businessTerms(name).critical.length === 0 || !isBare(file, start)) return [];
    return [
      {
        at: { start: start.name.start, end: start.name.end },
        message: `The span \`${name}\` has no attribute, so it does not tell which one it was about. Add what one would search for, such as an id, an amount or a reason.`,
        level: BARE_SPAN,
        unless: called.map(describesOthers),
      },
    ];
  });
  return { findings, claims };
}

/** "The package adds attributes to the span of the context." */
function describesOthers(importPath: string): string {
  return `go describes-current-span ${importPath}`;
}

/** Whether the span is in a variable of its own, of which only `End`, `RecordError` and the like are asked. */
function isBare(file: GoRuleFile, { call }: GoSpanStart): boolean {
  if (call.args.length > 2 && !call.args.slice(2).every(isKind)) return false;
  const decl = file.tree.decls.find(
    (one): one is FuncDecl => one.kind === 'FuncDecl' && one.start <= call.start && call.end <= one.end,
  );
  const assigned = decl && assignmentOf(decl, call);
  const target = assigned?.lhs[1];
  if (!decl?.body || target?.kind !== 'Ident' || target.name === '_') return false;
  let asked = 0;
  let mentioned = 0;
  for (const node of walk(decl.body)) {
    if (isNamed(node, target.name)) mentioned++;
    if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr' || !isNamed(node.fun.x, target.name))
      continue;
    if (!/^(?:End|RecordError|SetStatus|SpanContext|IsRecording)$/.test(node.fun.sel.name)) return false;
    asked++;
  }
  // Every mention but the assignment is such a call: it is not handed on.
  return mentioned === asked + 1;
}

function isKind(option: GoNode): boolean {
  return (
    option.kind === 'CallExpr' && option.fun.kind === 'SelectorExpr' && option.fun.sel.name === 'WithSpanKind'
  );
}

function isNamed(node: GoNode, name: string): node is Ident {
  return node.kind === 'Ident' && node.name === name;
}

function assignmentOf(decl: FuncDecl, call: CallExpr): AssignStmt | undefined {
  for (const node of walk(decl))
    if (node.kind === 'AssignStmt' && node.rhs.length === 1 && node.rhs[0] === call) return node;
  return undefined;
}
