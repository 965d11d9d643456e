import type { FuncDecl, GenDecl, Range, SyntaxProblem } from './ast.js';
import { EOF } from './tokens.js';

/** Which function bodies to read: all, none, or those the callback accepts. */
type Bodies = 'full' | 'skip' | ((decl: FuncDecl) => boolean);

/** Nesting beyond this is refused, so that no input can exhaust the stack. Real code stays below 100. */
const MAX_DEPTH = 500;
const MAX_PROBLEMS = 100;

/** Thrown, without a stack trace of its own, to leave a declaration that cannot be read; never leaves the parser. */
export const ABANDON = new Error('abandoned declaration');

/** Everything the lexer and the parsing functions share: the text, the current token and the findings so far. */
export class ParserState {
  readonly text: string;
  readonly length: number;
  readonly bodies: Bodies;

  /** Kind and range of the current token. */
  tok = EOF;
  start = 0;
  end = 0;
  /** True for a semicolon inserted at a line's end. */
  isNewline = false;
  /** Range of the token before. */
  prevStart = 0;
  prevEnd = 0;
  /** Number of comments seen up to the token before. */
  commentsBefore = 0;

  /** Below 0 in the header of a control statement, where `{` opens the block and no literal. */
  exprLev = 0;
  depth = 0;

  /** What is already known of the top-level declaration being read; kept when the rest cannot be read. */
  partial: FuncDecl | GenDecl | undefined = undefined;

  readonly comments: Range[] = [];
  readonly errors: SyntaxProblem[] = [];
  /** True while searching for the next declaration: what is found on the way is not reported. */
  quiet = false;
  /** Offset of a raw string or comment that never ends, or -1. */
  unterminated = -1;
  /** From this offset on the text is known to hold no end of a comment. */
  noCommentEndFrom = Number.POSITIVE_INFINITY;
  /** Number of skipped bodies whose closing brace was looked for in vain. */
  unclosedBodies = 0;

  constructor(text: string, bodies: Bodies) {
    this.text = text;
    this.length = text.length;
    this.bodies = bodies;
  }

  /** Records a problem; parsing goes on. */
  error(offset: number, message: string): void {
    if (this.quiet || this.errors.length >= MAX_PROBLEMS) return;
    this.errors.push({ offset, message });
  }

  /** Records a problem and leaves the declaration being read. */
  fail(offset: number, message: string): never {
    this.error(offset, message);
    throw ABANDON;
  }

  /** Goes one level deeper; the caller lowers `depth` again when it returns. */
  enter(): void {
    if (++this.depth > MAX_DEPTH) this.fail(this.start, 'nested too deeply');
  }
}
