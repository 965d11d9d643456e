/** A call as it was before a span was put around it: what that may have been, told from the code that is there. */
import type { Edit } from '#src/model/change.js';
import type { GoSource } from '../rewrite/go-source.js';
import { isEndOf } from '../rewrite/span-end.js';
import { statementsOf } from '../rewrite/statement-lists.js';
import type { Expr, IfStmt, Stmt } from '../syntax/ast.js';
import type { SpannedCall } from './spanned-calls.js';
import { attributesOf, type FoundStart, foundStart, identifiers } from './without-span.js';

export interface CallBefore {
  spanName: string;
  /** Attribute name → expression, in the order of the code. */
  attributes: Record<string, string>;
  /** Edits that take the span out: which are right is told by putting it in again. */
  candidates: Edit[][];
}

/** Edits, and the statements of the span that they take out behind its start. */
interface Ending {
  edits: Edit[];
  own: readonly Stmt[];
}

/** @returns null when the span is not ended as ours are */
export function withoutCallSpan({ reading, shape, start, site }: SpannedCall): CallBefore | null {
  const { source, parents } = reading;
  const above = parents.get(start);
  const list = (above && statementsOf(above)) ?? [];
  const found = foundStart(start);
  if (!found) return null;
  const { statement } = shape;
  const file = source.path;
  const lead = list.slice(list.indexOf(start), list.indexOf(statement));
  const behind = list.slice(list.indexOf(statement) + 1);
  const ending =
    shape.kind === 'if'
      ? endingOfIf(source, shape.statement, behind, found.span)
      : shape.kind === 'return'
        ? { edits: [], own: [] }
        : endingBehind(source, behind, found.span);
  const attributes = ending && attributesOf(source, [...lead, ...ending.own]);
  if (!ending || !attributes) return null;
  const edits = [
    { file, start: start.start, end: statement.start, text: '' },
    ...parentAgain(source, site.call, found),
    ...ending.edits,
  ];
  const targets = shape.kind === 'plain' ? shape.targets : [];
  const next = behind[ending.own.length];
  const candidates = [edits];
  if (targets.length > 0 && next && isReturnOf(next, targets)) {
    const head = { file, start: start.start, end: site.call.start, text: 'return ' };
    const tail = cut(source, behind[0]!, next);
    candidates.unshift([head, ...parentAgain(source, site.call, found), tail]);
  }
  return { spanName: found.name, attributes, candidates };
}

/** The call is given what the span's context comes from. */
function parentAgain({ path: file, text }: GoSource, call: Expr, { context, parent }: FoundStart): Edit[] {
  if (context === '_') return [];
  const code = text.slice(parent.start, parent.end);
  return identifiers(call, context).map(({ start, end }) => ({ file, start, end, text: code }));
}

/** The statements up to `span.End()`. */
function endingBehind(source: GoSource, behind: readonly Stmt[], span: string): Ending | null {
  const own = behind.slice(0, behind.findIndex((one) => isEndOf(one, span)) + 1);
  const [first, last] = [own[0], own.at(-1)];
  return first && last ? { edits: [cut(source, first, last)], own } : null;
}

/** At the top of what handles the error, and behind it or in an `else`. */
function endingOfIf(
  source: GoSource,
  { body, else: other }: IfStmt,
  behind: readonly Stmt[],
  span: string,
): Ending | null {
  const inside = endingBehind(source, body.stmts, span);
  if (!inside) return null;
  if (other) {
    const isOurs = other.kind === 'Block' && other.stmts.length === 1 && isEndOf(other.stmts[0], span);
    const edit = { file: source.path, start: body.end, end: other.end, text: '' };
    return isOurs ? { edits: [...inside.edits, edit], own: [] } : null;
  }
  const [next] = behind;
  return next && isEndOf(next, span) ? { edits: [...inside.edits, cut(source, next, next)], own: [] } : null;
}

function isReturnOf(statement: Stmt, targets: readonly Expr[]): boolean {
  return (
    statement.kind === 'ReturnStmt' &&
    statement.results.length === targets.length &&
    statement.results.every((result, index) => {
      const target = targets[index];
      return result.kind === 'Ident' && target?.kind === 'Ident' && result.name === target.name;
    })
  );
}

/** The lines of statements. */
function cut({ path: file, text }: GoSource, first: Stmt, last: Stmt): Edit {
  const newline = text.lastIndexOf('\n', first.start - 1);
  return { file, start: text[newline - 1] === '\r' ? newline - 1 : newline, end: last.end, text: '' };
}
