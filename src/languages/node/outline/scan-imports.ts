/** Finds the modules that a JavaScript or TypeScript file loads, in one pass over its characters and without a tree. */

export type ImportForm = 'import' | 'export' | 'require' | 'dynamic';

export interface ScannedImport {
  specifier: string;
  form: ImportForm;
  offset: number;
  /** What is imported or passed on, as `name` or `name as other`; null for everything, or when the text does not tell. */
  names: string[] | null;
}

export interface ScannedModule {
  imports: ScannedImport[];
  /** Arguments of `import(…)` and `require(…)` that are not constant, as written, cut at 200 characters. */
  computed: string[];
  /** Calls the global `fetch`, as far as the text tells. */
  fetch: boolean;
}

const IDENTIFIER = 1;
const SPACE = 2;
const classes = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$')
  classes[char.charCodeAt(0)] = IDENTIFIER;
for (const char of ' \t\r\n') classes[char.charCodeAt(0)] = SPACE;

const code = (char: string) => char.charCodeAt(0);
const SLASH = code('/');
const STAR = code('*');
const QUOTE = code("'");
const DOUBLE_QUOTE = code('"');
const BACKTICK = code('`');
const BACKSLASH = code('\\');
const NEWLINE = code('\n');
const DOT = code('.');
const DOLLAR = code('$');
const OPEN_BRACE = code('{');
const CLOSE_BRACE = code('}');
const BYTE_ORDER_MARK = 0xfeff;

/** Characters after which a `/` starts a regular expression and not a division. */
const beforeRegex = new Uint8Array(128);
for (const char of '(,=:[!&|?{;+-*%~^>') beforeRegex[char.charCodeAt(0)] = 1;
const WORDS_BEFORE_REGEX = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'throw',
  'void',
  'await',
  'yield',
]);

const FROM_CLAUSE = /\s*(type\s(?!\s*(?:from\s*['"]|,)))?\s*([\w$*{},\s]*?)\bfrom\s*(['"])([^'"\n]+)\3/y;
const BRACED_FROM = /\s*(type\s)?\s*\{([^}]*)\}\s*from\s*(['"])([^'"\n]+)\3/y;
const EXPORT_STAR = /\s*(type\s)?\s*\*(?:\s*as\s+[\w$]+)?\s*from\s*(['"])([^'"\n]+)\2/y;
const IMPORT_EQUALS = /\s*(type\s)?\s*[\w$]+\s*=\s*(?=require\s*\()/y;
const BARE = /\s*(['"])([^'"\n]+)\1/y;
const CALL = /\s*\(\s*(?:\/\*[^*]*\*\/\s*)*(?:(['"`])([^'"`$\n]+)\1\s*[,)]|([^\s)][^)\n]{0,200}))/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The names between braces, types left out. */
function bracedNames(names: string): string[] {
  return names
    .split(',')
    .map((part) => part.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').trim())
    .filter((part) => part !== '' && !/^type\s+(?!as\b)/.test(part));
}

/** `a, { b, c as d }` → `default as a`, `b`, `c as d`; null for a namespace. */
function clauseNames(clause: string): string[] | null {
  if (clause.includes('*')) return null;
  const brace = clause.indexOf('{');
  const first = (brace < 0 ? clause : clause.slice(0, brace)).replace(',', '').trim();
  const braced = brace < 0 ? [] : bracedNames(clause.slice(brace + 1).replace(/\}[\s\S]*$/, ''));
  return first === '' ? braced : [`default as ${first}`, ...braced];
}

/** `{ type A, type B }` imports nothing at run time; `{}` and `{ type A, b }` do. */
function onlyTypes(names: string): boolean {
  const parts = names.split(',').filter((part) => part.trim() !== '');
  return parts.length > 0 && parts.every((part) => /^\s*type\s+(?!as\b)/.test(part));
}

function endOfString(text: string, start: number, quote: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return i;
    if (c === BACKSLASH) i++;
    else if (c === NEWLINE) return start;
  }
  return start;
}

function endOfTemplate(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKTICK) return i;
    if (c === BACKSLASH) i++;
    else if (c === DOLLAR && text.charCodeAt(i + 1) === OPEN_BRACE) i = endOfSubstitution(text, i + 1);
  }
  return start;
}

function endOfSubstitution(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === OPEN_BRACE) depth++;
    else if (c === CLOSE_BRACE && --depth === 0) return i;
    else if (c === BACKTICK) i = endOfTemplate(text, i);
    else if (c === QUOTE || c === DOUBLE_QUOTE) i = endOfString(text, i, c);
  }
  return text.length;
}

function endOfRegex(text: string, start: number): number {
  let inClass = false;
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\n') return start;
    if (char === '\\') i++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return i;
  }
  return start;
}

function scanImportKeyword(text: string, after: number, start: number, found: ScannedModule): number {
  const braced = matchAt(BRACED_FROM, text, after);
  if (braced !== null) {
    if (braced[1] === undefined && !onlyTypes(braced[2] ?? ''))
      found.imports.push({
        specifier: braced[4]!,
        form: 'import',
        offset: start,
        names: bracedNames(braced[2] ?? ''),
      });
    return after + braced[0].length;
  }
  const bare = matchAt(BARE, text, after);
  if (bare !== null) {
    found.imports.push({ specifier: bare[2]!, form: 'import', offset: start, names: [] });
    return after + bare[0].length;
  }
  if (matchAt(CALL, text, after) !== null) return scanCall(text, after, start, 'dynamic', found);
  const equals = matchAt(IMPORT_EQUALS, text, after);
  if (equals !== null) {
    const next = after + equals[0].length;
    return equals[1] === undefined ? next : next + 'require'.length;
  }
  const clause = matchAt(FROM_CLAUSE, text, after);
  if (clause === null) return after;
  if (clause[1] === undefined)
    found.imports.push({
      specifier: clause[4]!,
      form: 'import',
      offset: start,
      names: clauseNames(clause[2] ?? ''),
    });
  return after + clause[0].length;
}

function scanExportKeyword(text: string, after: number, start: number, found: ScannedModule): number {
  const braced = matchAt(BRACED_FROM, text, after);
  const star = braced === null ? matchAt(EXPORT_STAR, text, after) : null;
  const specifier = braced?.[4] ?? star?.[3];
  if (specifier === undefined) return after;
  const typeOnly = (braced ?? star)?.[1] !== undefined || (braced !== null && onlyTypes(braced[2] ?? ''));
  const names = braced === null ? null : bracedNames(braced[2] ?? '');
  if (!typeOnly) found.imports.push({ specifier, form: 'export', offset: start, names });
  return after + (braced ?? star)![0].length;
}

function scanCall(
  text: string,
  after: number,
  start: number,
  form: ImportForm,
  found: ScannedModule,
): number {
  const call = matchAt(CALL, text, after);
  if (call === null) return after;
  if (call[2] !== undefined) {
    found.imports.push({ specifier: call[2], form, offset: start, names: null });
    return after + call[0].length;
  }
  found.computed.push(call[3] ?? '');
  return after;
}

/** Length of the keyword that starts with a character: a word of another length needs no closer look. */
const keywordLengths = new Uint8Array(128);
for (const word of ['import', 'export', 'require', 'fetch']) keywordLengths[code(word)] = word.length;

/** Handles the word at `start`; the offset from which to go on. */
function scanWord(text: string, start: number, end: number, afterDot: boolean, found: ScannedModule): number {
  const word = text.slice(start, end);
  if (word === 'fetch') {
    const global = !afterDot || text.endsWith('globalThis.', start);
    if (global && /^\s*\(/.test(text.slice(end, end + 4))) found.fetch = true;
    return end;
  }
  if (afterDot) return end;
  if (word === 'import') return scanImportKeyword(text, end, start, found);
  if (word === 'require') return scanCall(text, end, start, 'require', found);
  if (word === 'export') return scanExportKeyword(text, end, start, found);
  return end;
}

/** Whether a `/` after the token that ends before `at` starts a regular expression. */
function regexMayStart(text: string, at: number): boolean {
  let end = at;
  while (end > 0 && (classes[text.charCodeAt(end - 1)] ?? 0) === SPACE) end--;
  if (end === 0) return true;
  const last = text.charCodeAt(end - 1);
  if (last >= 128) return false;
  if (classes[last] !== IDENTIFIER) return beforeRegex[last] === 1;
  let start = end;
  while (start > 0 && end - start < 8 && (classes[text.charCodeAt(start - 1)] ?? IDENTIFIER) === IDENTIFIER)
    start--;
  return WORDS_BEFORE_REGEX.has(text.slice(start, end));
}

/** Where the `/` at `at` leads: past a comment or a regular expression, or just past itself. */
function skipSlash(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === SLASH) {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (next === STAR) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 1;
  }
  return regexMayStart(text, at) ? endOfRegex(text, at) : at;
}

/** Scans a file's text; what is inside comments, strings, templates and regular expressions does not count. */
export function scanImports(text: string): ScannedModule {
  const found: ScannedModule = { imports: [], computed: [], fetch: false };
  const length = text.length;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c < 128 ? classes[c] === IDENTIFIER : c !== BYTE_ORDER_MARK) {
      const start = i++;
      while (i < length) {
        const next = text.charCodeAt(i);
        if (next < 128 && classes[next] !== IDENTIFIER) break;
        i++;
      }
      if (c < 128 && i - start === keywordLengths[c])
        i = scanWord(text, start, i, text.charCodeAt(start - 1) === DOT, found);
      i--;
    } else if (c === SLASH) i = skipSlash(text, i);
    else if (c === QUOTE || c === DOUBLE_QUOTE) i = endOfString(text, i, c);
    else if (c === BACKTICK) i = endOfTemplate(text, i);
  }
  return found;
}
