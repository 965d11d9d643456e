import type { Decl, FuncDecl, GoFile, Ident, ImportSpec } from './ast.js';
import { readFileHeader } from './comments.js';
import { next, skipToClosingBrace } from './lexer.js';
import { parseFuncHeader, parseGenDecl } from './parse-declarations.js';
import { parseBlock } from './parse-statements.js';
import { expectSemi, failExpected, parseIdent } from './parse-tokens.js';
import { ABANDON, ParserState } from './parser-state.js';
import { recover, startsDeclaration } from './recover.js';
import { CONST, EOF, FUNC, IMPORT, LBRACE, PACKAGE, SEMICOLON, TYPE, VAR } from './tokens.js';

/** Bodies whose end is looked for in vain before no more are skipped, so that hostile input cannot make it slow. */
const MAX_UNCLOSED_BODIES = 20;

/** What `parseGoFile` reads. */
export interface ParseOptions {
  /**
   * Function bodies to read; the others become blocks marked `skipped`. All of them by default. A callback sees the
   * header of the function, `body` undefined, and can ask for the file's own.
   */
  bodies?: 'full' | 'skip' | ((decl: FuncDecl, header: () => FileHeader) => boolean);
}

/** What stands above the declarations. Imports further down, which Go forbids, count once they were read. */
export type FileHeader = Pick<GoFile, 'packageName' | 'imports' | 'generated'>;

/**
 * Parses a Go source file. It never throws: what cannot be read is reported in `errors` and passed over up to
 * the next `func`, `type`, `var`, `const` or `import` at the start of a line. Function literals outside function
 * declarations are always read. Names and literals are slices and may keep `text` in memory.
 */
export function parseGoFile(text: string, options: ParseOptions = {}): GoFile {
  const { bodies = 'full' } = options;
  const p = new ParserState(text, typeof bodies === 'string' ? bodies : (decl) => bodies(decl, header));
  reportStrayCharacters(p);
  if (text.charCodeAt(0) === 0xfeff) p.end = 1;
  next(p);
  const headerEnd = p.start;
  const name = parsePackageClause(p);
  const packageName = name === undefined ? '' : name.name;
  const decls: Decl[] = [];
  const header = () => ({
    packageName,
    imports: collectImports(decls),
    generated: readFileHeader(p, headerEnd).generated,
  });
  let onlyImports = true;
  while (p.tok !== EOF) {
    if (p.tok !== IMPORT) onlyImports = false;
    else if (!onlyImports) p.error(p.start, 'imports must appear before other declarations');
    decls.push(readDecl(p));
  }
  const { buildConstraint, generated } = readFileHeader(p, headerEnd);
  return {
    kind: 'File',
    start: 0,
    end: text.length,
    packageName,
    packageNameStart: name === undefined ? -1 : name.start,
    imports: collectImports(decls),
    decls,
    comments: p.comments,
    errors: p.errors,
    buildConstraint,
    generated,
  };
}

/** Reports the characters that Go allows nowhere, not even in a comment. https://go.dev/ref/spec#Characters */
function reportStrayCharacters(p: ParserState): void {
  const nul = p.text.indexOf('\0');
  if (nul !== -1) p.error(nul, 'illegal character NUL');
  const mark = p.text.indexOf('\ufeff', 1);
  if (mark !== -1) p.error(mark, 'illegal byte order mark');
}

function parsePackageClause(p: ParserState): Ident | undefined {
  const { start } = p;
  let name: Ident | undefined;
  try {
    if (p.tok !== PACKAGE) failExpected(p, "'package'");
    next(p);
    name = parseIdent(p);
    expectSemi(p);
  } catch (problem) {
    rethrowUnlessAbandoned(p, problem);
    if (!startsDeclaration(p)) recover(p, start, 0);
  }
  return name;
}

function readDecl(p: ParserState): Decl {
  const { start } = p;
  const commentCount = p.comments.length;
  p.exprLev = 0;
  p.depth = 0;
  p.partial = undefined;
  try {
    return parseDecl(p);
  } catch (problem) {
    rethrowUnlessAbandoned(p, problem);
    return abandonedDecl(p, start, recover(p, start, commentCount));
  }
}

function rethrowUnlessAbandoned(p: ParserState, problem: unknown): void {
  if (problem === ABANDON) return;
  // Only when the caller has left us next to no stack.
  if (!(problem instanceof RangeError)) throw problem;
  p.error(p.start, 'nested too deeply');
}

/** The part of a declaration that could be read, taken to last until `end`. */
function abandonedDecl(p: ParserState, start: number, end: number): Decl {
  const { partial } = p;
  if (partial === undefined || (partial.kind === 'GenDecl' && partial.specs.length === 0)) {
    return { kind: 'BadDecl', start, end };
  }
  partial.end = end;
  if (partial.kind === 'FuncDecl' && partial.body !== undefined) partial.body.end = end;
  return partial;
}

function parseDecl(p: ParserState): Decl {
  switch (p.tok) {
    case FUNC:
      return parseFuncDecl(p);
    case TYPE:
    case VAR:
    case CONST:
    case IMPORT:
      return parseGenDecl(p, p.tok);
    default:
      return failExpected(p, 'a declaration');
  }
}

function parseFuncDecl(p: ParserState): FuncDecl {
  const decl = parseFuncHeader(p);
  p.partial = decl;
  const afterHeader = p.start;
  if (p.tok === SEMICOLON) {
    next(p);
    if (p.tok !== LBRACE) return decl;
    p.error(afterHeader, "unexpected semicolon or newline before '{'");
  }
  if (p.tok === LBRACE) {
    const { start, end } = p;
    const isWanted = typeof p.bodies === 'function' ? p.bodies(decl) : p.bodies === 'full';
    decl.body = { kind: 'Block', start, end, skipped: true, stmts: [] };
    if (isWanted) decl.body = parseBlock(p);
    else decl.body.end = skipBlock(p);
    decl.end = decl.body.end;
  }
  expectSemi(p);
  return decl;
}

function skipBlock(p: ParserState): number {
  const { start } = p;
  if (p.unclosedBodies >= MAX_UNCLOSED_BODIES || !skipToClosingBrace(p)) {
    p.unclosedBodies++;
    p.fail(start, "'{' is never closed");
  }
  const { end } = p;
  next(p);
  return end;
}

function collectImports(decls: Decl[]): ImportSpec[] {
  const imports: ImportSpec[] = [];
  for (const decl of decls) {
    if (decl.kind !== 'GenDecl' || decl.keyword !== 'import') continue;
    for (const spec of decl.specs) if (spec.kind === 'ImportSpec') imports.push(spec);
  }
  return imports;
}
