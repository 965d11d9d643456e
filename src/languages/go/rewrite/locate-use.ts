/** From the line and column of a report to the place where messages are sent or taken. */
import type { SiteUse } from '#src/model/scan-report.js';
import type { CallExpr, Decl, GoNode, RangeStmt, UnaryExpr } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';
import { around, walk } from './walk.js';

export interface LocatedUse {
  /** A method's call, or what takes from a channel: `for … range`, `<-`. */
  node: CallExpr | RangeStmt | UnaryExpr;
  decl: Decl;
  /** Nodes around it, outermost first. */
  around: readonly GoNode[];
}

/** @param line 1-based @param column 1-based */
export function locateUse(source: GoSource, line: number, column: number, use: SiteUse): LocatedUse | null {
  const lineStart = source.lines[line - 1];
  if (lineStart === undefined) return null;
  const offset = lineStart + column - 1;
  const decl = source.file.decls.find((d) => d.start <= offset && offset < d.end);
  if (!decl) return null;
  for (const node of walk(decl)) {
    if (node.start !== offset) continue;
    const isIt =
      use.method === null
        ? node.kind === 'RangeStmt' || (node.kind === 'UnaryExpr' && node.op === '<-')
        : node.kind === 'CallExpr' && methodOf(node) === use.method;
    if (isIt) return { node: node as LocatedUse['node'], decl, around: around(decl, node) };
  }
  return null;
}

function methodOf({ fun }: CallExpr): string | null {
  return fun.kind === 'SelectorExpr' ? fun.sel.name : null;
}
