import type { ServiceReport } from '#src/model/scan-report.js';
import type { FlagOrigin, SpanRequest } from '#src/model/span-operation.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { FuncDecl, Stmt } from '../syntax/ast.js';

/** A function of the tree, and the services that reach its package. */
export interface GoDeclaration {
  source: GoSource;
  decl: FuncDecl;
  /** `Name`, or `Type.Method`. */
  label: string;
  /** 1-based line of its name. */
  line: number;
  services: readonly ServiceReport[];
  /** Names of the methods of its type, or of the functions of its package, its own among them. */
  siblings: readonly string[];
}

/** What somebody asks for. */
export interface AskedSpan {
  origin: FlagOrigin;
  /** Null for a comment. */
  request: SpanRequest | null;
  spanName?: string;
  attributes: Readonly<Record<string, string>>;
}

/** A flagged function, or a flagged statement in it. */
export interface SpanTarget extends GoDeclaration {
  statement: Stmt | null;
  asked: AskedSpan;
}
